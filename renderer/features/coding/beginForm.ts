/** What is chosen before a coding begins, and what comes of it. */
import type { OneCoder, Sample } from "../../../shared/domain/coding.ts";
import { drawSample, wholeSample } from "../../../shared/domain/drawSample.ts";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import type { SampleRule, Scheme, SchemeItem } from "../../../shared/domain/scheme.ts";
import { isWritten, type Segment } from "../../../shared/domain/segment.ts";
import { type PassageForm, type PassageReading, readPassage } from "../spoken/passageForm.ts";

/** What is typed and chosen. */
export interface BeginForm {
  readonly coder: "owner" | "colleague";
  readonly colleague: string;
  readonly drawn: Sample["drawn"];
  readonly range: PassageForm;
  readonly startSentence: string;
  readonly endSentence: string;
  readonly target: string;
  readonly hasNoTarget: boolean;
  readonly passes: 1 | 2;
}

/** Where a sample may lie, and what is said there. */
export interface SampleGround {
  /** `sampleableRanges`. */
  readonly ranges: readonly Passage[];
  readonly durationMs: number;
  readonly lines: readonly Segment[];
  /** In [0, 1): where a drawn sample lies. */
  readonly random: number;
}

/** Two passes are the way of beginners: those who have made fewer codings than this. */
export const beginnersUpTo = 10;
/** The longest sentence that is kept. */
const longestSentence = 500;

/** How a sample of a scheme is got at first. */
export function startingDraw({ sample }: Pick<Scheme, "sample">): Sample["drawn"] {
  return sample.drawn;
}

/** The sample as it is chosen, without its sentences; or what is wrong with the typed times. */
export function sampleOf(
  { drawn, range }: Pick<BeginForm, "drawn" | "range">,
  rule: SampleRule,
  { ranges, durationMs, lines, random }: SampleGround,
): { readonly sample: Sample | undefined; readonly reading: PassageReading | null } {
  switch (drawn) {
    case "random":
      return { sample: drawSample(ranges, lines.filter(isWritten), rule.lengthMs, random), reading: null };
    case "whole":
      return { sample: wholeSample(ranges), reading: null };
    case "chosen": {
      const reading = readPassage(range, durationMs);
      return {
        sample: reading.phase === "read" ? { drawn: "chosen", ...reading.passage } : undefined,
        reading,
      };
    }
  }
}

/** The first and the last that is said in a sample; `undefined` without a written line in it. */
export function sentencesIn(
  lines: readonly Segment[],
  { startMs, endMs }: Pick<Sample, "startMs" | "endMs">,
): { readonly startSentence: string; readonly endSentence: string } | undefined {
  const within = lines.filter((line) => isWritten(line) && line.startMs >= startMs && line.startMs < endMs);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { startSentence: shortened(first.text), endSentence: shortened(last.text) };
}

/** The items that apply where there is no target. */
export function itemsWithoutTarget({ items }: Pick<Scheme, "items">): SchemeItem[] {
  return items.filter((item) => item.kind === "count" || item.needsTarget !== true);
}

/** Whose it is; `undefined` while a colleague has no name. */
export function coderOf({ coder, colleague }: Pick<BeginForm, "coder" | "colleague">): OneCoder | undefined {
  if (coder === "owner") return { kind: "owner" };
  const name = colleague.trim();
  return name === "" ? undefined : { kind: "colleague", name };
}

/** The target as it is kept; `undefined` while one has not said whether there is any. */
export function targetOf(
  { target, hasNoTarget }: Pick<BeginForm, "target" | "hasNoTarget">,
  { usesTarget }: Pick<Scheme, "usesTarget">,
): string | null | undefined {
  if (!usesTarget || hasNoTarget) return null;
  return target.trim() === "" ? undefined : target.trim();
}

function shortened(text: string): string {
  const words = text.trim();
  return words.length <= longestSentence ? words : `${words.slice(0, longestSentence - 1)}…`;
}
