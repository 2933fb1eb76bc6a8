/** A note about a moment or a passage; a bookmark is one that was set with a key while recording. */
import { z } from "zod";
import { conversationIdSchema, noteIdSchema } from "./ids.ts";
import { instantSchema, positionMsSchema } from "./isoDate.ts";

/** The longest note. */
export const mostNoteCharacters = 10_000;

/** `[startMs, endMs)`; a moment has `endMs === startMs`. */
export const noteDraftSchema = z
  .object({
    conversationId: conversationIdSchema,
    startMs: positionMsSchema,
    endMs: positionMsSchema,
    text: z.string().trim().min(1).max(mostNoteCharacters),
  })
  .refine((note) => note.endMs >= note.startMs, { path: ["endMs"] });
export type NoteDraft = z.infer<typeof noteDraftSchema>;

export const noteSchema = z.object({
  id: noteIdSchema,
  /** A bookmark may be without text. */
  kind: z.enum(["note", "bookmark"]),
  conversationId: conversationIdSchema,
  startMs: positionMsSchema,
  endMs: positionMsSchema,
  text: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Note = z.infer<typeof noteSchema>;
