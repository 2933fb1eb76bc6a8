/** A passage of a recording that is no part of the conversation itself: it is silent in every share, and no sample holds it. */
import { z } from "zod";
import { conversationIdSchema, passageIdSchema } from "./ids.ts";
import { positionMsSchema } from "./isoDate.ts";

/** `spoken-permission`: the client is asked once more, from a shown text, and answers. */
export const passageKindSchema = z.enum(["spoken-permission"]);

/** `[startMs, endMs)` from the start of the recording, `startMs < endMs`. */
export const markedPassageSchema = z.object({
  id: passageIdSchema,
  conversationId: conversationIdSchema,
  kind: passageKindSchema,
  startMs: positionMsSchema,
  endMs: positionMsSchema,
});
export type MarkedPassage = z.infer<typeof markedPassageSchema>;
