/** Whether there are words to take along with a coding. */
import type { SummaryProps } from "./OpenSummary.tsx";

/** None where there never was a transcript, or it is erased. */
export function hasWords({ coding, transcript }: Pick<SummaryProps, "coding" | "transcript">): boolean {
  const lines = new Set<string>(transcript.segments.map(({ id }) => id));
  return coding.units.some(({ place }) => place !== undefined && lines.has(place.segmentId));
}
