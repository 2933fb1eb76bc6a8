/** Notes about moments and passages of a conversation. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { SoundState } from "../../shared/domain/conversation.ts";
import type { ConversationId, NoteId } from "../../shared/domain/ids.ts";
import type { Note } from "../../shared/domain/note.ts";
import { Failure } from "../../shared/errors.ts";
import {
  findConversationOfNote,
  insertNote,
  listNotes as listRows,
  removeNote as removeRow,
  updateNoteText,
} from "../vault/noteRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { logAccess } from "./accessLog.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permission.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";

/** A conversation's notes, by place; empty once they are erased. @throws Failure `conversation.not-found` */
export function listNotes(
  { vault, sitting }: ServiceContext,
  { conversationId }: ParsedInput<"note.list">,
): RequestOutput<"note.list"> {
  const conversation = requireConversation(vault, conversationId);
  if (conversation.noteCount > 0) logAccess(vault, sitting, conversation, "open");
  return listRows(vault.db, conversationId);
}

/**
 * Writes a note. It is content: where it is the first, the clocks start with it.
 *
 * @throws Failure `note.erased` once the notes' time is over, `media.not-ready` while positions are not exact yet,
 *   `consent.*` as for any content
 */
export function createNote(context: ServiceContext, draft: ParsedInput<"note.create">): Note {
  const { vault } = context;
  const at = vault.clock.now();
  const note: Note = { ...draft, kind: "note", id: randomUUID() as NoteId, createdAt: at, updatedAt: at };
  logAccess(vault, context.sitting, requireConversation(vault, draft.conversationId), "open");
  vault.db
    .transaction(() => {
      const conversation = requireConversation(vault, draft.conversationId);
      requirePermission(vault, conversation.permission, conversation.heldOn);
      const { dueAt, erasedAt } = conversation.clocks.notes;
      if (erasedAt !== null || (dueAt !== null && dueAt <= at)) throw new Failure("note.erased");
      requireSettled(conversation.sound);
      insertNote(vault.db, note);
      if (conversation.retention.startedAt === null) {
        startClocks(vault, conversation, "text");
        writeSchedule(vault);
      }
    })
    .immediate();
  emitChanged(context, draft.conversationId);
  return note;
}

/**
 * Refuses notes while sound is recorded or made ready: positions are not exact then, and a recording has bookmarks.
 *
 * @throws Failure `media.not-ready`
 */
export function requireSettled({ phase }: SoundState): void {
  if (phase === "preparing" || phase === "recording" || phase === "cut-off")
    throw new Failure("media.not-ready");
}

/** Rewrites a note. @throws Failure `note.not-found`, `conversation.on-hold` */
export function updateNote(context: ServiceContext, { noteId, text }: ParsedInput<"note.update">): Note {
  const { vault } = context;
  logOpening(context, noteId);
  const note = vault.db
    .transaction(() => {
      const changed = updateNoteText(vault.db, { id: noteId, text, updatedAt: vault.clock.now() });
      if (changed === undefined) throw new Failure("note.not-found");
      requireNoHold(requireConversation(vault, changed.conversationId));
      return changed;
    })
    .immediate();
  emitChanged(context, note.conversationId);
  return note;
}

/** Removes a note. @throws Failure `note.not-found`, `conversation.on-hold` */
export function removeNote(context: ServiceContext, { noteId }: ParsedInput<"note.remove">): void {
  const { vault } = context;
  logOpening(context, noteId);
  const conversationId = vault.db
    .transaction(() => {
      const id = removeRow(vault.db, noteId);
      if (id === undefined) throw new Failure("note.not-found");
      requireNoHold(requireConversation(vault, id));
      return id;
    })
    .immediate();
  emitChanged(context, conversationId);
}

/** Who rewrites a note has it before them. */
function logOpening({ vault, sitting }: ServiceContext, noteId: NoteId): void {
  const conversationId = findConversationOfNote(vault.db, noteId);
  if (conversationId === undefined) throw new Failure("note.not-found");
  logAccess(vault, sitting, requireConversation(vault, conversationId), "open");
}

function emitChanged(context: ServiceContext, conversationId: ConversationId): void {
  context.emit({ name: "notes.changed", payload: { conversationId } });
  context.emit({ name: "library.changed", payload: {} });
}
