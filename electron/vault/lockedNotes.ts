/** `locked.jsonl`: what happened while the vault was locked, taken into the audit log at unlock and marked so. */
import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";
import { type RecordingId, recordingIdSchema } from "../../shared/domain/ids.ts";
import { type FilePort, readWhole } from "../ports/files.ts";
import { type AuditEntry, appendAudit } from "./auditLog.ts";
import { base64Codec } from "./base64.ts";
import { instantInFileSchema } from "./clockFile.ts";
import { findSetting, removeSetting, upsertSetting } from "./settingRepository.ts";
import { vaultPaths } from "./vaultFolder.ts";
import { withdrawalProofBytes } from "./withdrawalProof.ts";

const lockedNoteSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("unlock-failed"),
    at: instantInFileSchema,
    secret: z.enum(["passphrase", "recovery"]),
  }),
  /** Written before the first byte is destroyed; a sound may be noted again after a crash. */
  z.object({
    event: z.literal("sound-erasure"),
    at: instantInFileSchema,
    recordingId: recordingIdSchema,
    dueAt: instantInFileSchema,
  }),
  /** Written before a sound under the permission is touched, so that what was begun is finished. */
  z.object({
    event: z.literal("withdrawal"),
    at: instantInFileSchema,
    consentNumber: z.int().positive(),
    /** `hold`: someone has asked for the recording; it is erased when the hold ends. */
    wish: z.enum(["erase", "hold"]),
    /** That the writer knew the code; checked once the vault is open. */
    proof: base64Codec(withdrawalProofBytes),
  }),
  z.object({ event: z.literal("withdrawal-failed"), at: instantInFileSchema }),
  /** After a rotation, which closes the vault: the new code was typed back. Nothing but a reminder goes by it. */
  z.object({ event: z.literal("recovery-code-typed"), at: instantInFileSchema }),
]);
/** One note; nothing of it can be authenticated while locked. */
export type LockedNote = z.output<typeof lockedNoteSchema>;
/** A permission was taken back by number and code. */
export type WithdrawalNote = Extract<LockedNote, { event: "withdrawal" }>;

/** What goes into the audit log as it is. */
type LoggedNote = Exclude<LockedNote, { event: "withdrawal" | "recovery-code-typed" }>;

/** Nobody fills the disk by guessing passphrases or codes: beyond this size such notes are no longer made. */
const mostBytesForTries = 256 * 1024;

/** Appends a note; when it returns, it is on the medium. */
export function appendLockedNote(files: FilePort, folder: string, note: LockedNote): void {
  const { lockedNotes } = vaultPaths(folder);
  const isNew = !files.exists(lockedNotes);
  const descriptor = isNew ? files.createNew(lockedNotes) : files.openUpdate(lockedNotes);
  try {
    const size = files.size(descriptor);
    if (mayBeLeftOut(note) && size > mostBytesForTries) return;
    // A file begins with a name of its own, so that what was taken in of one is never mistaken for the next;
    // a line begins with a line feed, so that one torn by a crash does not swallow it.
    const start = isNew ? `${JSON.stringify({ file: randomUUID() })}\n` : "\n";
    files.write(
      descriptor,
      new TextEncoder().encode(`${start}${JSON.stringify(z.encode(lockedNoteSchema, note))}\n`),
      size,
    );
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
  if (isNew) files.syncFolder(folder);
}

/** The notes in the order in which they were written; lines that are none are left out. */
export function readLockedNotes(files: FilePort, folder: string): LockedNote[] {
  const bytes = readWhole(files, vaultPaths(folder).lockedNotes);
  return bytes === undefined ? [] : notesIn(new TextDecoder().decode(bytes));
}

/** The sounds of which the notes say that their erasure was begun, each once; whether it came to an end their files tell. */
export function soundsNotedWhileLocked(notes: readonly LockedNote[]): Set<RecordingId> {
  return new Set(notes.flatMap((note) => (note.event === "sound-erasure" ? [note.recordingId] : [])));
}

/**
 * Takes the notes into the audit log, then removes the file. A crash in between takes nothing in twice.
 *
 * @param at - when they are taken in; when each is said to have happened stands in its detail
 * @param isErased - whether a sound whose erasure was begun cannot be opened any more; what was only tried is not logged as done
 * @param recordWithdrawal - carries a withdrawal out, and logs it, in the transaction that takes its note in
 * @returns the notes
 */
export function takeLockedNotes(
  {
    files,
    folder,
    db,
  }: { readonly files: FilePort; readonly folder: string; readonly db: Database.Database },
  at: number,
  isErased: (recordingId: RecordingId) => boolean,
  recordWithdrawal: (note: WithdrawalNote) => void,
): LockedNote[] {
  const { lockedNotes } = vaultPaths(folder);
  const bytes = readWhole(files, lockedNotes);
  if (bytes === undefined) return [];
  const text = new TextDecoder().decode(bytes);
  db.transaction(() => {
    const taken = readTaken(db);
    // The file only grows: what was taken in before is its beginning.
    const fresh = taken !== undefined && text.startsWith(taken) ? text.slice(taken.length) : text;
    for (const note of notesIn(fresh)) {
      if (note.event === "withdrawal") recordWithdrawal(note);
      else if (note.event === "recovery-code-typed") removeSetting(db, "recovery-code-untyped");
      else if (note.event !== "sound-erasure" || isErased(note.recordingId)) {
        appendAudit(db, auditEntryFor(note, at));
      }
    }
    writeTaken(db, text);
  }).immediate();
  files.unlink(lockedNotes);
  files.syncFolder(folder);
  db.transaction(() => writeTaken(db, null)).immediate();
  return notesIn(text);
}

function auditEntryFor(note: LoggedNote, at: number): AuditEntry {
  const marked = { whileLocked: true, saidAt: note.at };
  switch (note.event) {
    case "unlock-failed":
      return { at, event: "unlock-failed", detail: { ...marked, secret: note.secret } };
    case "sound-erasure":
      return { at, event: "erase-locked", detail: { ...marked, recordingId: note.recordingId } };
    case "withdrawal-failed":
      return { at, event: "withdraw-failed", detail: marked };
  }
}

function mayBeLeftOut({ event }: LockedNote): boolean {
  return event === "unlock-failed" || event === "withdrawal-failed" || event === "recovery-code-typed";
}

function notesIn(text: string): LockedNote[] {
  return text.split("\n").flatMap((line) => {
    try {
      const note = lockedNoteSchema.safeParse(JSON.parse(line));
      return note.success ? [note.data] : [];
    } catch {
      return [];
    }
  });
}

const takenSchema = z.string().nullish();

function readTaken(db: Database.Database): string | undefined {
  return takenSchema.parse(findSetting(db, "locked-notes-taken")) ?? undefined;
}

function writeTaken(db: Database.Database, text: string | null): void {
  upsertSetting(db, "locked-notes-taken", text);
}
