/** A transcript as the text of a file. */
import type { ExportFormat } from "../domain/transcriptExport.ts";
import { print as printPlainText } from "./plainText.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { print as printSubRip } from "./subRip.ts";
import { print as printWebVtt } from "./webVtt.ts";

/** The formats that are text, in UTF-8. */
export type TextFormat = Exclude<ExportFormat, "docx">;

/** How each is written; each is read back by its `parse`. */
export const printers: Readonly<Record<TextFormat, (transcript: PrintedTranscript) => string>> = {
  "plain-text": printPlainText,
  "web-vtt": printWebVtt,
  "sub-rip": printSubRip,
};
