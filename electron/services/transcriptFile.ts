/** A transcript file of any kind, read. */
import type { FileFormat, TranscriptPreview } from "../../shared/domain/transcriptPreview.ts";
import type { ParsedTranscript } from "../../shared/formats/parsedTranscript.ts";

/** What a file holds, and what it was taken for. */
export interface TranscriptFile extends ParsedTranscript {
  readonly format: FileFormat;
  /** `null` where the format itself says how its characters are written. */
  readonly encoding: TranscriptPreview["encoding"];
}
