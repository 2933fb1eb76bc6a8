/** What is understood of a coded file, for a person to confirm before it is kept. */
import { z } from "zod";
import { columnMeanings } from "../formats/codedColumns.ts";
import { codedWarningCodes, leftOutReasons, mostColumns } from "../formats/codedTranscript.ts";
import { speakerSchema } from "./segment.ts";

export const codedFileFormats = ["table", "workbook", "cacti"] as const;

const rowSchema = z.int().positive();
const columnMeaningSchema = z.enum(columnMeanings);

/** What the columns of a table hold, in their order, where a person has said so. */
export const columnMeaningsSchema = z.array(columnMeaningSchema).max(mostColumns);

export const codedFilePreviewSchema = z.object({
  format: z.enum(codedFileFormats),
  /** Every row of the file: utterances, and what was left out and why. */
  rowCount: z.int().nonnegative(),
  utteranceCount: z.int().nonnegative(),
  /** Of them, those that have a code that is known; an unknown one may stand beside it. */
  codedCount: z.int().nonnegative(),
  /** Of them, those with a code although the scheme codes another's speech: who is who may be the wrong way round. */
  otherSideCount: z.int().nonnegative(),
  /** What the coder wrote: a coding holds no words, so it becomes notes of the conversation, or stays in the file. */
  noteCount: z.int().nonnegative(),
  leftOut: z.array(
    z.object({ reason: z.enum(leftOutReasons), count: z.int().positive(), rows: z.array(rowSchema) }),
  ),
  /** Every column of a table that anything stands in, with its heading, the first that stands in it, and what it holds. */
  columns: z.array(
    z.object({
      column: z.int().nonnegative(),
      heading: z.string(),
      example: z.string(),
      meaning: columnMeaningSchema,
    }),
  ),
  /** Whether there is anything to keep. */
  hasCodes: z.boolean(),
  /** `""` for rows without a label. */
  speakers: z.array(z.object({ label: z.string(), rowCount: z.int(), guess: speakerSchema })),
  /** What each code in the file that is not the scheme's may be a slip for, and where it stands. */
  unknownCodes: z.array(
    z.object({ text: z.string(), suggestion: z.string().nullable(), rows: z.array(rowSchema) }),
  ),
  warnings: z.array(z.object({ code: z.enum(codedWarningCodes), rows: z.array(rowSchema) })),
  /** How many utterances are found in the transcript by their words, by their times, and not at all. */
  found: z.object({ text: z.int(), time: z.int(), nothing: z.int() }),
  hasText: z.boolean(),
  /** Whether there is no transcript yet, and the file's text may become it. */
  mayBecomeTranscript: z.boolean(),
  /** Global ratings, and which of the scheme's items each is; `null` for one that stays behind. */
  ratings: z.array(z.object({ name: z.string(), value: z.int(), itemId: z.string().nullable() })),
  /** The first rows. */
  sample: z.array(
    z.object({
      row: rowSchema,
      label: z.string(),
      text: z.string(),
      startMs: z.int().nullable(),
      codes: z.array(z.string()),
    }),
  ),
});
export type CodedFilePreview = z.infer<typeof codedFilePreviewSchema>;

/** What the person says of a coded file: who is who, and what unknown codes mean; `null` leaves those uncoded. */
export const codedFileReadingSchema = z.object({
  speakers: z.array(z.object({ label: z.string(), speaker: speakerSchema })).max(2_000),
  codes: z.array(z.object({ text: z.string(), codeId: z.string().nullable() })).max(2_000),
});
export type CodedFileReading = z.infer<typeof codedFileReadingSchema>;
