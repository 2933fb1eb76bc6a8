/** A vault as a whole: opening it, its keys, settings, backups and check. */
import { z } from "zod";
import { backupFaceSchema, backupOverviewSchema, restoreOutcomeSchema } from "../domain/backup.ts";
import { sourceIdSchema, targetIdSchema, vaultIdSchema } from "../domain/ids.ts";
import { instantSchema } from "../domain/isoDate.ts";
import { mandateSchema } from "../domain/mandate.ts";
import { languageSchema, rolePairSchema, settingsSchema } from "../domain/settings.ts";
import { folderPlaceSchema } from "../domain/syncedFolder.ts";
import { todayItemSchema } from "../domain/todayItem.ts";
import { checkDeedSchema, checkOutcomeSchema } from "../domain/vaultCheck.ts";
import { sessionSchema, vaultSummarySchema } from "../domain/vaultSummary.ts";
import { nothing, secretBytes, vault, vaultSecret, withdrawalByCode, withdrawalWish } from "./parts.ts";

const draft = z.object({ of: z.enum(["conversation", "scheme", "practice"]) });

export const vaultRequests = {
  // Answered while locked.
  "vault.list": { input: nothing, output: z.array(vaultSummarySchema) },
  "vault.create": {
    input: z.object({
      name: z.string().trim().min(1).max(60),
      passphrase: secretBytes,
      language: languageSchema,
      rolePair: rolePairSchema,
    }),
    /** Leaves the vault unlocked; the recovery code is shown this once. */
    output: z.object({ session: sessionSchema, recoveryCode: z.string() }),
  },
  "vault.unlock": {
    input: z.object({ vaultId: vaultIdSchema, secret: vaultSecret }),
    output: sessionSchema,
  },
  /** Whether any permission in a vault has a code on a client's copy. */
  "withdrawal.offer": { input: vault, output: z.object({ hasCodes: z.boolean() }) },
  /** What taking a permission back by number and code would do; nothing happens yet. */
  "withdrawal.check": {
    input: withdrawalByCode,
    output: z.discriminatedUnion("phase", [
      z.object({
        phase: z.literal("possible"),
        sounds: z.int().nonnegative(),
        /** Of them, those that a hold keeps until it ends. */
        heldSounds: z.int().nonnegative(),
      }),
      z.object({ phase: z.literal("already") }),
    ]),
  },
  /** Takes it back: `erase` destroys the sounds at once, `hold` keeps them for those who asked, 30 days at most. */
  "withdrawal.carryOut": {
    input: withdrawalByCode.extend({ wish: withdrawalWish }),
    output: z.object({
      erasedSounds: z.int().nonnegative(),
      heldSounds: z.int().nonnegative(),
      heldUntil: instantSchema.nullable(),
    }),
  },
  /** Reads what a backup says of itself; nothing of it is authenticated yet. */
  "backup.inspect": { input: z.object({ sourceId: sourceIdSchema }), output: backupFaceSchema },
  /** Resolves when the restored vault is there, locked. */
  "backup.restore": {
    input: z.object({
      sourceId: sourceIdSchema,
      secret: vaultSecret,
      /** Where the same vault is here: its name, typed to have it replaced. */
      replaceTyped: z.string().max(120).nullable(),
      /** So many sounds that are here may be destroyed; with more, `backup.sound-at-stake` tells how many there are. */
      mayDestroy: z.int().nonnegative(),
    }),
    output: restoreOutcomeSchema,
  },
  "backup.cancelRestore": { input: nothing, output: nothing },
  /** Erases the unlocked vault from this computer; its name is typed. The page locks afterwards. */
  "vault.erase": { input: z.object({ typedName: z.string().max(120) }), output: nothing },
  /** `null` while locked. */
  "vault.session": { input: nothing, output: sessionSchema.nullable() },
  /** Where the folder of the vaults lies, if it is copied elsewhere; `null` if nothing speaks for it. */
  "home.place": { input: nothing, output: folderPlaceSchema.nullable() },
  /** How many vaults that were erased, or replaced, have left files behind that could not be destroyed so far. */
  "home.undestroyed": { input: nothing, output: z.object({ vaults: z.int().nonnegative() }) },

  // Everything below needs an unlocked vault.
  "vault.rename": { input: z.object({ name: z.string().trim().min(1).max(60) }), output: nothing },
  /** A new recovery code stands on paper: a group of it was typed back. Also answered when a rotation has closed the vault. */
  "vault.recoveryCodeTyped": { input: vault, output: nothing },
  "keys.read": {
    input: nothing,
    output: z.object({
      /** Rises with each rotation, from 1. */
      generation: z.int().positive(),
      /** Whether the passphrase works on this computer only. */
      device: z.discriminatedUnion("phase", [
        z.object({ phase: z.literal("bound") }),
        z.object({ phase: z.literal("unbound") }),
        z.object({ phase: z.literal("unavailable"), reason: z.enum(["basic-text", "none"]) }),
      ]),
    }),
  },
  "keys.changePassphrase": {
    input: z.object({ secret: vaultSecret, newPassphrase: secretBytes }),
    output: nothing,
  },
  /** The new code is shown this once; the old one opens nothing any more. */
  "keys.reissueRecoveryCode": {
    input: z.object({ passphrase: secretBytes }),
    output: z.object({ recoveryCode: z.string() }),
  },
  /** Leaves the vault locked; the new recovery code is shown this once. */
  "keys.rotate": {
    input: z.object({ passphrase: secretBytes }),
    output: z.object({ recoveryCode: z.string() }),
  },
  "keys.bindDevice": { input: z.object({ passphrase: secretBytes, bound: z.boolean() }), output: nothing },
  "clock.confirm": { input: z.object({ verdict: z.enum(["right", "wrong"]) }), output: nothing },
  "settings.read": { input: nothing, output: settingsSchema },
  "settings.update": { input: settingsSchema.partial(), output: settingsSchema },
  "mandate.read": { input: nothing, output: mandateSchema.nullable() },
  "mandate.save": { input: mandateSchema, output: nothing },
  "backup.overview": { input: nothing, output: backupOverviewSchema },
  /** Resolves when the file is on the medium and was read back. */
  "backup.make": {
    input: z.object({ targetId: targetIdSchema, withSound: z.boolean() }),
    output: z.object({
      madeAt: instantSchema,
      sizeBytes: z.int().positive(),
      soundCount: z.int().nonnegative(),
    }),
  },
  "backup.cancel": { input: nothing, output: nothing },
  "today.list": { input: nothing, output: z.array(todayItemSchema) },

  /** What was typed and not saved when the vault was locked; the page alone knows its form. */
  "draft.read": { input: draft, output: z.object({ text: z.string() }).nullable() },
  /** `null` forgets it. */
  "draft.keep": { input: draft.extend({ text: z.string().max(1_000_000).nullable() }), output: nothing },

  /** Reads the whole vault once; tells how far it is in `check.progress`. */
  "check.run": { input: nothing, output: checkOutcomeSchema },
  "check.cancel": { input: nothing, output: nothing },
  "check.mend": { input: z.object({ deed: checkDeedSchema }), output: nothing },
} as const;
