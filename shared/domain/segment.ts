/** A segment: a timed stretch of what one speaker said. */
import { z } from "zod";
import { segmentIdSchema } from "./ids.ts";
import { positionMsSchema } from "./isoDate.ts";

export const speakers = ["practitioner", "client", "other"] as const;
export const speakerSchema = z.enum(speakers);
export type Speaker = z.infer<typeof speakerSchema>;

/** What a speaker is called in one transcript; never empty, without white space around it. */
export const speakerNameSchema = z
  .string()
  .min(1)
  .max(60)
  .refine((name) => name.trim() === name);

/**
 * `[startMs, endMs)` from the start of the recording, `startMs < endMs`.
 *
 * `speakerName` is there only where the line is spoken by someone who is not called as the transcript calls that
 * speaker; `isUnreviewed` only where a machine wrote the text and nobody has listened yet.
 */
export const segmentSchema = z.object({
  id: segmentIdSchema,
  startMs: positionMsSchema,
  endMs: positionMsSchema,
  speaker: speakerSchema,
  speakerName: speakerNameSchema.exactOptional(),
  text: z.string().max(20_000),
  isUnreviewed: z.literal(true).exactOptional(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** Whether a row says anything; one that does not waits to be written in, and goes into no count and no export. */
export function isWritten({ text }: Pick<Segment, "text">): boolean {
  return text.trim() !== "";
}
