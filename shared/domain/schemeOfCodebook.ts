/** A coding scheme out of a list of names as other programs keep them, and such a list out of a scheme. */
import type { CodebookGroup } from "../formats/refiCodebook.ts";
import { labelIn } from "./labelIn.ts";
import type { Labels, PartId, Scheme } from "./scheme.ts";
import type { Language } from "./settings.ts";

/** A name that is too long for a label is cut; this many characters are read. */
const longestLabel = 2_000;
const longestSign = 8;

/**
 * Makes a scheme whose codes are heard in anybody's speech, count once an utterance and have signs made of their names.
 *
 * @param about - what the person is told of it
 * @returns not looked over: it may have more codes than a scheme can hold
 */
export function schemeOfCodebook(
  groups: readonly CodebookGroup[],
  {
    id,
    title,
    about,
    language,
  }: Pick<Scheme, "id"> & { readonly title: string; readonly about: string; readonly language: Language },
): Scheme {
  const label = (text: string): Labels => ({ [language]: text.slice(0, longestLabel) });
  const takenIds = new Set<string>();
  const takenSigns = new Set<string>();
  const made = groups.map(({ name, codes }) => {
    const groupId = freeId(name ?? title, takenIds);
    return {
      group: { id: groupId, labels: label(name ?? title) },
      codes: codes.map((code) => ({
        id: freeId(code.name, takenIds),
        sign: freeSign(code.name, takenSigns),
        labels: label(code.name),
        ...(code.description === "" ? {} : { help: label(code.description) }),
        side: "any" as const,
        groupId,
      })),
    };
  });
  return {
    format: 1,
    id,
    version: 1,
    title: label(title),
    about: label(about),
    unit: "utterance",
    usesTarget: false,
    sample: { drawn: "whole", lengthMs: 1_200_000, ratedFromMs: 0, countedBelowMs: 0 },
    groups: made.map(({ group }) => group),
    codes: made.flatMap(({ codes }) => codes),
    items: [],
    figures: [],
  };
}

/** The names of a scheme's codes by group; items and figures have no place there. */
export function codebookOfScheme(
  { groups, codes }: Pick<Scheme, "groups" | "codes">,
  language: Language,
): CodebookGroup[] {
  return groups.map(({ id, labels }) => ({
    name: labelIn(labels, language),
    codes: codes
      .filter(({ groupId }) => groupId === id)
      .map((code) => ({
        name: labelIn(code.labels, language),
        description: code.help === undefined ? "" : labelIn(code.help, language),
      })),
  }));
}

/** An id that says what it stands for. @param taken - gets it too */
export function freeId(name: string, taken: Set<string>): PartId {
  const plain = name
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const stem = plain === "" || plain === "NC" ? "part" : plain;
  let id = stem;
  let number = nextNumber(taken, stem);
  for (; taken.has(id); number += 1) id = `${stem}-${number}`;
  numbers.get(taken)?.set(stem, number);
  taken.add(id);
  return id as PartId;
}

function freeSign(name: string, taken: Set<string>): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  const start = words.length > 1 ? initials.slice(0, 4) : (words[0] ?? "?").slice(0, 3);
  let sign = start;
  let number = nextNumber(taken, start);
  for (; taken.has(sign); number += 1) sign = `${start}${number}`.slice(-longestSign);
  numbers.get(taken)?.set(start, number);
  taken.add(sign);
  return sign;
}

/** Which number comes next for a stem, so that many parts of one name need no look at all before them. */
const numbers = new WeakMap<Set<string>, Map<string, number>>();

function nextNumber(taken: Set<string>, stem: string): number {
  const known = numbers.get(taken) ?? new Map<string, number>();
  numbers.set(taken, known);
  return known.get(stem) ?? 2;
}
