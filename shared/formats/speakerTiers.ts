/** Tiers: rows of time, one or more for each speaker, as linguists' programs keep them. */
import type { ParsedSegment, ParsedTranscript, TranscriptWarning } from "./parsedTranscript.ts";
import { tidied } from "./parsedTranscript.ts";
import type { PrintedSegment } from "./printedTranscript.ts";
import { timeWarnings } from "./timeWarnings.ts";

/** One row of time; its segments follow each other. */
export interface Tier {
  /** What the speaker is called; empty for nobody. */
  readonly speaker: string;
  readonly segments: readonly PrintedSegment[];
}

/** Gives each speaker tiers in order of first appearance: where their own lines overlap, a further one. */
export function tiersOf(segments: readonly PrintedSegment[]): Tier[] {
  const tiers: { speaker: string; segments: PrintedSegment[] }[] = [];
  for (const segment of segments) {
    const speaker = tidied(segment.speaker ?? "");
    const open = tiers.find(
      (tier) => tier.speaker === speaker && (tier.segments.at(-1)?.endMs ?? 0) <= segment.startMs,
    );
    if (open === undefined) tiers.push({ speaker, segments: [segment] });
    else open.segments.push(segment);
  }
  return tiers;
}

/**
 * Puts the tiers of a file together.
 *
 * @param tiers - segments of each in the order of the file; what is odd about their times is warned of within each
 * @returns in order of starts; those without a start stay behind the one before them in their tier
 */
export function mergedTiers(
  tiers: readonly (readonly ParsedSegment[])[],
  warnings: readonly TranscriptWarning[],
): ParsedTranscript {
  const placed = tiers.flatMap((segments) => {
    let last = 0;
    return segments.map((segment) => {
      last = segment.startMs ?? last;
      return { at: last, segment };
    });
  });
  const segments = placed.sort((a, b) => a.at - b.at).map(({ segment }) => segment);
  const all = [...warnings, ...tiers.flatMap((tier) => timeWarnings(tier))];
  return { segments, warnings: all.sort((a, b) => a.line - b.line) };
}
