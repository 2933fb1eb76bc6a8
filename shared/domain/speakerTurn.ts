/** Speaker turns: what one person says until another begins. */
import type { Segment, Speaker } from "./segment.ts";

/** Consecutive segments of one speaker; `[startMs, endMs)` spans them all. */
export interface SpeakerTurn {
  readonly speaker: Speaker;
  readonly startMs: number;
  readonly endMs: number;
  /** In order, at least one. */
  readonly segments: readonly Segment[];
}

/**
 * Joins consecutive segments of one speaker into turns.
 *
 * @param segments - in order of `startMs`; where two overlap, the order of starts decides
 * @returns turns in order; together they hold every segment exactly once; empty for no segments
 * @throws RangeError if the segments are out of order
 */
export function speakerTurns(segments: readonly Segment[]): SpeakerTurn[] {
  const turns: { speaker: Speaker; startMs: number; endMs: number; segments: Segment[] }[] = [];
  for (const [index, segment] of segments.entries()) {
    const previous = segments[index - 1];
    if (previous !== undefined && segment.startMs < previous.startMs) {
      throw new RangeError("segments are out of order");
    }
    const turn = turns.at(-1);
    if (turn !== undefined && turn.speaker === segment.speaker) {
      turn.segments.push(segment);
      turn.endMs = Math.max(turn.endMs, segment.endMs);
    } else {
      const { speaker, startMs, endMs } = segment;
      turns.push({ speaker, startMs, endMs, segments: [segment] });
    }
  }
  return turns;
}
