/** The files that a transcript can be exported as. */
import { z } from "zod";

/** In the order in which they are offered, by what they are for. */
export const exportGroups = [
  { group: "read", formats: ["docx", "plain-text"] },
  { group: "subtitles", formats: ["web-vtt", "sub-rip"] },
  { group: "transcribe", formats: ["f4", "o-transcribe", "audacity", "whisper"] },
  { group: "tables", formats: ["csv-nordic", "csv-plain"] },
  { group: "analyse", formats: ["refi-qda", "elan", "text-grid"] },
] as const;

export const exportFormatSchema = z.enum(exportGroups.flatMap(({ formats }) => formats));
export type ExportFormat = z.infer<typeof exportFormatSchema>;
export const exportFormats = exportFormatSchema.options;

/** How the file's name ends, with its dot. */
export const exportEndings: Readonly<Record<ExportFormat, string>> = {
  docx: ".docx",
  "plain-text": ".txt",
  "web-vtt": ".vtt",
  "sub-rip": ".srt",
  f4: ".txt",
  "o-transcribe": ".otr",
  audacity: ".txt",
  whisper: ".json",
  "csv-nordic": ".csv",
  "csv-plain": ".csv",
  "refi-qda": ".qdpx",
  elan: ".eaf",
  "text-grid": ".TextGrid",
};

/** Whether a line's time is only there to be read, and can be left out. */
export function hasTimeChoice(format: ExportFormat): boolean {
  return format === "docx";
}
