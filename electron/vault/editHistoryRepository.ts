/** Rows of `edit_history` and `edit_step`: the way back through a transcript's edits. */
import type Database from "better-sqlite3";
import { invertEdits } from "../../shared/domain/edit.ts";
import {
  changesSomething,
  type EditHistory,
  emptyHistory,
  joinedStep,
  type Move,
  type Step,
  stepSchema,
  stepsBeyondBounds,
  weightOf,
} from "../../shared/domain/editHistory.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";

/** The way back from a version of the text; empty where there is none from just that version. */
export function readHistory(db: Database.Database, id: ConversationId, version: number): EditHistory {
  if (headOf(db, id)?.version !== version) return emptyHistory;
  const rows = db
    .prepare<[string], StepRow>("SELECT * FROM edit_step WHERE conversation_id = ? ORDER BY number")
    .all(id);
  return {
    past: rows.filter(({ is_undone }) => is_undone === 0).map(stepOf),
    future: rows
      .filter(({ is_undone }) => is_undone === 1)
      .map(stepOf)
      .reverse(),
  };
}

/** The name of the last batch of edits in a version of the text. */
export function lastSaveId(db: Database.Database, id: ConversationId, version: number): string | null {
  const head = headOf(db, id);
  return head?.version === version ? head.save_id : null;
}

/**
 * Moves the history as `moved` of `editHistory.ts` does, and reads no more of it than that takes.
 *
 * Call it in the transaction that changes the text, once {@link dropForeignHistory} has let go of what is worth nothing.
 *
 * @returns the edits that the text gets; `undefined` where there is nothing to undo or redo
 */
export function moveHistory(db: Database.Database, id: ConversationId, move: Move): Step | undefined {
  switch (move.kind) {
    case "do":
      keepStep(db, id, move);
      return move.edits;
    case "undo":
      return undo(db, id);
    case "redo":
      return redo(db, id);
    case "aside":
      return move.edits;
  }
}

/** Lets go of the steps unless they lead back from this version. */
export function dropForeignHistory(db: Database.Database, id: ConversationId, version: number): void {
  const head = headOf(db, id);
  if (head !== undefined && head.version !== version) removeHistory(db, id);
}

/** The text has become another version, and the steps lead back from that one from now on. */
export function followHistory(
  db: Database.Database,
  id: ConversationId,
  versions: { readonly from: number; readonly to: number },
): void {
  db.prepare("UPDATE edit_history SET version = :to WHERE conversation_id = :id AND version = :from").run({
    id,
    ...versions,
  });
}

/** Keeps which version the steps lead back from, and the name of the batch that made it. */
export function keepHistoryHead(
  db: Database.Database,
  id: ConversationId,
  version: number,
  saveId: string | null,
): void {
  db.prepare(
    `INSERT INTO edit_history (conversation_id, version, save_id) VALUES (:id, :version, :saveId)
     ON CONFLICT (conversation_id) DO UPDATE SET version = :version, save_id = :saveId`,
  ).run({ id, version, saveId });
}

/** Takes the way back out: the text stays as it is, and nothing of what it was before is left but kept versions. */
export function removeHistory(db: Database.Database, id: ConversationId): void {
  db.prepare("DELETE FROM edit_step WHERE conversation_id = ?").run(id);
  db.prepare("DELETE FROM edit_history WHERE conversation_id = ?").run(id);
}

function keepStep(
  db: Database.Database,
  id: ConversationId,
  { edits, joins }: { readonly edits: Step; readonly joins: boolean },
): void {
  db.prepare("DELETE FROM edit_step WHERE conversation_id = ? AND is_undone = 1").run(id);
  const last = lastDone(db, id);
  if (joins && last !== undefined) {
    const step = joinedStep(stepOf(last), edits);
    db.prepare("UPDATE edit_step SET edits = ?, weight = ? WHERE conversation_id = ? AND number = ?").run(
      JSON.stringify(step),
      weightOf(step),
      id,
      last.number,
    );
  } else {
    db.prepare("INSERT INTO edit_step (conversation_id, number, weight, edits) VALUES (?, ?, ?, ?)").run(
      id,
      (last?.number ?? 0) + 1,
      weightOf(edits),
      JSON.stringify(edits),
    );
  }
  removeBeyondBounds(db, id);
}

function removeBeyondBounds(db: Database.Database, id: ConversationId): void {
  const rows = db
    .prepare<[string], Pick<StepRow, "number" | "weight">>(
      "SELECT number, weight FROM edit_step WHERE conversation_id = ? AND is_undone = 0 ORDER BY number",
    )
    .all(id);
  const firstKept = rows[stepsBeyondBounds(rows.map(({ weight }) => weight))];
  if (firstKept === undefined || firstKept === rows[0]) return;
  db.prepare("DELETE FROM edit_step WHERE conversation_id = ? AND number < ?").run(id, firstKept.number);
}

function undo(db: Database.Database, id: ConversationId): Step | undefined {
  for (let last = lastDone(db, id); last !== undefined; last = lastDone(db, id)) {
    const step = stepOf(last);
    if (changesSomething(step)) {
      db.prepare("UPDATE edit_step SET is_undone = 1 WHERE conversation_id = ? AND number = ?").run(
        id,
        last.number,
      );
      return invertEdits(step);
    }
    db.prepare("DELETE FROM edit_step WHERE conversation_id = ? AND number = ?").run(id, last.number);
  }
  return undefined;
}

function redo(db: Database.Database, id: ConversationId): Step | undefined {
  const next = db
    .prepare<[string], StepRow>(
      "SELECT * FROM edit_step WHERE conversation_id = ? AND is_undone = 1 ORDER BY number LIMIT 1",
    )
    .get(id);
  if (next === undefined) return undefined;
  db.prepare("UPDATE edit_step SET is_undone = 0 WHERE conversation_id = ? AND number = ?").run(
    id,
    next.number,
  );
  return stepOf(next);
}

function lastDone(db: Database.Database, id: ConversationId): StepRow | undefined {
  return db
    .prepare<[string], StepRow>(
      "SELECT * FROM edit_step WHERE conversation_id = ? AND is_undone = 0 ORDER BY number DESC LIMIT 1",
    )
    .get(id);
}

function headOf(db: Database.Database, id: ConversationId): HeadRow | undefined {
  return db
    .prepare<[string], HeadRow>("SELECT version, save_id FROM edit_history WHERE conversation_id = ?")
    .get(id);
}

interface HeadRow {
  readonly version: number;
  readonly save_id: string | null;
}

interface StepRow {
  readonly number: number;
  readonly is_undone: 0 | 1;
  readonly weight: number;
  readonly edits: string;
}

function stepOf({ edits }: StepRow): Step {
  return stepSchema.parse(JSON.parse(edits));
}
