/** What is recorded in Lyhörd: how, and what became of a recording that was cut off. */
import { z } from "zod";
import { conversationIdSchema, recordingIdSchema } from "./ids.ts";
import { instantSchema, positionMsSchema } from "./isoDate.ts";

/** The longest label of a bookmark, in characters. */
export const longestLabel = 40;

/** Label of a bookmark; may be empty. */
export const bookmarkLabelSchema = z.string().trim().max(longestLabel);

/** One channel, or two with a speaker each. */
export const channelsSchema = z.union([z.literal(1), z.literal(2)]);

/** Who is heard in the first of two channels; `null` where all are heard in one. */
export const firstChannelSchema = z.enum(["practitioner", "client"]).nullable();

/** A pause: where in the sound, and how long nothing was recorded. */
export const pauseSchema = z.object({ atMs: positionMsSchema, pausedMs: positionMsSchema });
export type Pause = z.infer<typeof pauseSchema>;

/** How a sound was recorded here. */
export const recordedSchema = z.object({
  beganAt: instantSchema,
  channels: channelsSchema,
  firstChannel: firstChannelSchema,
  /** By place. */
  pauses: z.array(pauseSchema),
});
export type Recorded = z.infer<typeof recordedSchema>;

/**
 * Why a recording that was cut off is not put together yet: there is no room for its second copy, or it cannot be read.
 *
 * Both are tried again at the next unlock.
 */
export const cutOffReasonSchema = z.enum(["no-room", "damaged"]);
export type CutOffReason = z.infer<typeof cutOffReasonSchema>;

/** A recording that was cut off, and what became of it: `whole` up to its last second, or not put together yet. */
export const recoveredRecordingSchema = z.object({
  conversationId: conversationIdSchema,
  recordingId: recordingIdSchema,
  outcome: z.enum(["whole", ...cutOffReasonSchema.options]),
  beganAt: instantSchema,
  /** `null` while it is not put together. */
  durationMs: positionMsSchema.nullable(),
  bookmarks: z.int().nonnegative(),
});
export type RecoveredRecording = z.infer<typeof recoveredRecordingSchema>;
