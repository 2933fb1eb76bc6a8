/** Where a passage begins and ends, as a person types it. */
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import { parseClockTime } from "../../../shared/formats/cueTimes.ts";

/** What is typed: "0:03", "1:02:26,4". */
export interface PassageForm {
  readonly from: string;
  readonly to: string;
}

/** Why it is no passage yet. */
export type PassageProblem = "no-time" | "not-after" | "beyond-the-end";

/** A passage, or what is wrong with each of the two fields. */
export type PassageReading =
  | { readonly phase: "read"; readonly passage: Passage }
  | { readonly phase: "problem"; readonly from: PassageProblem | null; readonly to: PassageProblem | null };

/**
 * Reads what was typed.
 *
 * @param durationMs - of the sound; an end less than a second beyond it is the end, for only whole seconds are shown
 */
export function readPassage({ from, to }: PassageForm, durationMs: number): PassageReading {
  const startMs = parseClockTime(from.trim());
  const typedEndMs = parseClockTime(to.trim());
  const endMs =
    typedEndMs !== undefined && typedEndMs < durationMs + 1_000
      ? Math.min(typedEndMs, durationMs)
      : typedEndMs;
  if (startMs === undefined || endMs === undefined) {
    const problemOf = (time: number | undefined) => (time === undefined ? "no-time" : null);
    return { phase: "problem", from: problemOf(startMs), to: problemOf(endMs) };
  }
  if (endMs > durationMs) return { phase: "problem", from: null, to: "beyond-the-end" };
  if (endMs <= startMs) return { phase: "problem", from: null, to: "not-after" };
  return { phase: "read", passage: { startMs, endMs } };
}
