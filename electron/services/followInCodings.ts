/** Keeps the codings of a conversation with its text. */
import { randomUUID } from "node:crypto";
import type { CodedUnit, Coding, CodingChange } from "../../shared/domain/coding.ts";
import { followText } from "../../shared/domain/followText.ts";
import type { ConversationId, UnitId } from "../../shared/domain/ids.ts";
import { placeCodedRows } from "../../shared/domain/placeCodedRows.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { unitsOfLines } from "../../shared/domain/unitsOfLines.ts";
import { findCoding, listCodingIds, saveCodingChange, updateCodingHead } from "../vault/codingRepository.ts";
import type { ServiceContext } from "./context.ts";
import { refreshPracticeFigure } from "./practiceFigures.ts";

/**
 * Lets the units of all codings follow an edit of the text; in the transaction that makes it.
 *
 * @param before - the lines that the edit names, as they were
 * @param after - the same lines as they are now
 */
export function followInCodings(
  context: ServiceContext,
  conversationId: ConversationId,
  before: readonly Segment[],
  after: readonly Segment[],
): void {
  changeEach(context, conversationId, ({ units, finishedAt, sample }) =>
    followText(units, before, after, finishedAt === null ? { ...sample, newId: newUnitId } : null),
  );
}

/**
 * Lets the units of all codings find their words in a text that was taken in for the old one; in the transaction that
 * does it. What is not found keeps its code and its time; to a coding that goes on come the lines that nothing stands in.
 *
 * @param before - all lines as they were
 * @param after - all lines as they are now
 */
export function findInNewText(
  context: ServiceContext,
  conversationId: ConversationId,
  before: readonly Segment[],
  after: readonly Segment[],
): void {
  const lines = new Map(before.map((line) => [line.id, line]));
  changeEach(context, conversationId, ({ units, finishedAt, sample }) => {
    const moved = movedUnits(units, lines, after);
    const taken = new Set(moved.map(({ now }) => now.place?.segmentId));
    const goesOn = finishedAt === null && moved.length > 0;
    const added = (goesOn ? unitsOfLines(after, sample, newUnitId) : []).filter(
      ({ place }) => !taken.has(place?.segmentId),
    );
    return [
      ...moved.map(({ was, now }) => ({ kind: "unit", before: was, after: now }) as const),
      ...added.map((unit) => ({ kind: "unit", before: null, after: unit }) as const),
    ];
  });
}

/** Makes the changes that come of each coding, and works its figure out anew. */
function changeEach(
  context: ServiceContext,
  conversationId: ConversationId,
  changesOf: (coding: Coding) => readonly CodingChange[],
): void {
  const { db, clock } = context.vault;
  for (const codingId of listCodingIds(db, conversationId)) {
    const coding = findCoding(db, codingId);
    if (coding === undefined) continue;
    const changes = changesOf(coding);
    if (changes.length === 0) continue;
    for (const change of changes) saveCodingChange(db, codingId, change);
    updateCodingHead(db, codingId, { ...coding, changedAt: clock.now() });
    refreshPracticeFigure(context, codingId);
  }
}

function newUnitId(): UnitId {
  return randomUUID() as UnitId;
}

function movedUnits(
  units: readonly CodedUnit[],
  lines: ReadonlyMap<Segment["id"], Segment>,
  after: readonly Segment[],
): { readonly was: CodedUnit; readonly now: CodedUnit }[] {
  const placed = units.flatMap((unit) => {
    const line = unit.place && lines.get(unit.place.segmentId);
    return line === undefined
      ? []
      : [{ unit, text: line.text.slice(unit.place?.startIndex, unit.place?.endIndex) }];
  });
  const found = placeCodedRows(
    placed.map(({ unit: { speaker, startMs, endMs }, text }) => ({ speaker, text, startMs, endMs })),
    after,
  );
  return placed.flatMap(({ unit: was }, at) => {
    const place = found[at]?.place;
    return place === undefined ? [] : [{ was, now: { ...was, place } }];
  });
}
