/** A copy of a conversation for the client: what may go in, and what went in (DOMAIN.md §2.12). */
import { z } from "zod";
import { otherPersonSchema } from "./consent.ts";
import { noteIdSchema } from "./ids.ts";
import { isoDateSchema, positionMsSchema } from "./isoDate.ts";
import { noteSchema } from "./note.ts";
import { speakerSchema } from "./segment.ts";
import { languageSchema } from "./settings.ts";
import { spokenPermissionSchema } from "./spokenPermission.ts";

/** What the audit log knows of the conversation; dates only, never how long or where. */
export const clientAccessSchema = z.object({
  on: isoDateSchema,
  what: z.enum([
    "opened",
    "played",
    "listened-together",
    "copied",
    "text-exported",
    "text-printed",
    "coding-exported",
    "coding-printed",
    "handed-over",
  ]),
});
export type ClientAccess = z.infer<typeof clientAccessSchema>;

/** What can be chosen for a copy. */
export const clientCopyOfferSchema = z.object({
  /** `null` if there is no sound, or none whose length is exact yet. */
  sound: z
    .object({
      durationMs: positionMsSchema,
      /** How many passages of other people are silenced, and their length in all. */
      mutedPassages: z.int().nonnegative(),
      mutedMs: positionMsSchema,
      /** Where the permission is repeated is silent too. */
      mutesPermission: z.boolean(),
      /** Where words are said that were replaced in the text is silent too. */
      mutesWords: z.boolean(),
      /** The permission or the transcript says that someone else is heard. */
      othersHeard: z.boolean(),
      /** How much of the sound has no text, so that nobody can be recognised in it. */
      untranscribedMs: positionMsSchema,
    })
    .nullable(),
  rows: z.int().nonnegative(),
  notes: z.array(noteSchema),
  hasPermission: z.boolean(),
  accesses: z.array(clientAccessSchema),
});
export type ClientCopyOffer = z.infer<typeof clientCopyOfferSchema>;

/** Others are heard, and none of their rows is marked: nothing of theirs is left out. */
export function leavesOthersIn({ sound }: ClientCopyOffer): boolean {
  return sound?.othersHeard === true && sound.mutedPassages === 0;
}

/** Someone may be heard whom nobody can recognise: others speak, and not all of it is written down and marked as theirs. */
export function mayHideOthers(offer: ClientCopyOffer): boolean {
  const { sound } = offer;
  return sound?.othersHeard === true && (sound.untranscribedMs > 0 || leavesOthersIn(offer));
}

/** What a person has chosen. */
export const clientCopyChoiceSchema = z.object({
  transcript: z.boolean(),
  /** The notes that are about the client, each ticked by hand. */
  noteIds: z.array(noteIdSchema).max(10_000),
  permission: z.boolean(),
  access: z.boolean(),
  language: languageSchema,
});
export type ClientCopyChoice = z.infer<typeof clientCopyChoiceSchema>;

/** What a copy says, apart from its sound; in the file it stands encrypted as JSON. */
export const clientCopyDocumentSchema = z.object({
  document: z.literal("lyhord-copy-for-client/1"),
  language: languageSchema,
  heldOn: isoDateSchema,
  madeOn: isoDateSchema,
  /** What the speakers are called. */
  speakers: z.object({ practitioner: z.string(), client: z.string(), other: z.string() }),
  sound: z
    .object({
      mimeType: z.string(),
      mutedPassages: z.int().nonnegative(),
      mutesPermission: z.boolean(),
      mutesWords: z.boolean(),
    })
    .nullable(),
  /** Words are left out where the sound is silent: the `text` is `null` then, and `leftOut` says why. */
  transcript: z
    .array(
      z.object({
        startMs: positionMsSchema,
        speaker: speakerSchema,
        /** Where someone speaks who is not called as `speakers` says. */
        name: z.string().exactOptional(),
        text: z.string().nullable(),
        leftOut: z.enum(["other", "permission"]).nullable(),
      }),
    )
    .nullable(),
  /** What a reader must know of the whole transcript. */
  notice: z.string().nullable(),
  notes: z.array(z.object({ startMs: positionMsSchema, text: z.string() })).nullable(),
  permission: z
    .object({
      number: z.int(),
      purpose: z.string(),
      audience: z.string(),
      form: z.enum(["written", "spoken"]),
      givenOn: isoDateSchema,
      lastOn: isoDateSchema,
      others: z.array(otherPersonSchema.shape.role),
      keptWhere: z.string(),
      spoken: spokenPermissionSchema.nullable(),
    })
    .nullable(),
  accesses: z.array(clientAccessSchema).nullable(),
});
export type ClientCopyDocument = z.infer<typeof clientCopyDocumentSchema>;
