/** Tells by its content what kind of transcript a text is; suffixes are not asked. */

export type TranscriptFormat = "web-vtt" | "sub-rip" | "plain-text";

/**
 * WebVTT by its header, SubRip by a timing line with an arrow, else plain text.
 *
 * A file with arrows and decimal points but without a header is read as SubRip, which accepts both.
 */
export function detectTranscript(text: string): TranscriptFormat {
  const start = text.replace(/^[\uFEFF\s]+/, "");
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return "web-vtt";
  return /^[ \t]*\d[\d:.,]{3,20}[ \t]*-->[ \t]*/m.test(text) ? "sub-rip" : "plain-text";
}
