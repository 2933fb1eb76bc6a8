/** The mandate card, one for each vault. */
import type Database from "better-sqlite3";
import { type Mandate, mandateSchema } from "../../shared/domain/mandate.ts";
import { findSetting, upsertSetting } from "./settingRepository.ts";

/** The card. @returns `undefined` until it is filled in */
export function findMandate(db: Database.Database): Mandate | undefined {
  return mandateSchema.optional().parse(findSetting(db, "mandate"));
}

/** Saves the card, replacing an earlier one. */
export function saveMandate(db: Database.Database, mandate: Mandate): void {
  upsertSetting(db, "mandate", mandate);
}
