/** A transcript as a document to read: on paper, as PDF, or for Word. */
import { z } from "zod";
import { languageSchema } from "./settings.ts";

/** Everything is in the language of the vault and ready to be shown. */
export const printedSheetSchema = z.object({
  language: languageSchema,
  /** The conversation's title, or its client's pseudonym. */
  title: z.string(),
  /** Occasion and date, and whatever else stands under the title. */
  facts: z.array(z.string()),
  /** What a reader must know of the whole. */
  notice: z.string().nullable(),
  /** What stands over the columns. */
  heads: z.object({ line: z.string(), time: z.string(), speaker: z.string(), text: z.string() }),
  /** In order, numbered from 1; times and speakers are `null` where they were not asked for. */
  lines: z.array(
    z.object({
      number: z.int().positive(),
      time: z.string().nullable(),
      speaker: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type PrintedSheet = z.infer<typeof printedSheetSchema>;
