/** The words of a Word document, once it is simple HTML: paragraphs as plain text or with f4 stamps, tables as tables. */
import { hasStamp, parse as parseF4 } from "./f4.ts";
import { type HtmlBlock, htmlBlocks } from "./htmlBlocks.ts";
import type { ParsedSegment, ParsedTranscript, TranscriptWarning } from "./parsedTranscript.ts";
import { parse as parsePlainText } from "./plainText.ts";
import { segmentsOfRows } from "./tableSegments.ts";

/**
 * Reads what a converter made of a document: no headers, no text that was deleted while changes were tracked.
 *
 * @param html - paragraphs and tables; no scripts, no pictures
 * @returns segments in the order of the document; a line is a paragraph or a row of a table, counted from 1
 */
export function parse(html: string): ParsedTranscript {
  const segments: ParsedSegment[] = [];
  const warnings: TranscriptWarning[] = [];
  for (const { from, blocks } of stretchesOf(htmlBlocks(html))) {
    const rows = blocks.flatMap((block, index) =>
      block.kind === "row" ? [{ line: from + index, cells: block.cells }] : [],
    );
    const read = rows.length > 0 ? segmentsOfTable(rows) : segmentsOfParagraphs(blocks, from);
    for (const segment of read.segments) segments.push(segment);
    for (const warning of read.warnings) warnings.push(warning);
  }
  return { segments, warnings };
}

/** Rows that no column of may be text, such as those of one cell, are read as paragraphs. */
function segmentsOfTable(rows: readonly { readonly line: number; readonly cells: readonly string[] }[]) {
  const read = segmentsOfRows(rows);
  if (read.segments.length > 0) return read;
  return linesRead(rows.map(({ line, cells }) => ({ line, text: cells.join(" ") })));
}

function segmentsOfParagraphs(blocks: readonly HtmlBlock[], from: number): ParsedTranscript {
  return linesRead(
    blocks.map((block, index) => ({
      line: from + index,
      text: block.kind === "paragraph" ? block.pieces.map(({ text }) => text).join("") : "",
    })),
  );
}

/** Each is a paragraph of its own: lines of the text are counted two for one. */
function linesRead(lines: readonly { readonly line: number; readonly text: string }[]): ParsedTranscript {
  const texts = lines.map(({ text }) => text.replace(/[\r\n]+/g, " "));
  const { segments, warnings } = (texts.some(hasStamp) ? parseF4 : parsePlainText)(texts.join("\n\n"));
  const lineOf = (line: number) => lines[Math.floor((line - 1) / 2)]?.line ?? line;
  return {
    segments: segments.map((segment) => ({ ...segment, line: lineOf(segment.line) })),
    warnings: warnings.map((warning) => ({ ...warning, line: lineOf(warning.line) })),
  };
}

/** Blocks of one kind that follow each other. */
function stretchesOf(
  blocks: readonly HtmlBlock[],
): { readonly from: number; readonly blocks: HtmlBlock[] }[] {
  const stretches: { from: number; blocks: HtmlBlock[] }[] = [];
  for (const [index, block] of blocks.entries()) {
    const last = stretches.at(-1);
    if (last?.blocks[0]?.kind === block.kind) last.blocks.push(block);
    else stretches.push({ from: index + 1, blocks: [block] });
  }
  return stretches;
}
