/** A passage of a recording that is silent in every share. */
import { z } from "zod";
import { conversationIdSchema, passageIdSchema } from "./ids.ts";
import { positionMsSchema } from "./isoDate.ts";

/**
 * `spoken-permission`: the client is asked once more, from a shown text, and answers; that is no part of the conversation,
 * so no sample holds it. `identifying`: words are said that were replaced in the text.
 */
export const passageKindSchema = z.enum(["spoken-permission", "identifying"]);
export type PassageKind = z.infer<typeof passageKindSchema>;

/** `[startMs, endMs)` from the start of the recording, `startMs < endMs`. */
export const markedPassageSchema = z.object({
  id: passageIdSchema,
  conversationId: conversationIdSchema,
  kind: passageKindSchema,
  startMs: positionMsSchema,
  endMs: positionMsSchema,
});
export type MarkedPassage = z.infer<typeof markedPassageSchema>;

/** The passages of one kind, in the order given. */
export function passagesOfKind<P extends { readonly kind: PassageKind }>(
  passages: readonly P[],
  kind: PassageKind,
): P[] {
  return passages.filter((passage) => passage.kind === kind);
}
