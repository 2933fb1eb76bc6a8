/** What the right column of the start screen tells. */
import { z } from "zod";
import { contentCategorySchema } from "./conversation.ts";
import { consentIdSchema, conversationIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";
import { recoveredRecordingSchema } from "./recording.ts";
import { soundOriginSchema } from "./whereabouts.ts";

const subject = { conversationId: conversationIdSchema, title: z.string(), occasion: z.string() };

export const todayItemSchema = z.discriminatedUnion("about", [
  z.object({
    about: z.literal("erasure-due"),
    ...subject,
    category: contentCategorySchema,
    dueAt: instantSchema,
    durationMs: z.int().nullable(),
    transcribedMs: z.int(),
  }),
  z.object({ about: z.literal("record-unwritten"), ...subject }),
  z.object({ about: z.literal("hold-ending"), ...subject, until: instantSchema }),
  /** A permission was taken back by number and code while the vault was locked; told for a week. */
  z.object({
    about: z.literal("withdrawn-while-locked"),
    consentId: consentIdSchema,
    title: z.string(),
    consentNumber: z.int(),
    /** When the last hold over it ends; `null` once everything is erased. */
    heldUntil: instantSchema.nullable(),
  }),
  z.object({ about: z.literal("preparing"), ...subject }),
  /** A recording was cut off; told until it was seen, or put together. */
  z.object({
    about: z.literal("recording-recovered"),
    ...subject,
    ...recoveredRecordingSchema.pick({ recordingId: true, outcome: true, durationMs: true, bookmarks: true })
      .shape,
  }),
  /** `lastMadeAt`: `null` if no backup was ever made. */
  z.object({ about: z.literal("backup-due"), lastMadeAt: instantSchema.nullable() }),
  /** The sound may still be where it came from. */
  z.object({
    about: z.literal("sound-elsewhere"),
    ...subject,
    consentNumber: z.int().nullable(),
    origin: soundOriginSchema.nullable(),
    isErasureUnfinished: z.boolean(),
  }),
  z.object({ about: z.literal("erasure-incomplete"), ...subject, category: contentCategorySchema }),
]);
export type TodayItem = z.infer<typeof todayItemSchema>;
