/** The words that the walk goes through: what was found, decided and asked for, each with every place at which it stands. */
import type { DecidedWord, IdentifyingKind, ReplacedPlace } from "../../../shared/domain/deidentification.ts";
import { findIdentifyingWords, type IdentifyingFinding } from "../../../shared/domain/identifyingWords.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import { type Segment, speakers } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { findAgain, foldedWord, type Span } from "../../../shared/domain/wordAgain.ts";

/** A place at which a word stands now. */
export interface WalkPlace extends Span {
  /** `null` where the word is part of what a role is called. */
  readonly segmentId: SegmentId | null;
  readonly field: ReplacedPlace["field"];
  /** The whole text of the field. */
  readonly text: string;
}

/** One word of the walk. */
export interface WalkWord {
  /** Its folded form: the same however it is written. */
  readonly key: string;
  /** As it stands where it was found first. */
  readonly original: string;
  readonly kind: IdentifyingKind;
  readonly strength: IdentifyingFinding["strength"];
  /** In order; empty once it is replaced everywhere. */
  readonly places: readonly WalkPlace[];
  readonly decision: DecidedWord | undefined;
}

/** What the words are taken from. */
export interface WalkSource {
  readonly segments: readonly Segment[];
  readonly names: SpeakerNames;
  readonly decided: readonly DecidedWord[];
  readonly knownNames: readonly string[];
  /** Words that the person looks for. */
  readonly sought: readonly string[];
}

/** Whether the person has still to say what becomes of a word. */
export function isOpen({ places, decision }: WalkWord): boolean {
  return places.length > 0 && decision?.isLeft !== true;
}

/**
 * Lists the words in the order in which they come up; a longer word keeps its places from a shorter one within it.
 *
 * Of what was decided, only what still stands somewhere or was replaced is there; what was asked for, only if it stands.
 */
export function walkWords(source: WalkSource): WalkWord[] {
  const fields = fieldsOf(source);
  const seeds = seedsOf(source, fields);
  const places = placesOf(fields, [...seeds.keys()]);
  const lines = new Map(source.segments.map(({ id }, index) => [id, index]));
  const words = [...seeds.entries()].flatMap(([key, seed]) => {
    const here = places.get(key) ?? [];
    if (here.length === 0 && !seed.decision?.places.length) return [];
    const [first] = here;
    const original = seed.decision?.original ?? first?.text.slice(first.startIndex, first.endIndex);
    return [{ key, ...seed, original: original ?? key, places: here }];
  });
  const lineOf = ({ places: [here], decision }: WalkWord) =>
    lines.get(((here ?? decision?.places[0])?.segmentId ?? "") as SegmentId) ?? -1;
  const indexOf = ({ places: [here], decision }: WalkWord) => (here ?? decision?.places[0])?.startIndex ?? 0;
  return words.sort((a, b) => lineOf(a) - lineOf(b) || indexOf(a) - indexOf(b));
}

type Field = Omit<WalkPlace, keyof Span>;
type Seed = Pick<WalkWord, "kind" | "strength" | "decision">;

function fieldsOf({ segments, names }: WalkSource): Field[] {
  return [
    ...speakers.flatMap((speaker) => {
      const text = names[speaker];
      return text === undefined ? [] : [{ segmentId: null, field: speaker, text }];
    }),
    ...segments.flatMap(({ id, text, speakerName }) => [
      ...(speakerName === undefined
        ? []
        : [{ segmentId: id, field: "speaker-name" as const, text: speakerName }]),
      { segmentId: id, field: "text" as const, text },
    ]),
  ];
}

function seedsOf(source: WalkSource, fields: readonly Field[]): Map<string, Seed> {
  const seeds = new Map<string, Seed>();
  for (const word of source.decided) {
    seeds.set(foldedWord(word.original), { kind: word.kind, strength: "strong", decision: word });
  }
  for (const text of source.sought) {
    const key = foldedWord(text);
    if (!seeds.has(key)) seeds.set(key, { kind: "own", strength: "strong", decision: undefined });
  }
  for (const { field, text } of fields) {
    const found = findIdentifyingWords(text, source.knownNames);
    // What a speaker is called tells who it is, unless the person says otherwise.
    const whole =
      field === "text" || found.length > 0 || /^\s*\[.*\]\s*$/.test(text)
        ? []
        : [{ kind: "name" as const, strength: "weak" as const, startIndex: 0, endIndex: text.length }];
    for (const { kind, strength, startIndex, endIndex } of [...found, ...whole]) {
      const key = foldedWord(text.slice(startIndex, endIndex));
      const before = seeds.get(key);
      const isSurer = before?.decision === undefined && before?.strength === "weak" && strength === "strong";
      if (before === undefined || isSurer) seeds.set(key, { kind, strength, decision: undefined });
    }
  }
  return seeds;
}

/** Longest words first; what stands in brackets is no place of anything. */
function placesOf(fields: readonly Field[], keys: readonly string[]): Map<string, WalkPlace[]> {
  const longestFirst = keys.toSorted((a, b) => b.length - a.length);
  const beginnings = longestFirst.map((key) => [key, key.split(" ")[0] ?? key] as const);
  const places = new Map<string, WalkPlace[]>();
  for (const field of fields) {
    const lower = field.text.normalize("NFC").toLowerCase();
    const taken: Span[] = Array.from(field.text.matchAll(/\[[^[\]\n]{1,80}\]/g), (match) => ({
      startIndex: match.index,
      endIndex: match.index + match[0].length,
    }));
    for (const [key, beginning] of beginnings) {
      // Most words stand in few lines: looking for letters is much cheaper than looking for words.
      if (!lower.includes(beginning)) continue;
      for (const span of findAgain(field.text, key)) {
        if (taken.some((other) => span.startIndex < other.endIndex && other.startIndex < span.endIndex))
          continue;
        taken.push(span);
        const list = places.get(key) ?? [];
        list.push({ ...field, ...span });
        places.set(key, list);
      }
    }
  }
  return places;
}
