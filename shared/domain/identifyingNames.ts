/** Finds names: of people, places and workplaces, and other words whose capital says that they are names. */
import type { IdentifyingKind } from "./deidentification.ts";
import { commonFamilyNames, endsAsFamilyName } from "./familyNames.ts";
import { commonFirstNames } from "./firstNames.ts";
import type { IdentifyingFinding } from "./identifyingWords.ts";
import { ordinaryNames } from "./ordinaryNames.ts";
import { commonCapitals, commonPlaceNames, endsAsPlaceName } from "./placeNames.ts";

/** A word of a line and how it stands there. */
interface Word {
  readonly startIndex: number;
  /** Without a genitive's s where the word without it is a name. */
  readonly endIndex: number;
  readonly text: string;
  readonly hasCapital: boolean;
  /** A sentence begins with it, so that its capital tells nothing. */
  readonly isFirst: boolean;
  /** Nothing but it is said, or somebody is called by it. */
  readonly standsAlone: boolean;
  /** A word that leads to a place stands before it: "i", "till", "from". */
  readonly followsPreposition: boolean;
}

type Verdict = Pick<IdentifyingFinding, "kind" | "strength">;

/**
 * Finds names by lists, by endings, and by capitals within a sentence; words that follow on one another are one name.
 *
 * Names that are ordinary words too need a capital within a sentence, or to stand alone.
 *
 * @param known - names that are known from elsewhere: their words are found however they are written
 * @returns in order, not overlapping
 */
export function findIdentifyingNames(text: string, known: readonly string[]): IdentifyingFinding[] {
  const knownWords = new Set(known.flatMap((name) => name.toLowerCase().match(/\p{L}{2,}/gu) ?? []));
  const found: IdentifyingFinding[] = [];
  for (const word of wordsOf(text, knownWords)) {
    const verdict = judge(word, knownWords);
    if (verdict === undefined) continue;
    const last = found.at(-1);
    const joined = last && joinedName(text, last, { ...verdict, ...place(word) });
    if (joined === undefined) found.push({ ...verdict, ...place(word) });
    else found[found.length - 1] = joined;
  }
  return found.map((finding) => withWorkplace(text, finding));
}

function place({ startIndex, endIndex }: Word): Pick<IdentifyingFinding, "startIndex" | "endIndex"> {
  return { startIndex, endIndex };
}

function judge(word: Word, known: ReadonlySet<string>): Verdict | undefined {
  const lower = word.text.toLowerCase();
  if (known.has(lower)) return { kind: "name", strength: "strong" };
  const isPerson = isPersonName(lower);
  const isPlace = commonPlaceNames.has(lower);
  const isOrdinary = ordinaryNames.has(lower);
  if (!word.hasCapital) {
    const isName = (isPerson || isPlace) && !isOrdinary && lower.length >= 4;
    return isName ? { kind: isPlace && !isPerson ? "place" : "name", strength: "weak" } : undefined;
  }
  if (isOrdinary && word.isFirst && !word.standsAlone) return undefined;
  if (commonCapitals.has(lower) && !(isPerson && word.standsAlone)) return undefined;
  const strength = isOrdinary && word.isFirst ? "weak" : "strong";
  if (isPlace && (!isPerson || word.followsPreposition)) return { kind: "place", strength };
  if (isPerson) return { kind: "name", strength };
  return word.isFirst ? undefined : byForm(word.text);
}

function isPersonName(lower: string): boolean {
  return commonFirstNames.has(lower) || commonFamilyNames.has(lower);
}

/** A word with a capital within a sentence. */
function byForm(word: string): Verdict | undefined {
  if (endsAsFamilyName(word)) return { kind: "name", strength: "strong" };
  if (workplaceEnding.test(word)) return { kind: "workplace", strength: "weak" };
  if (endsAsPlaceName(word)) return { kind: "place", strength: "weak" };
  return word.length >= 2 ? { kind: "proper", strength: "weak" } : undefined;
}

const workplaceWords =
  "skolan?|skolen?|school|gymnasi(?:et|um)|(?:sjuk|syke|syge)hus(?:et)?|hospital(?:et)?|vårdcentral(?:en)?|" +
  "legesenter(?:et)?|lægehus(?:et)?|förskolan?|barnehagen?|børnehaven?|daghemmet|kyrkan|kirken?|fabriken|bruket|" +
  "universitet(?:et)?";
const workplaceEnding = new RegExp(`.(?:${workplaceWords})$`, "iu");
const workplaceAfter = new RegExp(
  `^ (?:${workplaceWords}|University|Hospital|College|Primary)(?!\\p{L})`,
  "u",
);

/** "Karolinska sjukhuset": the name and what it names. */
function withWorkplace(text: string, finding: IdentifyingFinding): IdentifyingFinding {
  const after = workplaceAfter.exec(text.slice(finding.endIndex, finding.endIndex + 24));
  if (after === null || (finding.strength === "weak" && !/^\p{Lu}/u.test(text.slice(finding.startIndex))))
    return finding;
  return { ...finding, kind: "workplace", endIndex: finding.endIndex + after[0].length };
}

const joinable: ReadonlySet<IdentifyingKind> = new Set(["name", "proper", "place"]);

/** Two names with one space between them as one, or `undefined`. */
function joinedName(
  text: string,
  last: IdentifyingFinding,
  next: IdentifyingFinding,
): IdentifyingFinding | undefined {
  if (next.startIndex !== last.endIndex + 1 || text[last.endIndex] !== " ") return undefined;
  if (!joinable.has(last.kind) || !joinable.has(next.kind)) return undefined;
  const isName = last.kind === "name" || (next.kind === "name" && last.kind === "proper");
  if (!isName && last.kind !== next.kind) return undefined;
  return {
    kind: isName ? "name" : last.kind,
    strength: last.strength === "strong" || next.strength === "strong" ? "strong" : "weak",
    startIndex: last.startIndex,
    endIndex: next.endIndex,
  };
}

const prepositions: ReadonlySet<string> = new Set(
  "i till från på vid nära til fra ved nær in to from at near".split(" "),
);

function wordsOf(text: string, known: ReadonlySet<string>): Word[] {
  const words: Word[] = [];
  let before = "";
  let previousEnd = 0;
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]*)*/gu)) {
    const between = text.slice(previousEnd, match.index);
    const whole = match[0];
    const shortened = withoutGenitive(whole, known);
    const after = text.slice(match.index + whole.length, match.index + whole.length + 1);
    const isFirst = words.length === 0 || /[.!?:…\n"“”„»«–—(*]|(?:^|\s)-\s/u.test(between);
    words.push({
      startIndex: match.index,
      endIndex: match.index + shortened.length,
      text: shortened,
      hasCapital: /^\p{Lu}/u.test(whole),
      isFirst,
      standsAlone: isFirst && (after === "" || /[.,!?]/.test(after)),
      followsPreposition: prepositions.has(before.toLowerCase()),
    });
    before = whole;
    previousEnd = match.index + whole.length;
  }
  return words;
}

/** A name's own s stays: "Lars", "Hans". */
function withoutGenitive(word: string, known: ReadonlySet<string>): string {
  const isName = (part: string) => {
    const lower = part.toLowerCase();
    return known.has(lower) || isPersonName(lower) || commonPlaceNames.has(lower);
  };
  if (/['’]s$/iu.test(word)) return word.slice(0, -2);
  if (isName(word) || commonCapitals.has(word.toLowerCase())) return word;
  const shorter = word.slice(0, -1);
  return /s$/iu.test(word) && (isName(shorter) || commonCapitals.has(shorter.toLowerCase())) ? shorter : word;
}
