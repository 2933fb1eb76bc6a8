/** How the word goes round in a conversation, counted on what is written down; figures without a judgement. */
import type { Passage } from "./mutedPassages.ts";
import { isWritten, type Segment, type Speaker } from "./segment.ts";

/** Silence between two lines that is at least as long counts as a pause, in ms. */
export const leastPauseMs = 3_000;

/** One who speaks: a role, or someone with a name of their own within it. Shares are 0…1, `null` where nothing is there to share. */
export interface SpeakerShare {
  readonly speaker: Speaker;
  readonly speakerName?: string;
  /** Where they speak, in order, without overlaps. */
  readonly stretches: readonly Passage[];
  /** The sum of `stretches`: lines of their own that overlap count once. */
  readonly talkMs: number;
  /** Of the sum of everyone's `talkMs`: where two speak at once, both have that time, and all shares together are 1. */
  readonly talkShare: number | null;
  readonly words: number;
  readonly wordShare: number | null;
  /** How often they have the word, by the order of the lines' beginnings. */
  readonly turns: number;
  /** From the beginning of the first line of a turn to the end of its last, silences in it included. */
  readonly longestTurnMs: number;
}

/** What can be counted in a transcript. */
export interface TalkShares {
  /** Practitioner, client, others; within a role in the order in which they are first heard. */
  readonly speakers: readonly SpeakerShare[];
  /** Lines with text: what all figures rest on. */
  readonly lines: number;
  /** Rows that are not written yet; they count as neither talk nor silence. */
  readonly blankRows: number;
  /** Time in which at least two speak at once. */
  readonly overlapMs: number;
  /** Silences of at least `leastPauseMs` between the first row and the last. */
  readonly pauses: { readonly count: number; readonly totalMs: number; readonly longestMs: number };
  /** Everything that has no row, before the first and after the last too; `null` where the length is not known. */
  readonly silenceMs: number | null;
}

/**
 * Counts.
 *
 * @param segments - in order of `startMs`, overlaps allowed
 * @param durationMs - of the sound; `null` where that is not known
 */
export function talkShares(segments: readonly Segment[], durationMs: number | null): TalkShares {
  const written = segments.filter(isWritten);
  const groups = groupsOf(written);
  const counted = groups.map(countedOf);
  const talkMs = sumOf(counted, (one) => one.talkMs);
  const words = sumOf(counted, (one) => one.words);
  const turns = turnsOf(written);
  const covered = united(segments);
  const pauses = covered
    .slice(1)
    .map(({ startMs }, index) => startMs - (covered[index]?.endMs ?? startMs))
    .filter((ms) => ms >= leastPauseMs);
  return {
    speakers: counted.map((one) => {
      const lengths = turns.filter((turn) => isSame(turn, one)).map(({ startMs, endMs }) => endMs - startMs);
      return {
        ...one,
        talkShare: talkMs === 0 ? null : one.talkMs / talkMs,
        wordShare: words === 0 ? null : one.words / words,
        turns: lengths.length,
        longestTurnMs: Math.max(0, ...lengths),
      };
    }),
    lines: written.length,
    blankRows: segments.length - written.length,
    overlapMs: overlapOf(counted.flatMap(({ stretches }) => stretches)),
    pauses: { count: pauses.length, totalMs: sumOf(pauses, (ms) => ms), longestMs: Math.max(0, ...pauses) },
    silenceMs: durationMs === null ? null : durationMs - lengthWithin(covered, durationMs),
  };
}

/** Words as they are written: letters and digits, with what joins them ("e-post", "det's"); signs alone are none. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’:-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

type Who = Pick<Segment, "speaker" | "speakerName">;

const roleOrder: Readonly<Record<Speaker, number>> = { practitioner: 0, client: 1, other: 2 };

function groupsOf(written: readonly Segment[]): Segment[][] {
  const groups: Segment[][] = [];
  for (const segment of written) {
    const group = groups.find(([first]) => first !== undefined && isSame(first, segment));
    if (group === undefined) groups.push([segment]);
    else group.push(segment);
  }
  const order = ([first]: Segment[]) => roleOrder[first?.speaker ?? "other"];
  return groups.sort((a, b) => order(a) - order(b));
}

function countedOf(lines: readonly Segment[]) {
  const { speaker = "other", speakerName } = lines[0] ?? {};
  const stretches = united(lines);
  return {
    speaker,
    ...(speakerName === undefined ? {} : { speakerName }),
    stretches,
    talkMs: sumOf(stretches, ({ startMs, endMs }) => endMs - startMs),
    words: sumOf(lines, ({ text }) => countWords(text)),
  };
}

function turnsOf(written: readonly Segment[]): (Who & Passage)[] {
  const turns: (Who & Passage)[] = [];
  for (const segment of written) {
    const last = turns.at(-1);
    if (last === undefined || !isSame(last, segment)) turns.push(segment);
    else turns[turns.length - 1] = { ...last, endMs: Math.max(last.endMs, segment.endMs) };
  }
  return turns;
}

function isSame(a: Who, b: Who): boolean {
  return a.speaker === b.speaker && a.speakerName === b.speakerName;
}

/** @param passages - in order of `startMs` */
function united(passages: readonly Passage[]): Passage[] {
  const result: Passage[] = [];
  for (const { startMs, endMs } of passages) {
    const last = result.at(-1);
    if (last === undefined || startMs > last.endMs) result.push({ startMs, endMs });
    else if (endMs > last.endMs) result[result.length - 1] = { startMs: last.startMs, endMs };
  }
  return result;
}

/** How long at least two of the stretches last at once; those of one speaker do not overlap. */
function overlapOf(stretches: readonly Passage[]): number {
  const inOrder = stretches.toSorted((a, b) => a.startMs - b.startMs);
  let heardTo = 0;
  const doubled: Passage[] = [];
  for (const { startMs, endMs } of inOrder) {
    if (startMs < heardTo) doubled.push({ startMs, endMs: Math.min(endMs, heardTo) });
    heardTo = Math.max(heardTo, endMs);
  }
  return sumOf(united(doubled), ({ startMs, endMs }) => endMs - startMs);
}

function lengthWithin(passages: readonly Passage[], durationMs: number): number {
  return sumOf(passages, ({ startMs, endMs }) =>
    Math.max(0, Math.min(endMs, durationMs) - Math.min(startMs, durationMs)),
  );
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
