/** Transcripts as Word documents have them: a table with a row a line, or paragraphs as plain text has them. */
import { parseClockTime } from "./cueTimes.ts";
import type { ParsedSegment, ParsedTranscript, TranscriptWarning } from "./parsedTranscript.ts";
import { tidied } from "./parsedTranscript.ts";
import { timeWarnings } from "./timeWarnings.ts";

/** A row of a table; its cells are the texts of their paragraphs, one line each. */
export interface WordRow {
  /** The row is repeated over every page. */
  readonly isHeader: boolean;
  readonly cells: readonly string[];
}

/** One part of a document's body; a paragraph may hold line breaks. */
export type WordBlock =
  | { readonly kind: "paragraph"; readonly text: string; readonly isHeading: boolean }
  | { readonly kind: "table"; readonly rows: readonly WordRow[] };

/** What is in which column of a table. */
interface Columns {
  readonly number?: number;
  readonly time?: number;
  readonly speaker?: number;
  readonly text: number;
}

/** A label is no longer than this. */
const longestLabel = 60;

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
  return blocks.some(isTranscriptTable) ? parseTables(blocks) : parseParagraphs(blocks, parseText);
}

function parseTables(blocks: readonly WordBlock[]): ParsedTranscript {
  const segments: ParsedSegment[] = [];
  const warnings: TranscriptWarning[] = [];
  let line = 0;
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      line += 1;
      const code = block.isHeading ? "heading-left-out" : "text-outside-table";
      if (block.text.trim() !== "") warnings.push({ line, code });
      continue;
    }
    const columns = columnsOf(block.rows);
    for (const row of block.rows) {
      line += 1;
      if (isHead(row, block.rows, columns)) continue;
      if (columns === undefined) {
        if (row.cells.some((cell) => cell !== "")) warnings.push({ line, code: "text-outside-table" });
        continue;
      }
      readRow(row, columns, line, segments, warnings);
    }
  }
  // A table tells when a line begins; that none tells its end is nothing odd.
  const odd = timeWarnings(segments).filter(({ code }) => code !== "missing-end");
  return { segments, warnings: [...warnings, ...odd] };
}

function readRow(
  { cells }: WordRow,
  columns: Columns,
  line: number,
  segments: ParsedSegment[],
  warnings: TranscriptWarning[],
): void {
  const at = (column: number | undefined) => tidied(column === undefined ? "" : (cells[column] ?? ""));
  const text = at(columns.text);
  const time = at(columns.time);
  const speaker = at(columns.speaker).replace(/\s*:$/, "");
  const startMs = time === "" ? undefined : parseClockTime(withoutBrackets(time));
  if (text === "") {
    if (time !== "" || speaker !== "") warnings.push({ line, code: "empty-cue" });
    return;
  }
  if (time !== "" && startMs === undefined) warnings.push({ line, code: "unreadable-time" });
  const known = new Set(Object.values(columns));
  if (cells.some((cell, column) => !known.has(column) && cell !== ""))
    warnings.push({ line, code: "extra-column" });
  segments.push({
    ...(startMs === undefined ? {} : { startMs }),
    ...(speaker === "" ? {} : { speaker }),
    text,
    line,
  });
}

function parseParagraphs(
  blocks: readonly WordBlock[],
  parseText: (text: string) => ParsedTranscript,
): ParsedTranscript {
  const paragraphs = blocks.flatMap((block) =>
    block.kind === "paragraph"
      ? [block]
      : block.rows.map(({ cells }) => ({ text: cells.filter(Boolean).join(" "), isHeading: false })),
  );
  const bodyAt = paragraphs.findIndex(({ text, isHeading }) => !isHeading && text.trim() !== "");
  const headings = bodyAt === -1 ? [] : paragraphs.slice(0, bodyAt);
  const { segments, warnings } = parseText(
    paragraphs.map(({ text }, index) => (index < headings.length ? "" : text)).join("\n"),
  );
  const leftOut = headings.flatMap(({ text }, index) =>
    text.trim() === "" ? [] : [{ line: index + 1, code: "heading-left-out" } as const],
  );
  return { segments, warnings: [...leftOut, ...warnings] };
}

function isTranscriptTable(block: WordBlock): boolean {
  return block.kind === "table" && columnsOf(block.rows) !== undefined;
}

/** @returns `undefined` where neither times nor speakers stand beside a text */
function columnsOf(rows: readonly WordRow[]): Columns | undefined {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) =>
    rows.filter(({ isHeader }) => !isHeader).map(({ cells }) => cells[column]?.trim() ?? ""),
  );
  const lengths = columns.map((cells) => cells.reduce((sum, cell) => sum + cell.length, 0));
  const times = columns.findIndex((cells) =>
    areMost(cells, (cell) => parseClockTime(withoutBrackets(cell)) !== undefined),
  );
  const numbers = columns.findIndex((cells) => areMost(cells, (cell) => /^\d{1,6}[.)]?$/.test(cell)));
  const text = lengths.reduce(
    (longest, length, column) =>
      column !== times && column !== numbers && (longest === -1 || length > (lengths[longest] ?? 0))
        ? column
        : longest,
    -1,
  );
  if (text === -1) return undefined;
  const speaker = columns.findIndex(
    (cells, column) =>
      column !== text &&
      column !== times &&
      column !== numbers &&
      cells.some((cell) => cell !== "") &&
      cells.every((cell) => cell.length <= longestLabel) &&
      new Set(cells).size <= Math.max(3, cells.length / 3),
  );
  if (times === -1 && speaker === -1) return undefined;
  return {
    text,
    ...(times === -1 ? {} : { time: times }),
    ...(numbers === -1 ? {} : { number: numbers }),
    ...(speaker === -1 ? {} : { speaker }),
  };
}

/** Whether more than half of the cells that are not empty are such. */
function areMost(cells: readonly string[], isSuch: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell !== "");
  return filled.filter(isSuch).length * 2 > filled.length;
}

/** A first row that stands over columns of times or numbers without being one. */
function isHead(row: WordRow, rows: readonly WordRow[], columns: Columns | undefined): boolean {
  if (row.isHeader) return true;
  if (row !== rows[0] || columns === undefined) return false;
  const { time, number } = columns;
  const stands = (column: number) => (row.cells[column] ?? "") !== "";
  if (time !== undefined && stands(time))
    return parseClockTime(withoutBrackets(row.cells[time] ?? "")) === undefined;
  return number !== undefined && stands(number) && !/\d/.test(row.cells[number] ?? "");
}

function withoutBrackets(time: string): string {
  return time.replace(/^[[({#\s]+|[\])}#\s]+$/g, "");
}
