/** Finds the utterances of a coded file in a transcript: by their words and order, else by their times. */
import type { PlaceInText } from "./coding.ts";
import { isWritten, type Segment, type Speaker } from "./segment.ts";

/** An utterance of a file. */
export interface RowToPlace {
  readonly speaker: Speaker;
  /** Empty where the file has none. */
  readonly text: string;
  readonly startMs?: number;
  readonly endMs?: number;
}

/** Where it was found: by its words, by the file's time, or not at all, and then just behind what is before it. */
export interface PlacedRow {
  readonly foundBy: "text" | "time" | "nothing";
  readonly startMs: number;
  readonly endMs: number;
  readonly place?: PlaceInText;
}

interface Word {
  readonly text: string;
  readonly line: Segment;
  readonly from: number;
  readonly to: number;
}

/** So many words ahead of the last place found are looked through. */
const wordsAhead = 250;
/** Short utterances are everywhere: they are looked for close by, and must be there as they are. */
const shortLength = 2;
const shortAhead = 30;
/** So many of the words of an utterance and of the place must be the same, of both together. */
const alikeFrom = 0.5;

/**
 * Places rows one after the other.
 *
 * @param segments - in order; empty without a transcript
 * @returns one for each row, in their order; with words the places rise, with times alone a moment has no place but
 *   where one line of its speaker is spoken then
 */
export function placeCodedRows(rows: readonly RowToPlace[], segments: readonly Segment[]): PlacedRow[] {
  const words = segments.filter(isWritten).flatMap(wordsOfLine);
  const placed: PlacedRow[] = [];
  let [at, missed] = [0, 0];
  for (const row of rows) {
    const wanted = wordsIn(row.text).map(({ text }) => text);
    const found = wanted.length === 0 ? undefined : findWords(words, wanted, at, missed, row.speaker);
    if (found === undefined) {
      missed += wanted.length;
      placed.push(byTime(row, segments) ?? behind(placed.at(-1)));
      continue;
    }
    [at, missed] = [found.to, 0];
    placed.push(byWords(words.slice(found.from, found.to)));
  }
  return placed;
}

function findWords(
  words: readonly Word[],
  wanted: readonly string[],
  at: number,
  missed: number,
  speaker: Speaker,
): { readonly from: number; readonly to: number } | undefined {
  const isShort = wanted.length <= shortLength;
  const last = Math.min(words.length - 1, at + missed + (isShort ? shortAhead : wordsAhead));
  const some = new Set(wanted);
  let best: { from: number; to: number; alike: number } | undefined;
  for (let from = at; from <= last; from += 1) {
    const word = words[from];
    if (word === undefined || !some.has(word.text) || (isShort && word.line.speaker !== speaker)) continue;
    const to = Math.min(words.length, from + wanted.length);
    const alike = shareAlike(words, from, to, wanted);
    const isBetter = alike >= (isShort ? 1 : alikeFrom) && (best === undefined || alike > best.alike);
    if (isBetter) best = { from, to, alike };
    if (alike === 1) break;
  }
  return best;
}

/** The share of words, of both stretches, that the other has too; a stretch that begins alike is a little more so. */
function shareAlike(words: readonly Word[], from: number, to: number, wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let same = 0;
  for (let index = from; index < to; index += 1) {
    const word = words[index]?.text ?? "";
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    same += 1;
  }
  const begins = words[from]?.text === wanted[0] ? 0.01 : 0;
  return same === wanted.length
    ? inOrder(words, from, wanted)
      ? 1
      : 0.99
    : (2 * same) / (to - from + wanted.length) + begins;
}

function inOrder(words: readonly Word[], from: number, wanted: readonly string[]): boolean {
  return wanted.every((word, index) => words[from + index]?.text === word);
}

/** From the first word to the last; the place is the part that stands in the line of the first. */
function byWords(found: readonly Word[]): PlacedRow {
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("nothing was found");
  const { line, from } = first;
  const isWhole = found.length === wordsOfLine(line).length || last.line !== line;
  const inLine = found.filter((word) => word.line === line);
  const startIndex = from === wordsOfLine(line)[0]?.from ? 0 : from;
  const lastTo = inLine.at(-1)?.to ?? from;
  const isToEnd = isWhole || lastTo === wordsOfLine(line).at(-1)?.to;
  const startMs = timeIn(line, startIndex);
  const endMs = timeIn(last.line, last.line === line && isToEnd ? line.text.length : last.to);
  return {
    foundBy: "text",
    startMs,
    // Lines may overlap: the last word then seems to stand before the first.
    endMs: Math.max(startMs, endMs),
    place: { segmentId: line.id, startIndex, endIndex: isToEnd ? line.text.length : lastTo },
  };
}

function byTime(row: RowToPlace, segments: readonly Segment[]): PlacedRow | undefined {
  const { startMs, speaker } = row;
  if (startMs === undefined) return undefined;
  const endMs = Math.max(startMs, row.endMs ?? startMs);
  const lines = segments.filter(
    (line) =>
      isWritten(line) &&
      line.speaker === speaker &&
      line.startMs <= startMs &&
      startMs < line.endMs &&
      Math.abs(line.startMs - startMs) <= sameStartMs,
  );
  const [line] = lines;
  const isOne = lines.length === 1 && line !== undefined;
  return {
    foundBy: "time",
    startMs,
    endMs,
    ...(isOne ? { place: { segmentId: line.id, startIndex: 0, endIndex: line.text.length } } : {}),
  };
}

/** Nobody marks the beginning of a line more exactly. */
const sameStartMs = 2_000;

function behind(last: PlacedRow | undefined): PlacedRow {
  const ms = last === undefined ? 0 : last.endMs;
  return { foundBy: "nothing", startMs: ms, endMs: ms };
}

function timeIn({ startMs, endMs, text }: Segment, index: number): number {
  return Math.round(startMs + (index / Math.max(1, text.length)) * (endMs - startMs));
}

function wordsOfLine(line: Segment): Word[] {
  return wordsIn(line.text).map((word) => ({ ...word, line }));
}

function wordsIn(text: string): Omit<Word, "line">[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: written, index }) => {
    const word = written
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
    return word === "" ? [] : [{ text: word, from: index, to: index + written.length }];
  });
}
