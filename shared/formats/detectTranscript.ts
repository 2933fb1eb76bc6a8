/** Tells by its content what kind of transcript a text is; suffixes are not asked. */
import { isLabelLine } from "./audacity.ts";
import { isCsv } from "./csv.ts";
import { hasStamp } from "./f4.ts";
import { linesOf } from "./parsedTranscript.ts";

export type TranscriptFormat =
  | "web-vtt"
  | "sub-rip"
  | "elan"
  | "text-grid"
  | "audacity"
  | "o-transcribe"
  | "whisper"
  | "csv"
  | "f4"
  | "plain-text";

/** So many lines tell what kind a file is. */
const linesToLookAt = 400;

/**
 * By its header or first characters, then by a timing line with an arrow, labels, a table, stamps; else plain text.
 *
 * A file with arrows and decimal points but without a header is read as SubRip, which accepts both.
 */
export function detectTranscript(text: string): TranscriptFormat {
  const start = text.replace(/^[\uFEFF\s]+/, "");
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return "web-vtt";
  if (/^<[?A-Za-z!]/.test(start) && start.includes("<ANNOTATION_DOCUMENT")) return "elan";
  if (/^(?:File type = )?"(?:ooTextFile|Praat )/.test(start)) return "text-grid";
  if (/^\{\s*"|^\[\s*\{/.test(start)) return jsonKind(start);
  if (/^[ \t]*\d[\d:.,]{3,20}[ \t]*-->[ \t]*/m.test(text)) return "sub-rip";
  const lines = firstLines(text);
  const labels = lines.filter((line) => isLabelLine(line) || line.startsWith("\\")).length;
  if (labels * 10 >= lines.length * 8 && lines.some(isLabelLine)) return "audacity";
  if (isCsv(text)) return "csv";
  return lines.some(hasStamp) ? "f4" : "plain-text";
}

function jsonKind(start: string): TranscriptFormat {
  const head = start.slice(0, 65_536);
  const isRecogniser = /"(?:segments|transcription)"\s*:\s*\[/.test(head) || start.startsWith("[");
  return !isRecogniser && /"media(?:-time|-source)?"\s*:|data-timestamp/.test(start)
    ? "o-transcribe"
    : "whisper";
}

function firstLines(text: string): string[] {
  return linesOf(text.slice(0, 262_144))
    .filter((line) => line.trim() !== "")
    .slice(0, linesToLookAt);
}
