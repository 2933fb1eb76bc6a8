/** A conversation: what it is, what is kept of it and until when. */
import { z } from "zod";
import { deidentifiedSchema } from "./deidentification.ts";
import { consentIdSchema, conversationIdSchema, recordingIdSchema } from "./ids.ts";
import { instantSchema, isoDateSchema, positionMsSchema } from "./isoDate.ts";
import { cutOffReasonSchema, recordedSchema } from "./recording.ts";

/** The kinds of DOMAIN.md §1. */
export const conversationKinds = ["client", "role-play", "exercise", "published"] as const;
export const conversationKindSchema = z.enum(conversationKinds);
export type ConversationKind = z.infer<typeof conversationKindSchema>;

/** The three kinds of content, each with its own clock. */
export const contentCategories = ["sound", "transcript", "notes"] as const;
export const contentCategorySchema = z.enum(contentCategories);
export type ContentCategory = z.infer<typeof contentCategorySchema>;

/** A colleague's dated yes to a role play or an exercise. */
export const participantSchema = z.object({
  name: z.string().trim().min(1).max(80),
  saidYesOn: isoDateSchema,
});
export type Participant = z.infer<typeof participantSchema>;

const occasion = z.string().trim().max(120);
const title = z.string().trim().min(1).max(80);

/** What allows the conversation to be here; one shape for each kind. */
export const permissionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("client"), consentId: consentIdSchema }),
  z.object({ kind: z.literal("role-play"), title, participants: z.array(participantSchema).min(1).max(8) }),
  z.object({ kind: z.literal("exercise"), title, participants: z.array(participantSchema).min(2).max(8) }),
  z.object({
    kind: z.literal("published"),
    title,
    source: z.string().trim().min(1).max(500),
    licence: z.string().trim().min(1).max(200),
  }),
]);
export type Permission = z.infer<typeof permissionSchema>;

export const conversationDraftSchema = z.object({
  permission: permissionSchema,
  /** "second talk", "follow-up"; may be empty. */
  occasion,
  heldOn: isoDateSchema,
});
export type ConversationDraft = z.infer<typeof conversationDraftSchema>;

/** One category's clock: running until `dueAt`, without end (`dueAt: null`), or erased. */
export const clockStateSchema = z.object({
  dueAt: instantSchema.nullable(),
  erasedAt: instantSchema.nullable(),
});
export type ClockState = z.infer<typeof clockStateSchema>;

export const holdSchema = z.object({
  reason: z.enum(["access-request", "document-request", "complaint", "other"]),
  since: instantSchema,
  until: instantSchema,
});
export type Hold = z.infer<typeof holdSchema>;

/**
 * How far the sound has come.
 *
 * `recording`: being recorded, or cut off and about to be put together; `cut-off`: could not be put together yet;
 * `preparing`: mostly playable, but positions are not exact yet (peaks and, where needed, transcoding are under way);
 * `ready`: everything agrees; `erased`: gone by a clock, a withdrawal or by choice.
 */
export const soundStateSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("none") }),
  z.object({ phase: z.literal("importing") }),
  z.object({ phase: z.literal("recording"), recordingId: recordingIdSchema }),
  z.object({ phase: z.literal("cut-off"), recordingId: recordingIdSchema, reason: cutOffReasonSchema }),
  z.object({
    phase: z.literal("preparing"),
    recordingId: recordingIdSchema,
    durationMs: positionMsSchema.nullable(),
    /** `false`: nobody can listen before it is ready. */
    isPlayable: z.boolean(),
  }),
  z.object({ phase: z.literal("ready"), recordingId: recordingIdSchema, durationMs: positionMsSchema }),
  z.object({ phase: z.literal("erased"), durationMs: positionMsSchema.nullable() }),
]);
export type SoundState = z.infer<typeof soundStateSchema>;

/**
 * Whether a recording was there to its end.
 *
 * `unfinished`: its recorder never wrote how long it is, as when the battery dies; `cut-off`: the file ends before
 * the sound it announces.
 */
export const soundEndingSchema = z.enum(["whole", "unfinished", "cut-off"]);

/** Whether there is nothing to listen to: never, or not any more. */
export function isSilent({ phase }: SoundState): boolean {
  return phase === "none" || phase === "erased";
}

/** Length of a sound, as far as it is known. */
export function soundLengthMs(sound: SoundState): number | null {
  return "durationMs" in sound ? sound.durationMs : null;
}

/** A row in the library. */
export const conversationSummarySchema = z.object({
  id: conversationIdSchema,
  kind: conversationKindSchema,
  /** The client's pseudonym, or the title given to a role play, exercise or published film. */
  title: z.string(),
  occasion: z.string(),
  heldOn: isoDateSchema,
  createdAt: instantSchema,
  /** IANA zone in which its days end: that of the computer on which it was made. */
  zone: z.string(),
  isExample: z.boolean(),
  sound: soundStateSchema,
  /**
   * What of it is still there and can be erased; sound before transcript before notes.
   *
   * A transcript without a line is there as long as earlier versions or steps that lead back are; codings count as notes.
   */
  present: z.array(contentCategorySchema),
  /** The erasure of the sound was begun and has no certificate yet, however much of it is gone. */
  isSoundBeingErased: z.boolean(),
  segmentCount: z.int().nonnegative(),
  /** How much of the sound has text, in ms. */
  transcribedMs: z.int().nonnegative(),
  /** Rows that a machine wrote and nobody has listened to yet. */
  unreviewedCount: z.int().nonnegative(),
  noteCount: z.int().nonnegative(),
  codingCount: z.int().nonnegative(),
  deidentified: deidentifiedSchema,
  /** When a person said that they had gone through the whole text; `null` unless that still holds. */
  deidentifiedAt: instantSchema.nullable(),
  clocks: z.object({ sound: clockStateSchema, transcript: clockStateSchema, notes: clockStateSchema }),
  hold: holdSchema.nullable(),
  consent: z
    .object({
      id: consentIdSchema,
      number: z.int(),
      lastOn: isoDateSchema,
      withdrawnAt: instantSchema.nullable(),
    })
    .nullable(),
  /** `false` until the person has ticked that what belongs in the client's record is written there. */
  recordWritten: z.boolean(),
  /** 60 pairs of magnitudes 0–255 (practitioner, client) for the small waveform; `null` while unknown or once erased. */
  thumbnail: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** Whether one is asked if one was the practitioner: in role plays and exercises it may be anybody. */
export function isAskedWhoLed({ kind, isExample }: Pick<ConversationSummary, "kind" | "isExample">): boolean {
  return !isExample && (kind === "role-play" || kind === "exercise");
}

/**
 * Whether the owner was the practitioner.
 *
 * Conversations with clients are the owner's own; in what is published, and in the example, somebody else is heard.
 *
 * @param said - what the owner answered; `null` before
 * @returns `null` where nobody knows
 */
export function ownPracticeOf(
  conversation: Pick<ConversationSummary, "kind" | "isExample">,
  said: boolean | null,
): boolean | null {
  return isAskedWhoLed(conversation) ? said : conversation.kind === "client" && !conversation.isExample;
}

/** One conversation as review opens it. */
export const conversationDetailSchema = conversationSummarySchema.extend({
  permission: permissionSchema,
  retention: z.object({
    soundDays: z.int().nullable(),
    transcriptDays: z.int().nullable(),
    notesDays: z.int().nullable(),
    /** When the clocks began: end of import or recording; `null` before there is content. */
    startedAt: instantSchema.nullable(),
    zone: z.string(),
  }),
  /** What is worth knowing of the file that the sound came from; also once it is erased, `null` without one. */
  origin: z
    .object({
      ending: soundEndingSchema,
      /** What the file was before a converter read it. */
      convertedFrom: z.string().nullable(),
    })
    .nullable(),
  /** `null` for sound that was not recorded here, or is erased. */
  recorded: recordedSchema.nullable(),
  /** Whether the owner was the practitioner; `null` while nobody has said so (`ownPracticeOf`). */
  ownPractice: z.boolean().nullable(),
  transcriptVersion: z.int().nonnegative(),
  view: z.object({ positionMs: positionMsSchema, pxPerSecond: z.number().nonnegative() }),
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;
