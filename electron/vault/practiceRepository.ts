/** Rows of `practice_step`, `practice_log` and `practice_figure`. */
import type Database from "better-sqlite3";
import type {
  CodingId,
  ConversationId,
  LogEntryId,
  PracticeFigureId,
  StepId,
} from "../../shared/domain/ids.ts";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import {
  type LogEntry,
  type PracticeFigure,
  type PracticeStep,
  practiceFigureContentSchema,
  type StepWords,
} from "../../shared/domain/practice.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";

/** Inserts a step. */
export function insertStep(db: Database.Database, step: PracticeStep): void {
  db.prepare(
    `INSERT INTO practice_step (id, skill, situation, effect, begun_at, ended_at, learned)
     VALUES (:id, :skill, :situation, :effect, :begunAt, :endedAt, :learned)`,
  ).run(step);
}

/** All steps, the last begun first. */
export function listSteps(db: Database.Database): PracticeStep[] {
  return db
    .prepare<[], StepRow>("SELECT * FROM practice_step ORDER BY begun_at DESC, rowid DESC")
    .all()
    .map(rowToStep);
}

/** Rewrites the words of a step. @returns `false` if there is none */
export function updateStep(db: Database.Database, step: StepWords & Pick<PracticeStep, "id">): boolean {
  return (
    db
      .prepare(
        "UPDATE practice_step SET skill = :skill, situation = :situation, effect = :effect WHERE id = :id",
      )
      .run(step).changes === 1
  );
}

/** Ends a step that goes on. @returns `false` if there is none, or it has ended */
export function endStep(
  db: Database.Database,
  step: { readonly id: StepId; readonly endedAt: number; readonly learned: string | null },
): boolean {
  return (
    db
      .prepare(
        "UPDATE practice_step SET ended_at = :endedAt, learned = :learned WHERE id = :id AND ended_at IS NULL",
      )
      .run(step).changes === 1
  );
}

/** Removes a step. @returns `false` if there is none */
export function removeStep(db: Database.Database, id: StepId): boolean {
  return db.prepare("DELETE FROM practice_step WHERE id = ?").run(id).changes === 1;
}

/** Inserts an entry of the log. */
export function insertEntry(db: Database.Database, entry: LogEntry, at: number): void {
  db.prepare(
    `INSERT INTO practice_log (id, on_date, minutes, text, created_at, updated_at)
     VALUES (:id, :onDate, :minutes, :text, :at, :at)`,
  ).run({ ...entry, at });
}

/** The log, the last day first, and on a day what was written last. */
export function listEntries(db: Database.Database): LogEntry[] {
  return db
    .prepare<[], EntryRow>("SELECT * FROM practice_log ORDER BY on_date DESC, created_at DESC, rowid DESC")
    .all()
    .map(rowToEntry);
}

/** Rewrites an entry. @returns `false` if there is none */
export function updateEntry(db: Database.Database, entry: LogEntry, at: number): boolean {
  return (
    db
      .prepare(
        `UPDATE practice_log SET on_date = :onDate, minutes = :minutes, text = :text, updated_at = :at
          WHERE id = :id`,
      )
      .run({ ...entry, at }).changes === 1
  );
}

/** Removes an entry. @returns `false` if there is none */
export function removeEntry(db: Database.Database, id: LogEntryId): boolean {
  return db.prepare("DELETE FROM practice_log WHERE id = ?").run(id).changes === 1;
}

/** A figure with what it is linked to. */
export interface LinkedFigure extends PracticeFigure {
  readonly codingId: CodingId;
  readonly conversationId: ConversationId;
}

/** Keeps what a coding came to, in the place of what it came to before. */
export function saveFigure(db: Database.Database, figure: LinkedFigure): void {
  const { id, codingId, conversationId, schemeId, schemeVersion, finishedAt, ...content } = figure;
  removeFigureOfCoding(db, codingId);
  db.prepare(
    `INSERT INTO practice_figure (id, coding_id, conversation_id, scheme_id, scheme_version, finished_at, figures)
     VALUES (:id, :codingId, :conversationId, :schemeId, :schemeVersion, :finishedAt, :figures)`,
  ).run({
    id,
    codingId,
    conversationId,
    schemeId,
    schemeVersion,
    finishedAt,
    figures: JSON.stringify(practiceFigureContentSchema.parse(content)),
  });
}

/** The figure of a coding. @returns `undefined` if none is kept */
export function findFigureOfCoding(db: Database.Database, codingId: CodingId): PracticeFigure | undefined {
  const row = db
    .prepare<[string], FigureRow>("SELECT * FROM practice_figure WHERE coding_id = ?")
    .get(codingId);
  return row && rowToFigure(row);
}

/** All figures, in the order in which their codings were finished. */
export function listFigures(db: Database.Database): PracticeFigure[] {
  return db
    .prepare<[], FigureRow>("SELECT * FROM practice_figure ORDER BY finished_at, rowid")
    .all()
    .map(rowToFigure);
}

/** Figures whose coding is still there. */
export function listLinkedFigures(
  db: Database.Database,
): { readonly id: PracticeFigureId; readonly codingId: CodingId; readonly conversationId: ConversationId }[] {
  return db
    .prepare<[], { id: PracticeFigureId; codingId: CodingId; conversationId: ConversationId }>(
      `SELECT id, coding_id AS codingId, conversation_id AS conversationId FROM practice_figure
       WHERE coding_id IS NOT NULL AND conversation_id IS NOT NULL`,
    )
    .all();
}

/** Whether figures are kept of a conversation, or of its day with the link cut. */
export function hasFiguresOf(
  db: Database.Database,
  conversation: { readonly conversationId: ConversationId; readonly heldOn: IsoDate },
): boolean {
  const found = db
    .prepare<Record<string, string>, number>(
      `SELECT EXISTS (SELECT 1 FROM practice_figure WHERE conversation_id = :conversationId
          OR (conversation_id IS NULL AND figures ->> '$.heldOn' = :heldOn))`,
    )
    .pluck()
    .get({ ...conversation });
  return found === 1;
}

/** Removes a figure. @returns the conversation it was linked to, `null` for none; `undefined` if there was no figure */
export function removeFigure(db: Database.Database, id: PracticeFigureId): ConversationId | null | undefined {
  return db
    .prepare<[string], ConversationId | null>(
      "DELETE FROM practice_figure WHERE id = ? RETURNING conversation_id",
    )
    .pluck()
    .get(id);
}

/** Removes the figure of a coding. @returns `false` if there is none */
export function removeFigureOfCoding(db: Database.Database, codingId: CodingId): boolean {
  return db.prepare("DELETE FROM practice_figure WHERE coding_id = ?").run(codingId).changes > 0;
}

/** Removes all figures that are linked to a conversation: whose permission was taken back. */
export function removeFiguresOf(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM practice_figure WHERE conversation_id = ?").run(conversationId);
}

/** Cuts the link between a conversation and its figures, for good. */
export function unlinkFigures(db: Database.Database, conversationId: ConversationId): void {
  db.prepare(
    "UPDATE practice_figure SET coding_id = NULL, conversation_id = NULL WHERE conversation_id = ?",
  ).run(conversationId);
}

interface StepRow {
  readonly id: string;
  readonly skill: string;
  readonly situation: string;
  readonly effect: string;
  readonly begun_at: number;
  readonly ended_at: number | null;
  readonly learned: string | null;
}

function rowToStep(row: StepRow): PracticeStep {
  return {
    id: row.id as StepId,
    skill: row.skill,
    situation: row.situation,
    effect: row.effect,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    learned: row.learned,
  };
}

interface EntryRow {
  readonly id: string;
  readonly on_date: string;
  readonly minutes: number | null;
  readonly text: string;
}

function rowToEntry({ id, on_date, minutes, text }: EntryRow): LogEntry {
  return { id: id as LogEntryId, onDate: on_date, minutes, text };
}

interface FigureRow {
  readonly id: string;
  readonly scheme_id: string;
  readonly scheme_version: number;
  readonly finished_at: number;
  readonly figures: string;
}

function rowToFigure(row: FigureRow): PracticeFigure {
  return {
    id: row.id as PracticeFigureId,
    schemeId: row.scheme_id as SchemeId,
    schemeVersion: row.scheme_version,
    finishedAt: row.finished_at,
    ...practiceFigureContentSchema.parse(JSON.parse(row.figures)),
  };
}
