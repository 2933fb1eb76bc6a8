/** Whether a sample has been heard to its end. */
import type { Coding } from "./coding.ts";

/** So much must have been heard; the rest are breaths and what one skipped by accident. */
const enough = 0.9;
/** The end of the sample that must have been heard, in ms. */
const endMs = 10_000;

/** How much of a sample has been heard, 0 to 1; formal parts are left out. */
export function shareHeard({ sample, spans, heard }: Pick<Coding, "sample" | "spans" | "heard">): number {
  const wanted = without({ startMs: sample.startMs, endMs: sample.endMs }, spans);
  const total = wanted.reduce((sum, range) => sum + range.endMs - range.startMs, 0);
  if (total === 0) return 1;
  const ms = wanted
    .flatMap((range) => heard.map((one) => overlap(range, one)))
    .reduce((sum, one) => sum + one, 0);
  return Math.min(1, ms / total);
}

/** Whether nearly all of a sample was heard, and its last seconds. */
export function isHeardToItsEnd(coding: Pick<Coding, "sample" | "spans" | "heard">): boolean {
  const last = {
    startMs: Math.max(coding.sample.startMs, coding.sample.endMs - endMs),
    endMs: coding.sample.endMs,
  };
  const isEndHeard = shareHeard({ ...coding, sample: { ...coding.sample, ...last } }) > 0;
  return shareHeard(coding) >= enough && isEndHeard;
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

function overlap(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}

function without(range: Stretch, spans: Coding["spans"]): Stretch[] {
  const left: Stretch[] = [];
  let startMs = range.startMs;
  const formal = spans.filter(({ kind }) => kind === "formal").toSorted((a, b) => a.startMs - b.startMs);
  for (const span of formal) {
    const until = Math.min(span.startMs, range.endMs);
    if (until > startMs) left.push({ startMs, endMs: until });
    startMs = Math.max(startMs, span.endMs);
  }
  if (range.endMs > startMs) left.push({ startMs, endMs: range.endMs });
  return left;
}
