/** What the coding screen derives from a coding: words, signs, and how far it is. */
import { codesFor, isInSpan } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";

/** How far a coding is; what is in formal parts is not to be coded. */
export interface CodingProgress {
  readonly coded: number;
  readonly all: number;
}

/** How many of the utterances that are to be coded are coded, or deliberately not. */
export function progressOf(
  scheme: Pick<Scheme, "codes">,
  { units, spans }: Pick<Coding, "units" | "spans">,
): CodingProgress {
  const open = units.filter(
    (unit) => codesFor(scheme, unit.speaker).length > 0 && !isInSpan(unit, spans, "formal"),
  );
  return { coded: open.filter(({ codes }) => codes.length > 0).length, all: open.length };
}

/** Whether moments are coded instead of lines: nothing is written in the sample. */
export function isByMoment({ units }: Pick<Coding, "units">): boolean {
  return units.every(({ place }) => place === undefined);
}

/** The words of a unit; `null` where its line is gone. */
export function wordsOf({ place }: CodedUnit, textById: ReadonlyMap<string, string>): string | null {
  if (place === undefined) return null;
  return textById.get(place.segmentId)?.slice(place.startIndex, place.endIndex) ?? null;
}

/** The unit that is spoken at a position: the last that has begun; −1 before the first. */
export function unitIndexAt(units: readonly CodedUnit[], atMs: number): number {
  return units.findLastIndex(({ startMs }) => startMs <= atMs);
}
