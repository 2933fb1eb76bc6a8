/** From how likely speech is at each moment to empty rows of a transcript that are comfortable to write in. */
import type { Edit } from "./edit.ts";
import type { SegmentId } from "./ids.ts";
import type { Passage } from "./mutedPassages.ts";
import type { Segment, Speaker } from "./segment.ts";

/** Length of a frame in ms: 512 samples at 16 kHz, which is what the model judges at a time. */
export const speechFrameMs = 32;

/** A stretch of sound as the model heard it; all arrays have one entry a frame. */
export interface HeardStretch {
  /** Where its first frame begins, in ms from the start of the recording. */
  readonly startMs: number;
  /** How likely somebody speaks, 0…1. */
  readonly probability: Float32Array;
  /** Mean square of all channels, 0…1. */
  readonly power: Float32Array;
  /** Mean square of the first and the second channel; `null` where there is only one. */
  readonly channels: readonly [Float32Array, Float32Array] | null;
}

/** A row without text. */
export type SpeechRow = Pick<Segment, "startMs" | "endMs" | "speaker">;

/** Speech begins at this probability, and is over once it stays below the lower one for `leastSilenceMs`. */
const beginsAt = 0.5;
const endsBelow = 0.35;
const leastSilenceMs = 480;
const leastSpeechMs = 256;
/** A little before and after, so that no first or last sound is cut off. */
const paddingMs = 96;
/** A row that is longer is cut where it is quietest. */
export const longestRowMs = 15_000;
const shortestPartMs = 3_000;
/** Over so many frames loudness is evened out: a short sound between two words is no place to cut. */
const smoothFrames = 8;
/** Somebody else has the word only if they keep it for this long. */
const leastTurnMs = 640;
/** A stretch without rows that is shorter holds nothing worth a row. */
const leastGapMs = 1_000;

/**
 * The rows of a stretch.
 *
 * Of two channels the louder one says who speaks. Of one channel nobody can know without listening: every row is the
 * practitioner's then, and the person flips those that are not.
 *
 * @param firstChannel - whose microphone the first channel is; `null` where nobody has said
 * @returns in order, without overlaps, none longer than `longestRowMs`, all within the stretch
 */
export function speechRows(heard: HeardStretch, firstChannel: "practitioner" | "client" | null): SpeechRow[] {
  const speaks = talking(heard.probability);
  const parts = speaks
    .flatMap((part) => bySpeaker(part, heard.channels, firstChannel))
    .flatMap((part) => cutWhereQuiet(part, smoothed(heard.power, part)));
  const endFrame = heard.probability.length;
  return parts.map(({ from, to, speaker }, index) => ({
    startMs: heard.startMs + from * speechFrameMs - before(parts[index - 1]?.to ?? 0, from),
    endMs: heard.startMs + to * speechFrameMs + before(to, parts[index + 1]?.from ?? endFrame),
    speaker,
  }));
}

/**
 * Where there are no rows yet.
 *
 * @param segments - in any order, overlaps allowed
 * @param durationMs - of the sound
 * @returns in order, each at least a second long
 */
export function stretchesWithoutRows(segments: readonly Segment[], durationMs: number): Passage[] {
  const gaps: Passage[] = [];
  let takenTo = 0;
  const ends = { startMs: durationMs, endMs: durationMs };
  for (const { startMs, endMs } of [...segments.toSorted((a, b) => a.startMs - b.startMs), ends]) {
    const gapEndMs = Math.min(startMs, durationMs);
    if (gapEndMs - takenTo >= leastGapMs) gaps.push({ startMs: takenTo, endMs: gapEndMs });
    takenTo = Math.max(takenTo, endMs);
  }
  return gaps;
}

/** The edits that put rows in where there are none: a row that would lie over one that is there is left out. */
export function insertedRows(
  segments: readonly Segment[],
  rows: readonly SpeechRow[],
  newId: () => SegmentId,
): Edit[] {
  const taken = segments.toSorted((a, b) => a.startMs - b.startMs);
  const edits: Edit[] = [];
  let next = 0;
  let takenTo = 0;
  for (const row of rows) {
    for (let there = taken[next]; there !== undefined && there.startMs <= row.startMs; there = taken[next]) {
      takenTo = Math.max(takenTo, there.endMs);
      next += 1;
    }
    const isFree = takenTo <= row.startMs && (taken[next]?.startMs ?? row.endMs) >= row.endMs;
    if (isFree) edits.push({ kind: "insert-segment", segment: { id: newId(), ...row, text: "" } });
  }
  return edits;
}

/** `[from, to)` in frames. */
interface Part {
  readonly from: number;
  readonly to: number;
}

interface SpokenPart extends Part {
  readonly speaker: Speaker;
}

function talking(probability: Float32Array): Part[] {
  const parts: Part[] = [];
  let from = -1;
  let quietFrom = -1;
  for (const [frame, likely] of probability.entries()) {
    if (from < 0) {
      if (likely >= beginsAt) [from, quietFrom] = [frame, -1];
    } else if (likely >= endsBelow) {
      quietFrom = -1;
    } else {
      if (quietFrom < 0) quietFrom = frame;
      if ((frame + 1 - quietFrom) * speechFrameMs < leastSilenceMs) continue;
      parts.push({ from, to: quietFrom });
      from = -1;
    }
  }
  if (from >= 0) parts.push({ from, to: quietFrom < 0 ? probability.length : quietFrom });
  return parts.filter((part) => (part.to - part.from) * speechFrameMs >= leastSpeechMs);
}

function bySpeaker(
  part: Part,
  channels: HeardStretch["channels"],
  firstChannel: "practitioner" | "client" | null,
): SpokenPart[] {
  if (channels === null || firstChannel === null) return [{ ...part, speaker: "practitioner" }];
  const secondChannel = firstChannel === "practitioner" ? "client" : "practitioner";
  const [first, second] = [smoothed(channels[0], part), smoothed(channels[1], part)];
  const isFirst = Array.from(first, (power, index) => power >= (second[index] ?? 0));
  return runsOf(isFirst).map(({ from, to }) => ({
    from: part.from + from,
    to: part.from + to,
    speaker: isFirst[from] === true ? firstChannel : secondChannel,
  }));
}

/** Runs of the same answer; one that is too short to be a turn goes to the one before it, or to what follows. */
function runsOf(answers: boolean[]): Part[] {
  const leastFrames = leastTurnMs / speechFrameMs;
  for (let from = 0, to = 0; from < answers.length; from = to) {
    to = from + 1;
    while (to < answers.length && answers[to] === answers[from]) to += 1;
    const neighbour = answers[from - 1] ?? answers[to];
    if (to - from < leastFrames && neighbour !== undefined) answers.fill(neighbour, from, to);
  }
  const runs: Part[] = [];
  for (let from = 0, to = 0; from < answers.length; from = to) {
    to = from + 1;
    while (to < answers.length && answers[to] === answers[from]) to += 1;
    runs.push({ from, to });
  }
  return runs;
}

/** Cuts so that no part is longer than a row may be, padding included, and none much shorter than need be. */
function cutWhereQuiet(part: SpokenPart, power: Float32Array): SpokenPart[] {
  const mostFrames = Math.floor((longestRowMs - 2 * paddingMs) / speechFrameMs);
  const leastFrames = shortestPartMs / speechFrameMs;
  const parts: SpokenPart[] = [];
  let from = part.from;
  while (part.to - from > mostFrames) {
    const latest = Math.min(from + mostFrames, part.to - Math.ceil(leastFrames));
    let cut = latest;
    for (let frame = from + Math.ceil(leastFrames); frame <= latest; frame += 1) {
      if ((power[frame - part.from] ?? 0) < (power[cut - part.from] ?? 0)) cut = frame;
    }
    parts.push({ ...part, from, to: cut });
    from = cut;
  }
  return [...parts, { ...part, from }];
}

/** Means over a window around each frame of a part. */
function smoothed(power: Float32Array, { from, to }: Part): Float32Array {
  const means = new Float32Array(to - from);
  for (let frame = from; frame < to; frame += 1) {
    const window = power.subarray(
      Math.max(from, frame - smoothFrames / 2),
      Math.min(to, frame + smoothFrames / 2),
    );
    let sum = 0;
    for (const value of window) sum += value;
    means[frame - from] = sum / Math.max(1, window.length);
  }
  return means;
}

/** The padding into a gap of frames: never over the middle of it. */
function before(gapFrom: number, gapTo: number): number {
  return Math.min(paddingMs, Math.floor(((gapTo - gapFrom) * speechFrameMs) / 2));
}
