/** Whether there are words to take along with a coding. */
import type { SummaryProps } from "./OpenSummary.tsx";

/** None where there never was a transcript, or it is erased, and no sentence was typed that the sample begins or ends with. */
export function hasWords({ coding, transcript }: Pick<SummaryProps, "coding" | "transcript">): boolean {
  const lines = new Set<string>(transcript.segments.map(({ id }) => id));
  const { startSentence, endSentence } = coding.sample;
  if (startSentence !== undefined || endSentence !== undefined) return true;
  return coding.units.some(({ place }) => place !== undefined && lines.has(place.segmentId));
}
