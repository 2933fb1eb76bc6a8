/** Cutting a transcript: a row split, two rows made one, an edge moved; each as edits that are one step of undo. */
import type { Edit } from "./edit.ts";
import type { SegmentId } from "./ids.ts";
import type { Segment } from "./segment.ts";

/** An edge of a segment. */
export type Edge = "start" | "end";

/** What an edge that is moved leaves of a segment at the least, in ms. */
const leastMs = 50;
/** The most a segment may hold (shared/domain/segment.ts). */
const longest = 20_000;

/**
 * Splits a segment in two at a place in its text.
 *
 * The second half is spoken by the same person and is as listened to as the first. White space at the cut goes; all
 * other text stays. The halves meet at the position given if it lies within the segment, else where the cut lies in
 * proportion to the text.
 *
 * @param character - index in the text, 0 to its length
 * @param positionMs - where it plays; `null` where there is no sound
 * @param id - of the second half
 * @returns empty for a segment too short to be two
 */
export function splitSegment(
  segment: Segment,
  character: number,
  positionMs: number | null,
  id: SegmentId,
): readonly Edit[] {
  const { startMs, endMs, text } = segment;
  if (endMs - startMs < 2) return [];
  const cutMs = cutOf(segment, character, positionMs);
  return [
    { kind: "set-text", segmentId: segment.id, before: text, after: text.slice(0, character).trimEnd() },
    {
      kind: "set-times",
      segmentId: segment.id,
      before: { startMs, endMs },
      after: { startMs, endMs: cutMs },
    },
    {
      kind: "insert-segment",
      segment: { ...segment, id, startMs: cutMs, text: text.slice(character).trimStart() },
    },
  ];
}

/**
 * The place in a segment's text that belongs to a position, in proportion: where the word nearest to it begins.
 *
 * @returns an index in the text; its length where the last word is nearer its end
 */
export function characterAt({ startMs, endMs, text }: Segment, positionMs: number): number {
  const wanted = (text.length * (positionMs - startMs)) / (endMs - startMs);
  const starts = [...text.matchAll(/\S+/g)].map(({ index }) => index);
  return [...starts, text.length].reduce(
    (best, start) => (Math.abs(start - wanted) < Math.abs(best - wanted) ? start : best),
    0,
  );
}

/**
 * Makes two segments one: it lasts from where the first begins until both have ended.
 *
 * It is spoken by whoever speaks the first, or the second where only that one has words; nobody has listened to it
 * if nobody has listened to one of them.
 *
 * @returns edits that keep the first and remove the second; empty where the text would be too long
 */
export function mergeSegments(first: Segment, second: Segment): readonly Edit[] {
  const text = mergedText(first, second);
  if (text.length > longest) return [];
  const speaking = first.text.trim() === "" ? second : first;
  const isReviewed = (segment: Segment) => segment.isUnreviewed === undefined;
  return [
    { kind: "remove-segment", segment: second },
    { kind: "set-text", segmentId: first.id, before: first.text, after: text },
    {
      kind: "set-times",
      segmentId: first.id,
      before: { startMs: first.startMs, endMs: first.endMs },
      after: {
        startMs: Math.min(first.startMs, second.startMs),
        endMs: Math.max(first.endMs, second.endMs),
      },
    },
    { kind: "set-speaker", segmentId: first.id, before: first.speaker, after: speaking.speaker },
    {
      kind: "set-speaker-name",
      segmentId: first.id,
      before: first.speakerName ?? null,
      after: speaking.speakerName ?? null,
    },
    {
      kind: "set-reviewed",
      segmentId: first.id,
      before: isReviewed(first),
      after: isReviewed(first) && isReviewed(second),
    },
  ];
}

/** Whether words of one person come under another's name when two segments are made one. */
export function mixesSpeakers(first: Segment, second: Segment): boolean {
  const isSame = first.speaker === second.speaker && first.speakerName === second.speakerName;
  return !isSame && first.text.trim() !== "" && second.text.trim() !== "";
}

/** Where the second one's words begin in the text of two segments made one. */
export function seamOf(first: Segment): number {
  const length = first.text.trimEnd().length;
  return length === 0 ? 0 : length + 1;
}

/**
 * Moves an edge of a segment to a position, as far as there is room.
 *
 * Where the segment before ends just there, or the one after begins just there, the two share the edge and it moves
 * for both, unless it is to move alone.
 *
 * @param segments - a transcript
 * @param durationMs - of the sound, `null` where there is none
 * @returns empty if nothing moves
 */
export function movedEdge(
  segments: readonly Segment[],
  segmentId: SegmentId,
  edge: Edge,
  positionMs: number,
  durationMs: number | null,
  manner: "with-neighbour" | "alone" = "with-neighbour",
): readonly Edit[] {
  const index = segments.findIndex(({ id }) => id === segmentId);
  const segment = segments[index];
  if (segment === undefined) return [];
  const sharing = manner === "alone" ? undefined : sharingEdge(segments, index, edge);
  const [fromMs, toMs] =
    edge === "start"
      ? [sharing === undefined ? 0 : sharing.startMs + leastMs, segment.endMs - leastMs]
      : [
          segment.startMs + leastMs,
          sharing === undefined ? (durationMs ?? Number.MAX_SAFE_INTEGER) : sharing.endMs - leastMs,
        ];
  const edgeMs = Math.min(Math.max(Math.round(positionMs), fromMs), toMs);
  if (fromMs > toMs || edgeMs === edgeOf(segment, edge)) return [];
  const other = edge === "start" ? "end" : "start";
  return [
    ...(sharing === undefined ? [] : [withEdge(sharing, other, edgeMs)]),
    withEdge(segment, edge, edgeMs),
  ];
}

function cutOf({ startMs, endMs, text }: Segment, character: number, positionMs: number | null): number {
  if (positionMs !== null && positionMs > startMs && positionMs < endMs) return positionMs;
  const share = text.length === 0 ? 0.5 : character / text.length;
  const cutMs = startMs + Math.round((endMs - startMs) * share);
  return Math.min(Math.max(cutMs, startMs + 1), endMs - 1);
}

function mergedText(first: Segment, second: Segment): string {
  return [first.text.trimEnd(), second.text.trimStart()].filter((part) => part !== "").join(" ");
}

function sharingEdge(segments: readonly Segment[], index: number, edge: Edge): Segment | undefined {
  const [segment, neighbour] = [segments[index], segments[edge === "start" ? index - 1 : index + 1]];
  if (segment === undefined || neighbour === undefined) return undefined;
  const isShared =
    edge === "start" ? neighbour.endMs === segment.startMs : neighbour.startMs === segment.endMs;
  return isShared ? neighbour : undefined;
}

function edgeOf(segment: Segment, edge: Edge): number {
  return edge === "start" ? segment.startMs : segment.endMs;
}

function withEdge({ id, startMs, endMs }: Segment, edge: Edge, edgeMs: number): Edit {
  const before = { startMs, endMs };
  const after = edge === "start" ? { startMs: edgeMs, endMs } : { startMs, endMs: edgeMs };
  return { kind: "set-times", segmentId: id, before, after };
}
