/** A segment: a timed stretch of what one speaker said. */
import { z } from "zod";
import { segmentIdSchema } from "./ids.ts";
import { positionMsSchema } from "./isoDate.ts";

export const speakers = ["practitioner", "client", "other"] as const;
export const speakerSchema = z.enum(speakers);
export type Speaker = z.infer<typeof speakerSchema>;

/** `[startMs, endMs)` from the start of the recording, `startMs < endMs`. */
export const segmentSchema = z.object({
  id: segmentIdSchema,
  startMs: positionMsSchema,
  endMs: positionMsSchema,
  speaker: speakerSchema,
  text: z.string().max(20_000),
});
export type Segment = z.infer<typeof segmentSchema>;
