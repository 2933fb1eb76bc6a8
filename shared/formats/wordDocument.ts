/** Transcripts as Word documents have them: a table with a row a line, or paragraphs as plain text has them. */
import type { CsvRow } from "./csvRows.ts";
import type { ParsedSegment, ParsedTranscript, TranscriptWarning } from "./parsedTranscript.ts";
import { segmentsOfRows } from "./tableSegments.ts";

/** One part of a document's body; paragraphs and cells may hold line breaks. */
export type WordBlock =
  | { readonly kind: "paragraph"; readonly text: string; readonly isHeading: boolean }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** A part of the body with the number of its first paragraph or row, counted from 1. */
type PlacedBlock = WordBlock & { readonly line: number };

/**
 * Reads the body of a document.
 *
 * Where tables hold the lines, what stands around them is left out, and said; so are headings before the first line.
 *
 * @param parseText - reads paragraphs, one a line, as a text file is read
 * @returns segments in the order of the document; lines count paragraphs and rows, from 1
 */
export function parseWordDocument(
  blocks: readonly WordBlock[],
  parseText: (text: string) => ParsedTranscript,
): ParsedTranscript {
  const placed = placedBlocks(blocks);
  const tables = placed.map((block) => (block.kind === "table" ? readTable(block) : undefined));
  return tables.some((table) => table !== undefined)
    ? withTables(placed, tables)
    : withParagraphs(placed, parseText);
}

function placedBlocks(blocks: readonly WordBlock[]): PlacedBlock[] {
  let line = 1;
  return blocks.map((block) => {
    const placed = { ...block, line };
    line += block.kind === "table" ? block.rows.length : 1;
    return placed;
  });
}

/** @returns `undefined` for a table that holds no lines of a conversation: neither times nor speakers who come back */
function readTable({ rows, line }: Extract<PlacedBlock, { kind: "table" }>): ParsedTranscript | undefined {
  const numbered = rows.map((cells, index): CsvRow => ({ line: line + index, cells }));
  const parsed = segmentsOfRows(withoutNumbers(numbered));
  const { segments } = parsed;
  const speakers = new Set(segments.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])));
  const isTimed = segments.some(({ startMs }) => startMs !== undefined);
  const doSpeakersComeBack = speakers.size > 0 && speakers.size < segments.length;
  return isTimed || doSpeakersComeBack ? parsed : undefined;
}

/** Numbers of lines in a table's first column say nothing but their order. */
function withoutNumbers(rows: readonly CsvRow[]): CsvRow[] {
  const numbers = rows.slice(1).map(({ cells }) => cells[0]?.trim() ?? "");
  const isNumbered =
    numbers.length > 1 && numbers.every((number, index) => Number(number) === Number(numbers[0]) + index);
  return isNumbered ? rows.map(({ line, cells }) => ({ line, cells: cells.slice(1) })) : [...rows];
}

function withTables(
  blocks: readonly PlacedBlock[],
  tables: readonly (ParsedTranscript | undefined)[],
): ParsedTranscript {
  const segments: ParsedSegment[] = [];
  const warnings: TranscriptWarning[] = [];
  for (const [index, block] of blocks.entries()) {
    const table = tables[index];
    if (table !== undefined) {
      for (const segment of table.segments) segments.push(segment);
      for (const warning of table.warnings) warnings.push(warning);
    } else if (textOf(block).trim() !== "") {
      const isHeading = block.kind === "paragraph" && block.isHeading;
      warnings.push({ line: block.line, code: isHeading ? "heading-left-out" : "text-outside-table" });
    }
  }
  return { segments, warnings };
}

function withParagraphs(
  blocks: readonly PlacedBlock[],
  parseText: (text: string) => ParsedTranscript,
): ParsedTranscript {
  const bodyAt = blocks.findIndex((block) => !isHeading(block) && textOf(block).trim() !== "");
  const headings = blocks.slice(0, Math.max(0, bodyAt));
  const { segments, warnings } = parseText(
    blocks.map((block, index) => (index < headings.length ? "" : textOf(block))).join("\n"),
  );
  const leftOut = headings.flatMap((block) =>
    textOf(block).trim() === "" ? [] : [{ line: block.line, code: "heading-left-out" } as const],
  );
  return { segments, warnings: [...leftOut, ...warnings] };
}

function isHeading(block: WordBlock): boolean {
  return block.kind === "paragraph" && block.isHeading;
}

/** Rows of a table that is read as text have their cells on one line. */
function textOf(block: WordBlock): string {
  if (block.kind === "paragraph") return block.text;
  return block.rows.map((cells) => cells.filter((cell) => cell !== "").join(" ")).join("\n");
}
