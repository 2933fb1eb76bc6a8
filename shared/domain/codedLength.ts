/** What of a sample is coded: all of it but its formal parts. */
import type { Coding } from "./coding.ts";
import type { Passage } from "./mutedPassages.ts";
import type { SampleRule } from "./scheme.ts";

/** The stretches of a sample that are coded, in order; formal parts are left out. */
export function codedRanges({ sample, spans }: Pick<Coding, "sample" | "spans">): Passage[] {
  const left: Passage[] = [];
  let { startMs } = sample;
  const formal = spans.filter(({ kind }) => kind === "formal").toSorted((a, b) => a.startMs - b.startMs);
  for (const span of formal) {
    const until = Math.min(span.startMs, sample.endMs);
    if (until > startMs) left.push({ startMs, endMs: until });
    startMs = Math.max(startMs, span.endMs);
  }
  if (sample.endMs > startMs) left.push({ startMs, endMs: sample.endMs });
  return left;
}

/** How long a sample is without its formal parts, in ms. */
export function codedLengthMs(coding: Pick<Coding, "sample" | "spans">): number {
  return codedRanges(coding).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

/** What a sample is too short for, by what is left of it beside formal parts; `null` where it is long enough. */
export function shortness(
  { sample }: { readonly sample: SampleRule },
  coding: Pick<Coding, "sample" | "spans">,
): "rated" | "counted" | null {
  const lengthMs = codedLengthMs(coding);
  if (lengthMs < sample.countedBelowMs) return "counted";
  return lengthMs < sample.ratedFromMs ? "rated" : null;
}
