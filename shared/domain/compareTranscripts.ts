/** What differs between two transcripts, line by line and word by word. */
import { compareSegments } from "./edit.ts";
import type { Segment } from "./segment.ts";

/** A piece of a line: in both, only in the later one, or only in the earlier one. */
export interface WordPiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** What became of a line. */
export type LineChange =
  | { readonly kind: "same"; readonly after: Segment }
  | { readonly kind: "added"; readonly after: Segment }
  | { readonly kind: "removed"; readonly before: Segment }
  | {
      readonly kind: "changed";
      readonly before: Segment;
      readonly after: Segment;
      readonly words: readonly WordPiece[];
    };

/** Above this many pairs of words two texts are told apart as wholes. */
const mostPairs = 4_000_000;

/**
 * Compares two transcripts.
 *
 * Lines are the same where their ids are; where a text was brought in anew, where they begin at the same instant.
 *
 * @returns in the order of the lines, a removed one before what comes after it
 */
export function compareTranscripts(before: readonly Segment[], after: readonly Segment[]): LineChange[] {
  const counterparts = counterpartsOf(before, after);
  const found = new Set([...counterparts.values()].map(({ id }) => id));
  const changes: LineChange[] = [
    ...before
      .filter(({ id }) => !found.has(id))
      .map((segment) => ({ kind: "removed" as const, before: segment })),
    ...after.map((segment) => changeOf(counterparts.get(segment.id), segment)),
  ];
  return changes.sort((a, b) => compareSegments(lineOf(a), lineOf(b)));
}

/** How many lines were changed, added and removed. */
export function countChanges(
  changes: readonly LineChange[],
): Readonly<Record<"changed" | "added" | "removed", number>> {
  const count = (kind: LineChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return { changed: count("changed"), added: count("added"), removed: count("removed") };
}

/** The line of a change as it is to be read: the later one where there is one. */
export function lineOf(change: LineChange): Segment {
  return change.kind === "removed" ? change.before : change.after;
}

/**
 * Compares two texts word by word.
 *
 * @returns pieces that make the later text without the removed ones, and the earlier one without the added ones
 */
export function compareWords(before: string, after: string): WordPiece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const middle = piecesBetween(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return joinedPieces([
    ...now.slice(0, head).map((text) => ({ kind: "same" as const, text })),
    ...middle,
    ...now.slice(now.length - tail).map((text) => ({ kind: "same" as const, text })),
  ]);
}

function counterpartsOf(before: readonly Segment[], after: readonly Segment[]): Map<string, Segment> {
  const byId = new Map(before.map((segment) => [segment.id as string, segment]));
  const kept = new Set(after.map(({ id }) => id as string));
  const byStart = new Map(before.filter(({ id }) => !kept.has(id)).map((one) => [one.startMs, one]));
  const counterparts = new Map<string, Segment>();
  for (const { id, startMs } of after) {
    const same = byId.get(id) ?? byStart.get(startMs);
    if (same === undefined) continue;
    counterparts.set(id, same);
    if (same.id !== id) byStart.delete(startMs);
  }
  return counterparts;
}

function changeOf(before: Segment | undefined, after: Segment): LineChange {
  if (before === undefined) return { kind: "added", after };
  const isAlike =
    before.text === after.text &&
    before.speaker === after.speaker &&
    before.speakerName === after.speakerName &&
    before.startMs === after.startMs &&
    before.endMs === after.endMs;
  return isAlike
    ? { kind: "same", after }
    : { kind: "changed", before, after, words: compareWords(before.text, after.text) };
}

/** Words, each with the white space before it. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function piecesBetween(old: readonly string[], now: readonly string[]): WordPiece[] {
  const asRemoved = (text: string) => ({ kind: "removed" as const, text });
  const asAdded = (text: string) => ({ kind: "added" as const, text });
  if (old.length * now.length > mostPairs) return [...old.map(asRemoved), ...now.map(asAdded)];
  const lengths = commonLengths(old, now);
  const width = now.length + 1;
  const pieces: WordPiece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const [word, later] = [old[i] ?? "", now[j] ?? ""];
    if (word === later) {
      pieces.push({ kind: "same", text: word });
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      pieces.push(asRemoved(word));
      i += 1;
    } else {
      pieces.push(asAdded(later));
      j += 1;
    }
  }
  return [...pieces, ...old.slice(i).map(asRemoved), ...now.slice(j).map(asAdded)];
}

/** The lengths of the longest common subsequences of all ends of two lists. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

/** Neighbours of one kind as one piece. */
function joinedPieces(pieces: readonly WordPiece[]): WordPiece[] {
  const joined: WordPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}
