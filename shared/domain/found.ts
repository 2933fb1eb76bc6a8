/** What a search over everything found, by conversation. */
import { z } from "zod";
import { conversationIdSchema } from "./ids.ts";
import { isoDateSchema, positionMsSchema } from "./isoDate.ts";
import { speakerNameSchema, speakerSchema } from "./segment.ts";

const rangeSchema = z.object({ start: z.int().nonnegative(), end: z.int().positive() });

/** A line or a note, at its place in the conversation; `marks` are the hits in `text`, an excerpt. */
export const foundPlaceSchema = z.object({
  /** Who says it; `null` for a note. */
  speaker: speakerSchema.nullable(),
  /** What that speaker is called in this line; `null` where it is not said of the line. */
  speakerName: speakerNameSchema.nullable(),
  startMs: positionMsSchema,
  text: z.string(),
  marks: z.array(rangeSchema),
});
export type FoundPlace = z.infer<typeof foundPlaceSchema>;

export const foundConversationSchema = z.object({
  conversationId: conversationIdSchema,
  title: z.string(),
  occasion: z.string(),
  heldOn: isoDateSchema,
  /** The first few, best first. */
  hits: z.array(foundPlaceSchema),
  /** Lines and notes that were found in it. */
  hitCount: z.int().nonnegative(),
  /** There may be more than were counted. */
  isAtLeast: z.boolean(),
});
export type FoundConversation = z.infer<typeof foundConversationSchema>;
