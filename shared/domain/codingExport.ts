/** A coding on its way out: as a file for spreadsheets, and on paper. */
import { z } from "zod";

/** In the order in which they are offered: a workbook, a table for Excel in the Nordic countries, one for other programs. */
export const codingFormatSchema = z.enum(["xlsx", "csv-nordic", "csv-plain"]);
export type CodingFormat = z.infer<typeof codingFormatSchema>;
export const codingFormats = codingFormatSchema.options;

/** How the file's name ends, with its dot. */
export const codingEndings: Readonly<Record<CodingFormat, string>> = {
  xlsx: ".xlsx",
  "csv-nordic": ".csv",
  "csv-plain": ".csv",
};

/** The tables that there are; a workbook has both, a text file one of them. */
export const codingTableSchema = z.enum(["figures", "utterances"]);
export type CodingTableName = z.infer<typeof codingTableSchema>;

/** What of a coding's utterances goes on paper; the words are in the language of the vault and ready to be shown. */
export const printedMomentsSchema = z.object({
  /** What a reader must know of the text as a whole. */
  notice: z.string().nullable(),
  /** In order, numbered from 1; `text` is `null` where it was not asked for or its line is gone. */
  lines: z.array(
    z.object({
      number: z.int().positive(),
      time: z.string(),
      speaker: z.string(),
      text: z.string().nullable(),
      /** The signs of its codes. */
      codes: z.array(z.string()),
      isUncertain: z.boolean(),
    }),
  ),
});
export type PrintedMoments = z.infer<typeof printedMomentsSchema>;
