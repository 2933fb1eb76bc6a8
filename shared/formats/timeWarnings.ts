/** What is odd about the times of a transcript file. */
import type { ParsedSegment, TranscriptWarning } from "./parsedTranscript.ts";

/**
 * Warns of missing, backward and repeated times, each at its line.
 *
 * @param segments - in the order of the file; if none has a time there is nothing to warn of
 */
export function timeWarnings(segments: readonly ParsedSegment[]): TranscriptWarning[] {
  const warnings: TranscriptWarning[] = [];
  let previous: ParsedSegment | undefined;
  for (const segment of segments) {
    const { startMs, endMs, line } = segment;
    if (startMs === undefined) continue;
    if (endMs === undefined) warnings.push({ line, code: "missing-end" });
    else if (endMs <= startMs) warnings.push({ line, code: "end-before-start" });
    if (previous?.startMs !== undefined && startMs < previous.startMs) {
      warnings.push({ line, code: "backward-time" });
    } else if (previous?.startMs === startMs && previous.endMs === endMs) {
      warnings.push({ line, code: "repeated-time" });
    }
    previous = segment;
  }
  return warnings;
}
