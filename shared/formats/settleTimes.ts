/** Gives every segment of a file a proper stretch of time, whatever times the file had. */
import { divideStretch } from "./divideStretch.ts";
import type { ParsedSegment } from "./parsedTranscript.ts";

/** A segment with integer ms, `0 ≤ startMs < endMs`. */
export interface TimedText {
  readonly startMs: number;
  readonly endMs: number;
  readonly speaker?: string;
  readonly text: string;
}

/** How long a segment is taken to last where nothing else tells: 3 s, the ear's guess for a short utterance. */
const defaultLengthMs = 3_000;

/**
 * Places segments without times over the whole recording, in proportion to the length of their text.
 *
 * @param durationMs - of the recording; `undefined` gives each 3 s
 * @returns in order, touching each other, from 0; empty for no segments
 */
export function spreadUntimed(
  segments: readonly ParsedSegment[],
  durationMs: number | undefined,
): TimedText[] {
  const weights = segments.map(({ text }) => (durationMs === undefined ? 1 : text.length));
  const stretches = divideStretch(0, durationMs ?? segments.length * defaultLengthMs, weights);
  return segments.map((segment, index) => timed(segment, stretches[index] ?? { startMs: 0, endMs: 1 }));
}

/**
 * Settles the times of a file: starts that are missing are put between their neighbours, order is by start, a missing
 * or backward end becomes the next start, and cues with the same times share them in the order of the file.
 *
 * @param durationMs - of the recording, if known; only used where the file has no times at all or the last end is missing
 * @returns ordered by `startMs`, then `endMs`; every segment of the file once
 */
export function settleTimes(segments: readonly ParsedSegment[], durationMs: number | undefined): TimedText[] {
  if (segments.every(({ startMs }) => startMs === undefined)) return spreadUntimed(segments, durationMs);
  const started = withStarts(segments).sort((a, b) => a.startMs - b.startMs);
  const ended = withEnds(started, durationMs);
  return shareRepeated(ended).sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

type Started = ParsedSegment & { readonly startMs: number };

function withStarts(segments: readonly ParsedSegment[]): Started[] {
  const started: Started[] = [];
  let index = 0;
  while (index < segments.length) {
    const segment = segments[index];
    if (segment === undefined) break;
    if (segment.startMs !== undefined) {
      started.push({ ...segment, startMs: segment.startMs });
      index += 1;
      continue;
    }
    let nextAt = index + 1;
    while (nextAt < segments.length && segments[nextAt]?.startMs === undefined) nextAt += 1;
    const run = segments.slice(index, nextAt);
    for (const placed of placedBetween(started.at(-1), run, segments[nextAt]?.startMs)) started.push(placed);
    index += run.length;
  }
  return started;
}

/** Places a run without starts after the segment before it, which keeps a share of the time up to the next start. */
function placedBetween(
  before: Started | undefined,
  run: readonly ParsedSegment[],
  next: number | undefined,
): Started[] {
  const all = before === undefined ? run : [before, ...run];
  const from = before?.startMs ?? 0;
  const until = next !== undefined && next > from ? next : from + all.length * defaultLengthMs;
  const stretches = divideStretch(
    from,
    until,
    all.map(({ text }) => text.length),
  ).slice(all.length - run.length);
  return run.map((segment, index) => ({ ...segment, startMs: stretches[index]?.startMs ?? from }));
}

function withEnds(started: readonly Started[], durationMs: number | undefined): TimedText[] {
  const ended: TimedText[] = [];
  let next: number | undefined;
  for (let index = started.length - 1; index >= 0; index -= 1) {
    const segment = started[index];
    if (segment === undefined) continue;
    const later = started[index + 1]?.startMs;
    if (later !== undefined && later > segment.startMs) next = later;
    const { startMs, endMs } = segment;
    const guess = startMs + defaultLengthMs;
    const open =
      next ?? (durationMs !== undefined && durationMs > startMs ? Math.min(durationMs, guess) : guess);
    ended.push(timed(segment, { startMs, endMs: endMs !== undefined && endMs > startMs ? endMs : open }));
  }
  return ended.reverse();
}

function shareRepeated(segments: readonly TimedText[]): TimedText[] {
  const shared: TimedText[] = [];
  let index = 0;
  while (index < segments.length) {
    const first = segments[index];
    if (first === undefined) break;
    let end = index + 1;
    while (segments[end]?.startMs === first.startMs && segments[end]?.endMs === first.endMs) end += 1;
    const run = segments.slice(index, end);
    const stretches = divideStretch(
      first.startMs,
      first.endMs,
      run.map(({ text }) => text.length),
    );
    for (const [at, segment] of run.entries()) shared.push(timed(segment, stretches[at] ?? first));
    index = end;
  }
  return shared;
}

function timed(
  { speaker, text }: { readonly speaker?: string; readonly text: string },
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): TimedText {
  return { startMs, endMs, ...(speaker === undefined ? {} : { speaker }), text };
}
