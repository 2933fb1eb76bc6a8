/** Rows of `outside_copy` and `unfinished_file`: what has left Lyhörd's control, and what is on its way out. */
import type Database from "better-sqlite3";
import { z } from "zod";
import type { ContentCategory } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import {
  type CopyForm,
  type CopyKind,
  copyContentSchema,
  holds,
  type OutsideCopy,
} from "../../shared/domain/outsideCopy.ts";

/** Remembers a copy; call it in the transaction that logs it. */
export function insertOutsideCopy(
  db: Database.Database,
  copy: OutsideCopy & { readonly id: string; readonly conversationId: ConversationId },
): void {
  db.prepare(
    `INSERT INTO outside_copy (id, conversation_id, kind, form, contents, made_at)
     VALUES (:id, :conversationId, :kind, :form, :contents, :madeAt)`,
  ).run({ ...copy, contents: JSON.stringify(copy.contents) });
}

/** Forgets a copy that did not come into being after all. */
export function removeOutsideCopy(db: Database.Database, id: string): void {
  db.prepare("DELETE FROM outside_copy WHERE id = ?").run(id);
}

/** The copies of a conversation, newest first. */
export function listOutsideCopies(db: Database.Database, conversationId: ConversationId): OutsideCopy[] {
  return db
    .prepare<[string], OutsideCopyRow>(
      "SELECT * FROM outside_copy WHERE conversation_id = ? ORDER BY made_at DESC, rowid DESC",
    )
    .all(conversationId)
    .map(rowToOutsideCopy);
}

/** The copies that hold one kind of content, oldest first. */
export function listOutsideCopiesOf(
  db: Database.Database,
  conversationId: ConversationId,
  category: ContentCategory,
): OutsideCopy[] {
  return listOutsideCopies(db, conversationId)
    .filter((copy) => holds(copy, category))
    .toReversed();
}

/** Notes where a file outside is being written. */
export function insertUnfinishedFile(db: Database.Database, path: string): void {
  db.prepare("INSERT INTO unfinished_file (path) VALUES (?)").run(path);
}

/** Forgets a file that has become whole or is gone. */
export function removeUnfinishedFile(db: Database.Database, path: string): void {
  db.prepare("DELETE FROM unfinished_file WHERE path = ?").run(path);
}

/** Files outside whose writing ended before its time. */
export function listUnfinishedFiles(db: Database.Database): string[] {
  return db
    .prepare<[], { path: string }>("SELECT path FROM unfinished_file ORDER BY rowid")
    .all()
    .map(({ path }) => path);
}

interface OutsideCopyRow {
  readonly kind: CopyKind;
  readonly form: CopyForm;
  readonly contents: string;
  readonly made_at: number;
}

function rowToOutsideCopy(row: OutsideCopyRow): OutsideCopy {
  const { kind, form, contents, made_at: madeAt } = row;
  return { kind, form, contents: z.array(copyContentSchema).parse(JSON.parse(contents)), madeAt };
}
