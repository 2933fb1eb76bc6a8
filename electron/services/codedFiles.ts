/** Coded files: looked at, and kept as codings. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { CodedFileReading } from "../../shared/domain/codedFilePreview.ts";
import type { CodedUnit, Coding, Rating } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId, NoteId, UnitId } from "../../shared/domain/ids.ts";
import { mostNoteCharacters } from "../../shared/domain/note.ts";
import { type PlacedRow, placeCodedRows } from "../../shared/domain/placeCodedRows.ts";
import { notCoded, type Scheme } from "../../shared/domain/scheme.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";
import { Failure } from "../../shared/errors.ts";
import type { CodedRow } from "../../shared/formats/codedTranscript.ts";
import type { CactiRating } from "../vault/cactiFile.ts";
import { insertCoding } from "../vault/codingRepository.ts";
import { insertNote } from "../vault/noteRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { logAccess } from "./accessLog.ts";
import { type CodedFile, hasCodes, keptCodes, readCodedFile } from "./codedFile.ts";
import { requireCodable } from "./codings.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { requireSettled } from "./notes.ts";
import { keepPracticeFigure } from "./practiceFigures.ts";
import { requireConversation } from "./requireConversation.ts";
import { requireScheme } from "./schemes.ts";
import { emitChanged as emitTranscriptChanged, takeInTranscript } from "./transcripts.ts";

const sampleRows = 8;

/**
 * Tells of a file without keeping anything of it.
 *
 * @throws Failure `coding.unreadable`, `media.source-gone`, `scheme.not-found`, `conversation.*` and `consent.*` as for
 *   a coding that is begun
 */
export async function previewCodedFile(
  context: ServiceContext,
  { conversationId, sourceId, schemeId, schemeVersion, columns, reading }: ParsedInput<"coding.preview">,
): Promise<RequestOutput<"coding.preview">> {
  const { vault } = context;
  const scheme = requireScheme(context, schemeId, schemeVersion);
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  requireCodable(context, conversationId);
  const file = await readCodedFile(context, sourceId, scheme, columns);
  // While the file was being read, the conversation's time may have come.
  const { segmentCount, clocks } = requireCodable(context, conversationId);
  const said = reading ?? guessedReading(file);
  const placed = placeCodedRows(rowsToPlace(file.rows, said), liveLines(context, conversationId));
  const found = (by: PlacedRow["foundBy"]) => placed.filter(({ foundBy }) => foundBy === by).length;
  const hasText = file.rows.some(({ text }) => text !== "");
  const codes = codesByRow(file, said);
  const suggested = new Map(file.unknownCodes.map(({ text, suggestion }) => [text, suggestion ?? null]));
  const speakerOf = speakerFinder(said);
  return {
    format: file.format,
    rowCount: file.rows.length + file.leftOut.length,
    utteranceCount: file.rows.length,
    codedCount: file.rows.filter(({ row }) => (codes.get(row) ?? []).length > 0).length,
    otherSideCount: file.rows.filter((row) =>
      (codes.get(row.row) ?? []).some((id) => isOfOtherSide(scheme, id, speakerOf(row))),
    ).length,
    noteCount: notesOf(file).length,
    leftOut: grouped(file.leftOut, ({ reason }) => reason).map(([reason, rows]) => ({
      reason,
      count: rows.length,
      rows,
    })),
    columns: file.layout.map((column) => ({ ...column })),
    hasCodes: hasCodes(file),
    speakers: file.speakers.map(({ label, segmentCount: rowCount, guess }) => ({ label, rowCount, guess })),
    unknownCodes: grouped(file.unknownCodes, ({ text }) => text).map(([text, rows]) => ({
      text,
      rows,
      suggestion: suggested.get(text) ?? null,
    })),
    warnings: grouped(file.warnings, ({ code }) => code).map(([code, rows]) => ({ code, rows })),
    found: { text: found("text"), time: found("time"), nothing: found("nothing") },
    hasText,
    mayBecomeTranscript: hasText && segmentCount === 0 && clocks.transcript.erasedAt === null,
    ratings: file.ratings.map(({ name, value }) => ({ name, value, itemId: itemOf(scheme, name, value) })),
    sample: file.rows.slice(0, sampleRows).map((row) => ({
      row: row.row,
      label: row.speaker ?? "",
      text: row.text,
      startMs: row.startMs ?? null,
      codes: codes.get(row.row) ?? [],
    })),
  };
}

/**
 * Keeps a file as a coding; each of its utterances is in it.
 *
 * @throws Failure as {@link previewCodedFile}; `request.invalid` where a code is not the scheme's, or where the file's
 *   text is to become a transcript beside one that is there; `media.not-ready` where its notes are to come along while
 *   positions are not exact yet
 */
export async function importCodedFile(
  context: ServiceContext,
  draft: ParsedInput<"coding.import">,
): Promise<RequestOutput<"coding.import">> {
  const { vault } = context;
  const { conversationId, sourceId, schemeId, schemeVersion, reading } = draft;
  const scheme = requireScheme(context, schemeId, schemeVersion);
  requireKnownCodes(scheme, reading);
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  requireCodable(context, conversationId);
  const file = await readCodedFile(context, sourceId, scheme, draft.columns);
  if (!hasCodes(file)) throw new Failure("coding.unreadable");
  const notes = draft.withNotes ? notesOf(file) : [];
  const id = randomUUID() as CodingId;
  const at = vault.clock.now();
  vault.db
    .transaction(() => {
      if (draft.asTranscript) takeInText(context, draft, file);
      const conversation = requireCodable(context, conversationId);
      if (notes.length > 0) requireSettled(conversation.sound);
      const units = unitsOf(file, reading, liveLines(context, conversationId));
      const coding: Coding = {
        id,
        conversationId,
        schemeId,
        schemeVersion,
        coder: draft.coder,
        sample: { drawn: draft.drawn, ...extentOf(units) },
        target: draft.target,
        isFromSound: draft.isFromSound,
        passes: 1,
        pass: "count",
        reflection: null,
        version: 0,
        createdAt: at,
        changedAt: at,
        finishedAt: draft.isFinished ? at : null,
        expiresAt: null,
        units,
        ratings: ratingsOf(scheme, file.ratings),
        spans: [],
        heard: [],
      };
      insertCoding(vault.db, coding);
      for (const { at: index, text } of notes) {
        const { startMs, endMs } = units[index] ?? coding.sample;
        const noteId = randomUUID() as NoteId;
        const times = { createdAt: at, updatedAt: at };
        insertNote(vault.db, { id: noteId, kind: "note", conversationId, startMs, endMs, text, ...times });
      }
      if (conversation.retention.startedAt === null) {
        startClocks(vault, conversation, "text");
        writeSchedule(vault);
      }
      keepPracticeFigure(context, coding);
    })
    .immediate();
  if (draft.asTranscript) emitTranscriptChanged(context, conversationId);
  context.emit({ name: "codings.changed", payload: { conversationId } });
  if (notes.length > 0) context.emit({ name: "notes.changed", payload: { conversationId } });
  return { codingId: id };
}

/**
 * What the coder wrote, each with the place of its row among the rows; what is of the whole has none. A cell may hold more
 * than a note: it becomes several.
 */
function notesOf({ rows, remark }: CodedFile): { readonly at: number; readonly text: string }[] {
  return [{ at: -1, text: remark }, ...rows.map(({ notes = "" }, at) => ({ at, text: notes }))].flatMap(
    ({ at, text }) => {
      const whole = text.normalize("NFC").trim();
      const parts = Math.ceil(whole.length / mostNoteCharacters);
      return Array.from({ length: parts }, (_, part) => ({
        at,
        text: whole.slice(part * mostNoteCharacters, (part + 1) * mostNoteCharacters),
      }));
    },
  );
}

/** In the transaction that keeps the coding: the one is not there without the other. */
function takeInText(
  context: ServiceContext,
  { conversationId, reading }: ParsedInput<"coding.import">,
  { rows }: CodedFile,
): void {
  const { segmentCount } = requireConversation(context.vault, conversationId);
  const written = rows.filter(({ text }) => text !== "");
  if (segmentCount > 0 || written.length === 0) throw new Failure("request.invalid");
  takeInTranscript(
    context,
    { conversationId, speakers: reading.speakers, isMachineMade: false, replace: false },
    { segments: written.map(({ row: line, ...row }) => segmentOf(line, row)), warnings: [] },
  );
}

function segmentOf(line: number, { text, speaker, startMs, endMs }: Omit<CodedRow, "row">) {
  return {
    line,
    text,
    ...(speaker === undefined ? {} : { speaker }),
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
  };
}

/** One unit a row. Ids rise with the rows, so that moments at one time stay in the order of the file. */
function unitsOf(file: CodedFile, reading: CodedFileReading, lines: readonly Segment[]): CodedUnit[] {
  const placed = placeCodedRows(rowsToPlace(file.rows, reading), lines);
  const ids = file.rows.map(() => randomUUID()).sort();
  const codes = codesByRow(file, reading);
  const speakerOf = speakerFinder(reading);
  return file.rows.map((row, at): CodedUnit => {
    const { startMs, endMs, place } = placed[at] ?? { startMs: 0, endMs: 0 };
    return {
      id: ids[at] as UnitId,
      startMs,
      endMs,
      speaker: speakerOf(row),
      ...(place === undefined ? {} : { place }),
      codes: codes.get(row.row) ?? [],
      ...(row.isUncertain === true ? { isUncertain: true } : {}),
    };
  });
}

function codesByRow(file: CodedFile, { codes }: CodedFileReading): Map<number, string[]> {
  const meant = new Map(codes.map(({ text, codeId }) => [text, codeId]));
  const found = new Map<number, string[]>(file.rows.map(({ row, codes: known }) => [row, [...known]]));
  for (const { row, text } of file.unknownCodes) {
    const codeId = meant.get(text) ?? null;
    // A code in a row that belongs to the one above counts there.
    const owner = file.rows.findLast((one) => one.row <= row)?.row;
    if (codeId !== null && owner !== undefined) found.get(owner)?.push(codeId);
  }
  return new Map([...found].map(([row, all]) => [row, keptCodes(all)]));
}

function rowsToPlace(rows: readonly CodedRow[], reading: CodedFileReading) {
  const speakerOf = speakerFinder(reading);
  return rows.map((row) => ({
    speaker: speakerOf(row),
    text: row.text,
    ...(row.startMs === undefined ? {} : { startMs: Math.round(row.startMs) }),
    ...(row.endMs === undefined ? {} : { endMs: Math.round(row.endMs) }),
  }));
}

function speakerFinder({ speakers }: CodedFileReading): (row: CodedRow) => Speaker {
  const byLabel = new Map(speakers.map(({ label, speaker }) => [label, speaker]));
  return ({ speaker = "" }) => byLabel.get(speaker) ?? "other";
}

function guessedReading({ speakers }: CodedFile): CodedFileReading {
  return { speakers: speakers.map(({ label, guess }) => ({ label, speaker: guess })), codes: [] };
}

function liveLines({ vault }: ServiceContext, conversationId: ConversationId): Segment[] {
  const { clocks } = requireConversation(vault, conversationId);
  return clocks.transcript.erasedAt === null ? listSegments(vault.db, conversationId) : [];
}

/** From the first moment to the last; at least 1 ms. */
function extentOf(units: readonly CodedUnit[]): { startMs: number; endMs: number } {
  const startMs = units.reduce((least, unit) => Math.min(least, unit.startMs), Number.MAX_SAFE_INTEGER);
  const endMs = units.reduce((most, unit) => Math.max(most, unit.endMs), startMs + 1);
  return { startMs, endMs };
}

function ratingsOf(scheme: Scheme, ratings: readonly CactiRating[]): Record<string, Rating> {
  return Object.fromEntries(
    ratings.flatMap(({ name, value, evidenceMs }) => {
      const itemId = itemOf(scheme, name, value);
      return itemId === null ? [] : [[itemId, { value, evidenceMs: evidenceMs.slice(0, 200) }]];
    }),
  );
}

/** The item that a rating's name means, by its id or by what it is called in any language, if it may have that value. */
function itemOf({ items }: Scheme, name: string, value: number): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, "");
  const item = items.find(({ id, labels }) =>
    [id, ...Object.values(labels)].some((one) => plain(one) === plain(name)),
  );
  if (item === undefined) return null;
  const isPossible =
    item.kind === "count" ? value >= 0 : item.anchors.some((anchor) => anchor.value === value);
  return isPossible ? item.id : null;
}

function isOfOtherSide({ codes }: Scheme, codeId: string, speaker: Speaker): boolean {
  const side = codes.find(({ id }) => id === codeId)?.side;
  return side !== undefined && side !== "any" && side !== speaker;
}

function requireKnownCodes({ codes }: Scheme, reading: CodedFileReading): void {
  const known = new Set<string>([notCoded, ...codes.map(({ id }) => id)]);
  const isKnown = reading.codes.every(({ codeId }) => codeId === null || known.has(codeId));
  if (!isKnown) throw new Failure("request.invalid");
}

/** The rows of each kind, kinds in order of appearance. */
function grouped<Item extends { readonly row: number }, Kind>(
  items: readonly Item[],
  kindOf: (item: Item) => Kind,
): [Kind, number[]][] {
  const rows = new Map<Kind, number[]>();
  for (const item of items) {
    const kind = kindOf(item);
    const known = rows.get(kind);
    if (known === undefined) rows.set(kind, [item.row]);
    else known.push(item.row);
  }
  return [...rows];
}
