/** What the page hears without asking. */
import { z } from "zod";
import { checkStageSchema } from "../domain/vaultCheck.ts";
import { conversation, nothing } from "./parts.ts";

/** Events: something changed; whoever shows it reads it again. */
export const events = {
  /** The vault process died while unlocked: keep what is typed, ask to unlock. */
  "vault.ended": nothing,
  /** The vault is about to be locked: save what is typed, then say `shell.saved`. */
  "vault.locking": nothing,
  /** Lock was chosen in the menu while a recording is on: ask what is meant, then say `shell.lock`, or nothing. */
  "lock.wanted": nothing,
  "library.changed": nothing,
  "conversation.changed": conversation,
  "transcript.changed": conversation,
  "versions.changed": conversation,
  "notes.changed": conversation,
  "passages.changed": conversation,
  "deidentify.changed": conversation,
  "codings.changed": conversation,
  "schemes.changed": nothing,
  "practice.changed": nothing,
  "settings.changed": nothing,
  "erasures.changed": nothing,
  /** There is something for `preparation.list`. */
  "preparation.wanted": nothing,
  /** There is something new in `recording.recovered`. */
  "recordings.changed": nothing,
  /** `totalBytes` is 0 where the length of a stage is not known. */
  "check.progress": z.object({
    stage: checkStageSchema,
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "backups.changed": nothing,
  "backup.progress": z.object({
    phase: z.enum(["writing", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
  }),
  "restore.progress": z.object({ doneBytes: z.int().nonnegative(), totalBytes: z.int().positive() }),
  "keys.progress": z.object({
    phase: z.enum(["copying", "encrypting", "checking", "switching", "destroying"]),
  }),
  "import.progress": conversation.extend({
    phase: z.enum(["encrypting", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  /** `comparing`: files of the same size as what the vault holds are read through; else both numbers of bytes are 0. */
  "device.progress": z.object({
    phase: z.enum(["looking", "comparing"]),
    files: z.int().nonnegative(),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "whereabouts.changed": conversation,
  "source.progress": conversation.extend({
    phase: z.enum(["checking", "comparing", "overwriting"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "copies.changed": conversation,
  "handOver.progress": conversation.extend({
    phase: z.enum(["writing", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
} as const satisfies Record<string, z.ZodType>;
