/** oTranscribe (.otr): JSON around the HTML of its editor, with clickable time stamps. */
import { z } from "zod";
import { Failure } from "../errors.ts";
import { formatClockTime } from "./cueTimes.ts";
import { encodeEntities } from "./entities.ts";
import { htmlParagraphs } from "./htmlParagraphs.ts";
import { readJson } from "./jsonText.ts";
import { labelledLine, printUnmistakably } from "./markedLabels.ts";
import { type ParsedTranscript, tidied } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { turnsOfStampedLines } from "./stampedLines.ts";

const fileSchema = z.object({ text: z.string() });

/**
 * Reads paragraphs and the stamps in them; each stamp begins a segment.
 *
 * @returns segments in the order of the file; a line is a paragraph, counted from 1
 * @throws Failure `transcript.unreadable` if it is no such file
 */
export function parse(text: string): ParsedTranscript {
  const file = fileSchema.safeParse(readJson(text));
  if (!file.success) throw new Failure("transcript.unreadable");
  const paragraphs = htmlParagraphs(file.data.text);
  return turnsOfStampedLines(
    paragraphs.map((pieces, index) => ({ line: index + 1, isAfterBlank: true, pieces })),
  );
}

/** Writes a paragraph a segment, with its stamp; ends and the name of the sound are not in it. */
export function print({ segments }: PrintedTranscript): string {
  const spoken = segments.filter(({ text }) => tidied(text) !== "");
  const write = (isMarked: boolean) => {
    const paragraphs = spoken.map((segment) => {
      const shown = formatClockTime(segment.startMs).replace(/^0?0?:?|\..*$/g, "");
      const stamp = `<span class="timestamp" contenteditable="false" data-timestamp="${segment.startMs / 1_000}">${shown}</span>`;
      return `<p>${stamp} ${encodeEntities(labelledLine(segment, isMarked))}</p>`;
    });
    return `${JSON.stringify({ text: paragraphs.join(""), media: "", "media-source": "", "media-time": 0 })}\n`;
  };
  return printUnmistakably(spoken, write, parse);
}
