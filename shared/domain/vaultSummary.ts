/** What is known about a vault before it is unlocked. */
import { z } from "zod";
import { vaultIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";

export const vaultSummarySchema = z.object({
  id: vaultIdSchema,
  name: z.string(),
  createdAt: instantSchema,
  lastUnlockedAt: instantSchema.nullable(),
  /** Recordings whose sound was erased while the vault was locked, since it was last unlocked. */
  erasedWhileLocked: z.int().nonnegative(),
  /** Sounds whose time is over, and whose key half could not be erased so far. */
  overdueSounds: z.int().nonnegative(),
  /** Some erasures wait for a person to confirm the computer's date (SECURITY.md §4). */
  clockNeedsConfirmation: z.boolean(),
});
export type VaultSummary = z.infer<typeof vaultSummarySchema>;

/** What is known once it is unlocked. */
export const sessionSchema = z.object({
  vaultId: vaultIdSchema,
  name: z.string(),
  /** Fingerprint of the vault's signing key. */
  fingerprint: z.string(),
  /** Sounds found erased at this unlock. */
  erasedWhileLocked: z.int().nonnegative(),
  clock: z.discriminatedUnion("phase", [
    z.object({ phase: z.literal("trusted") }),
    z.object({ phase: z.literal("needs-confirmation"), lastSeenAt: instantSchema, now: instantSchema }),
  ]),
});
export type Session = z.infer<typeof sessionSchema>;
