/** The edits that make one transcript of another. */
import type { Edit } from "./edit.ts";
import type { Segment } from "./segment.ts";

/**
 * Lists edits, in an order in which they fit; rows are the same where their ids are.
 *
 * A row that says what it said keeps that somebody has listened to it.
 */
export function editsBetween(from: readonly Segment[], to: readonly Segment[]): Edit[] {
  const before = new Map(from.map((segment) => [segment.id, segment]));
  const after = new Set(to.map(({ id }) => id));
  return [
    ...from.filter(({ id }) => !after.has(id)).map((segment): Edit => ({ kind: "remove-segment", segment })),
    ...to.flatMap((segment): Edit[] => {
      const there = before.get(segment.id);
      return there === undefined
        ? [{ kind: "insert-segment", segment }]
        : editsOfRow(there, segment).filter((edit) => edit !== undefined);
    }),
  ];
}

function editsOfRow(from: Segment, to: Segment): (Edit | undefined)[] {
  const segmentId = from.id;
  const isMoved = from.startMs !== to.startMs || from.endMs !== to.endMs;
  const isHeardAnew = from.text !== to.text || to.isUnreviewed === undefined;
  return [
    isMoved
      ? {
          kind: "set-times",
          segmentId,
          before: { startMs: from.startMs, endMs: from.endMs },
          after: { startMs: to.startMs, endMs: to.endMs },
        }
      : undefined,
    from.speaker === to.speaker
      ? undefined
      : { kind: "set-speaker", segmentId, before: from.speaker, after: to.speaker },
    from.speakerName === to.speakerName
      ? undefined
      : {
          kind: "set-speaker-name",
          segmentId,
          before: from.speakerName ?? null,
          after: to.speakerName ?? null,
        },
    from.text === to.text ? undefined : { kind: "set-text", segmentId, before: from.text, after: to.text },
    from.isUnreviewed === to.isUnreviewed || !isHeardAnew
      ? undefined
      : {
          kind: "set-reviewed",
          segmentId,
          before: from.isUnreviewed === undefined,
          after: to.isUnreviewed === undefined,
        },
  ];
}
