/** What lasts in a vault and cannot be made again: what a backup is for, whatever has been erased on time. */
import type Database from "better-sqlite3";
import { createSha256 } from "../crypto/hash.ts";
import type { SettingName } from "./settingRepository.ts";

/** The example can be added again, and so does not count. */
const ofOwn = "conversation_id IN (SELECT id FROM conversation WHERE is_example = 0)";

/** Values of the vault that tell nothing a person would miss; a new one counts until it stands here. */
export const passingSettings: readonly SettingName[] = [
  // Chosen again in a minute.
  "settings",
  // What is not saved yet is no work that is done.
  "new-conversation-draft",
  "scheme-draft",
  "practice-draft",
  // The vault's own bookkeeping.
  "locked-notes-taken",
  "header-revision",
  "schedule-witness",
  "withdrawals-witness",
  "pages-witness",
  "recovery-code-untyped",
];

/** For each table with such content what tells one state of it from another: of what is erased one day, no word. */
export const lastingContent: Readonly<Record<string, string>> = {
  setting: `SELECT name, value FROM setting WHERE name NOT IN (${passingSettings.map((name) => `'${name}'`).join(", ")})`,
  consent: "SELECT * FROM consent",
  withdrawal_code: "SELECT consent_id, issued_at FROM withdrawal_code",
  conversation: `SELECT id, title, participants, source, licence, occasion, held_on, transcript_version, segment_count,
                        record_written_at, sound_days, transcript_days, notes_days, hold_reason, hold_until,
                        deidentified_at, own_practice
                   FROM conversation WHERE is_example = 0`,
  transcript_version: `SELECT id, name FROM transcript_version WHERE ${ofOwn}`,
  identifying_word: `SELECT id, is_left FROM identifying_word WHERE ${ofOwn}`,
  note: `SELECT id, updated_at FROM note WHERE ${ofOwn}`,
  passage: `SELECT * FROM passage WHERE ${ofOwn}`,
  coding: `SELECT id, version FROM coding WHERE ${ofOwn}`,
  own_scheme: "SELECT id, version, removed_at FROM own_scheme",
  scheme_word: "SELECT * FROM scheme_word",
  practice_figure: "SELECT id, finished_at FROM practice_figure",
  practice_step: "SELECT * FROM practice_step",
  practice_log: "SELECT * FROM practice_log",
  sound_whereabouts: `SELECT * FROM sound_whereabouts WHERE ${ofOwn}`,
  sound_place: `SELECT conversation_id, place, settled_as FROM sound_place WHERE ${ofOwn}`,
  outside_copy: `SELECT id, contents FROM outside_copy WHERE ${ofOwn}`,
  receipt: `SELECT number, issued_at FROM receipt WHERE ${ofOwn}`,
  certificate: `SELECT number, issued_at FROM certificate JOIN erasure ON erasure.id = erasure_id WHERE ${ofOwn}`,
};

/**
 * A short text that is another once any of it has changed; the audit log, looks at the screen and time alone change nothing.
 *
 * Where there is none of something it is as it was before there could be any: an update of Lyhörd is no change of the vault.
 */
export function contentMark(db: Database.Database): string {
  const hash = createSha256();
  for (const [table, query] of Object.entries(lastingContent)) {
    const rows = db.prepare<[], object>(query).all().map(withoutNulls);
    // In an order of their own: a copy may have them in another.
    if (rows.length > 0) hash.update(Buffer.from(`${table}\n${rows.sort().join("\n")}\n`));
  }
  return Buffer.from(hash.digest()).toString("hex");
}

/** Whether there is any of it. */
export function hasWorthKeeping(db: Database.Database): boolean {
  return Object.values(lastingContent).some(
    (query) => db.prepare<[], number>(`SELECT EXISTS (${query})`).pluck().get() === 1,
  );
}

function withoutNulls(row: object): string {
  return JSON.stringify(row, (_, value: unknown) => value ?? undefined);
}
