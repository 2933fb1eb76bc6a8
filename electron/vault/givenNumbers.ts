/** Numbers that were given out: certificates, receipts and permissions count on, also in a vault that was restored. */
import type Database from "better-sqlite3";
import { z } from "zod";
import { findSetting, upsertSetting } from "./settingRepository.ts";

/** Beyond it a number is not remembered: a list outside the vault may be forged, and must leave numbers to count on with. */
const highestRemembered = 1_000_000;

const numberSchema = z.int().nonnegative().max(highestRemembered);

/** The highest number of each kind; 0 where none was given out. */
export const givenNumbersSchema = z.strictObject({
  certificate: numberSchema,
  receipt: numberSchema,
  consent: numberSchema,
});
export type GivenNumbers = z.infer<typeof givenNumbersSchema>;

/** Nothing given out yet. */
export const noNumbers: GivenNumbers = { certificate: 0, receipt: 0, consent: 0 };

/** The highest number that was given out, also before this vault was restored from a backup; 0 if there is none. */
export function highestNumber(db: Database.Database, kind: keyof GivenNumbers): number {
  const row = db.prepare<[], { last: number | null }>(`SELECT max(number) AS last FROM ${kind}`).get();
  return Math.max(row?.last ?? 0, remembered(db)[kind]);
}

/** All of them, as they are remembered outside the vault. */
export function givenNumbers(db: Database.Database): GivenNumbers {
  const highest = (kind: keyof GivenNumbers) => Math.min(highestNumber(db, kind), highestRemembered);
  return { certificate: highest("certificate"), receipt: highest("receipt"), consent: highest("consent") };
}

/** The higher number of each kind. */
export function higherNumbers(one: GivenNumbers, other: GivenNumbers): GivenNumbers {
  return {
    certificate: Math.max(one.certificate, other.certificate),
    receipt: Math.max(one.receipt, other.receipt),
    consent: Math.max(one.consent, other.consent),
  };
}

/** Remembers in a restored vault what was given out after its backup was made. */
export function rememberNumbers(db: Database.Database, numbers: GivenNumbers): void {
  upsertSetting(db, "numbers-given-out", higherNumbers(remembered(db), numbers));
}

function remembered(db: Database.Database): GivenNumbers {
  return givenNumbersSchema.catch(noNumbers).parse(findSetting(db, "numbers-given-out"));
}
