/** A transcript as the text of a file. */
import type { Language } from "../domain/settings.ts";
import type { ExportFormat } from "../domain/transcriptExport.ts";
import { print as printAudacity } from "./audacity.ts";
import { print as printCsv } from "./csv.ts";
import { print as printElan } from "./elan.ts";
import { print as printF4 } from "./f4.ts";
import { print as printOTranscribe } from "./oTranscribe.ts";
import { print as printPlainText } from "./plainText.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { print as printSubRip } from "./subRip.ts";
import { print as printTextGrid } from "./textGrid.ts";
import { print as printWebVtt } from "./webVtt.ts";
import { print as printWhisper } from "./whisper.ts";

/** The formats that are text, in UTF-8. */
export type TextFormat = Exclude<ExportFormat, "docx" | "refi-qda">;

/** Writes a transcript. @param language - of a table's headings */
export type Printer = (transcript: PrintedTranscript, language: Language) => string;

/** How each is written; each is read back by its `parse`. */
export const printers: Readonly<Record<TextFormat, Printer>> = {
  "plain-text": printPlainText,
  "web-vtt": printWebVtt,
  "sub-rip": printSubRip,
  f4: printF4,
  "o-transcribe": printOTranscribe,
  audacity: printAudacity,
  whisper: printWhisper,
  "csv-nordic": (transcript, language) => printCsv(transcript, { dialect: "nordic", language }),
  "csv-plain": (transcript, language) => printCsv(transcript, { dialect: "plain", language }),
  elan: printElan,
  "text-grid": printTextGrid,
};
