/** Transcript edits as invertible data: undo, autosave and the vault's own copy all come from this one definition. */
import { z } from "zod";
import { segmentIdSchema } from "./ids.ts";
import { longestPositionMs } from "./isoDate.ts";
import { type Segment, segmentSchema, speakerNameSchema, speakerSchema } from "./segment.ts";

const timesSchema = segmentSchema.pick({ startMs: true, endMs: true });
const textSchema = segmentSchema.shape.text;
/** `null`: called as the transcript calls that speaker. */
const nameSchema = speakerNameSchema.nullable();

/**
 * One change of a transcript, with what is needed to take it back.
 *
 * Times are integer ms, `startMs < endMs`; a removed segment is carried whole.
 */
export const editSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("set-text"),
    segmentId: segmentIdSchema,
    before: textSchema,
    after: textSchema,
  }),
  z.object({
    kind: z.literal("set-speaker"),
    segmentId: segmentIdSchema,
    before: speakerSchema,
    after: speakerSchema,
  }),
  z.object({
    kind: z.literal("set-speaker-name"),
    segmentId: segmentIdSchema,
    before: nameSchema,
    after: nameSchema,
  }),
  z.object({
    kind: z.literal("set-reviewed"),
    segmentId: segmentIdSchema,
    before: z.boolean(),
    after: z.boolean(),
  }),
  z.object({
    kind: z.literal("set-times"),
    segmentId: segmentIdSchema,
    before: timesSchema,
    after: timesSchema,
  }),
  z.object({ kind: z.literal("insert-segment"), segment: segmentSchema }),
  z.object({ kind: z.literal("remove-segment"), segment: segmentSchema }),
]);
export type Edit = z.infer<typeof editSchema>;

/**
 * The order of a transcript: by start, then end, then id, so that equal times have one order too.
 *
 * @returns negative, zero or positive as for `Array.prototype.sort`; zero only for the same id
 */
export function compareSegments(a: Segment, b: Segment): number {
  return a.startMs - b.startMs || a.endMs - b.endMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Whether segments are a transcript: integer times, `0 ≤ startMs < endMs`, in order, ids unique; overlaps are allowed. */
export function isValidTranscript(segments: readonly Segment[]): boolean {
  const ids = new Set<string>();
  for (const [index, segment] of segments.entries()) {
    const previous = segments[index - 1];
    if (!isStretch(segment) || ids.has(segment.id)) return false;
    if (previous !== undefined && compareSegments(previous, segment) >= 0) return false;
    ids.add(segment.id);
  }
  return true;
}

/**
 * Applies one edit to a valid transcript.
 *
 * Whether somebody has listened to a segment is never a reason why an edit does not fit: listening goes on beside the
 * edits, and is not undone with them.
 *
 * @returns a new array in order; untouched segments are the same objects
 * @throws RangeError if the edit does not fit: no such segment, not as it was before, an id that is taken, or times out of range
 */
export function applyEdit(segments: readonly Segment[], edit: Edit): Segment[] {
  switch (edit.kind) {
    case "set-text": {
      const [index, segment] = find(segments, edit.segmentId);
      expect(segment.text === edit.before, edit);
      return segments.with(index, { ...segment, text: edit.after });
    }
    case "set-speaker": {
      const [index, segment] = find(segments, edit.segmentId);
      expect(segment.speaker === edit.before, edit);
      return segments.with(index, { ...segment, speaker: edit.after });
    }
    case "set-speaker-name": {
      const [index, segment] = find(segments, edit.segmentId);
      expect((segment.speakerName ?? null) === edit.before, edit);
      return segments.with(index, withName(segment, edit.after));
    }
    case "set-reviewed": {
      const [index, segment] = find(segments, edit.segmentId);
      return segments.with(index, withReview(segment, edit.after));
    }
    case "set-times": {
      const [index, segment] = find(segments, edit.segmentId);
      expect(segment.startMs === edit.before.startMs && segment.endMs === edit.before.endMs, edit);
      const moved = { ...segment, startMs: edit.after.startMs, endMs: edit.after.endMs };
      expect(isStretch(moved), edit);
      return insertInOrder(segments.toSpliced(index, 1), moved);
    }
    case "insert-segment": {
      expect(isStretch(edit.segment) && segments.every(({ id }) => id !== edit.segment.id), edit);
      return insertInOrder(segments, edit.segment);
    }
    case "remove-segment": {
      const [index, segment] = find(segments, edit.segment.id);
      expect(isSame(segment, edit.segment), edit);
      return segments.toSpliced(index, 1);
    }
  }
}

/**
 * Applies edits one after the other, all or none.
 *
 * @throws RangeError as {@link applyEdit}
 */
export function applyEdits(segments: readonly Segment[], edits: readonly Edit[]): Segment[] {
  return edits.reduce<Segment[]>(applyEdit, [...segments]);
}

/** The edit that takes another one back: `applyEdit(applyEdit(s, e), invertEdit(e))` equals `s`. */
export function invertEdit(edit: Edit): Edit {
  switch (edit.kind) {
    case "set-text":
      return { ...edit, before: edit.after, after: edit.before };
    case "set-speaker":
      return { ...edit, before: edit.after, after: edit.before };
    case "set-speaker-name":
      return { ...edit, before: edit.after, after: edit.before };
    case "set-reviewed":
      return { ...edit, before: edit.after, after: edit.before };
    case "set-times":
      return { ...edit, before: edit.after, after: edit.before };
    case "insert-segment":
      return { kind: "remove-segment", segment: edit.segment };
    case "remove-segment":
      return { kind: "insert-segment", segment: edit.segment };
  }
}

/** The edits that take a series back, last first. */
export function invertEdits(edits: readonly Edit[]): Edit[] {
  return edits.map(invertEdit).reverse();
}

function isStretch({ startMs, endMs }: Pick<Segment, "startMs" | "endMs">): boolean {
  const isTimed = Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs);
  return isTimed && startMs >= 0 && startMs < endMs && endMs <= longestPositionMs;
}

function isSame(a: Segment, b: Segment): boolean {
  const isSpokenAlike = a.speaker === b.speaker && a.speakerName === b.speakerName;
  return compareSegments(a, b) === 0 && isSpokenAlike && a.text === b.text;
}

function withName({ speakerName: _, ...segment }: Segment, name: string | null): Segment {
  return name === null ? segment : { ...segment, speakerName: name };
}

function withReview({ isUnreviewed: _, ...segment }: Segment, isReviewed: boolean): Segment {
  return isReviewed ? segment : { ...segment, isUnreviewed: true };
}

function find(segments: readonly Segment[], id: string): [number, Segment] {
  const index = segments.findIndex((segment) => segment.id === id);
  const segment = segments[index];
  if (segment === undefined) throw new RangeError("no such segment");
  return [index, segment];
}

function expect(fits: boolean, edit: Edit): void {
  if (!fits) throw new RangeError(`${edit.kind} does not fit the transcript`);
}

function insertInOrder(segments: readonly Segment[], segment: Segment): Segment[] {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = segments[middle];
    if (there !== undefined && compareSegments(there, segment) < 0) low = middle + 1;
    else high = middle;
  }
  return segments.toSpliced(low, 0, segment);
}
