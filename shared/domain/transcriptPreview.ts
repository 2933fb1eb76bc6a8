/** What was understood of a transcript file before it is taken in. */
import { z } from "zod";
import { speakerNameSchema, speakerSchema } from "./segment.ts";

/** What a file can be taken for. */
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
  "docx",
]);
export type FileFormat = z.infer<typeof transcriptFormatSchema>;

export const transcriptPreviewSchema = z.object({
  format: transcriptFormatSchema,
  /** How its characters are written; `null` where the format itself says so. */
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).nullable(),
  segmentCount: z.int().nonnegative(),
  isTimed: z.boolean(),
  /** The format is one that recognisers write. */
  isMachineMade: z.boolean(),
  /**
   * Speaker labels in order of first appearance (empty string: no label), with a guess to be confirmed; `name` is the
   * label where it looks like somebody's name rather than a role or a letter.
   */
  speakers: z.array(
    z.object({
      label: z.string(),
      segmentCount: z.int(),
      guess: speakerSchema,
      name: speakerNameSchema.nullable(),
    }),
  ),
  /** The first rows, to look at. */
  sample: z.array(z.object({ startMs: z.int().nullable(), label: z.string(), text: z.string() })).max(8),
  warnings: z.array(z.object({ line: z.int(), code: z.string() })),
});
export type TranscriptPreview = z.infer<typeof transcriptPreviewSchema>;
