/** What the database remembers of a file outside it, so that an older version put back is noticed (SECURITY.md §6, 8). */
import type Database from "better-sqlite3";
import { z } from "zod";
import { blake2b256 } from "../crypto/hash.ts";
import { toBase64 } from "./base64.ts";
import { findSetting, type SettingName, upsertSetting } from "./settingRepository.ts";

/** The hashes of the texts that may lie outside: one, or two while a new one is being written. */
const witnessSchema = z.array(z.string()).min(1).max(2);

/** Says what is about to be written; a crash afterwards leaves the old text or the new one, and both are known. */
export function announceText(db: Database.Database, name: SettingName, text: string): void {
  const next = hashOf(text);
  const known = witnessOf(db, name)?.at(-1);
  if (known !== undefined && known !== next) upsertSetting(db, name, [known, next]);
}

/** Says that it has been written: from here on the one before is an old one. */
export function settleText(db: Database.Database, name: SettingName, text: string): void {
  if (witnessOf(db, name)?.length !== 1) upsertSetting(db, name, [hashOf(text)]);
}

/** Whether a text is what was last written; true if nothing is remembered, as in a vault of an older version. */
export function isTextKnown(db: Database.Database, name: SettingName, text: string): boolean {
  return witnessOf(db, name)?.includes(hashOf(text)) ?? true;
}

function witnessOf(db: Database.Database, name: SettingName): string[] | undefined {
  return witnessSchema.optional().parse(findSetting(db, name));
}

function hashOf(text: string): string {
  return toBase64(blake2b256(new TextEncoder().encode(text)));
}
