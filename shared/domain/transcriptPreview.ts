/** What was understood of a transcript file before it is taken in. */
import { z } from "zod";
import { speakerSchema } from "./segment.ts";

export const transcriptFormatSchema = z.enum([
  "web-vtt",
  "sub-rip",
  "elan",
  "text-grid",
  "audacity",
  "o-transcribe",
  "whisper",
  "csv",
  "f4",
  "plain-text",
]);

export const transcriptPreviewSchema = z.object({
  format: transcriptFormatSchema,
  segmentCount: z.int().nonnegative(),
  isTimed: z.boolean(),
  /** Speaker labels in order of first appearance (empty string: no label), with a guess to be confirmed. */
  speakers: z.array(z.object({ label: z.string(), segmentCount: z.int(), guess: speakerSchema })),
  /** The first rows, to look at. */
  sample: z.array(z.object({ startMs: z.int().nullable(), label: z.string(), text: z.string() })).max(8),
  warnings: z.array(z.object({ line: z.int(), code: z.string() })),
});
export type TranscriptPreview = z.infer<typeof transcriptPreviewSchema>;
