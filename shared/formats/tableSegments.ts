/** From the rows of a table to segments. */
import { type Columns, columnsByContent, columnsByHeadings } from "./csvColumns.ts";
import type { CsvRow } from "./csvRows.ts";
import {
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  type TranscriptWarningCode,
  tidied,
} from "./parsedTranscript.ts";
import { splitSpeakers } from "./speakerPrefix.ts";
import { isOddTableTime, parseTableTime, unitOf } from "./tableTimes.ts";
import { timeWarnings } from "./timeWarnings.ts";

/** A row that has a place for words. */
interface FilledRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Makes a segment of each row that is not blank. Where no column tells who speaks, a label in front of the text may.
 *
 * @returns segments in the order of the rows, rows with a time and no words too; empty where no column may be text
 */
export function segmentsOfRows(rows: readonly CsvRow[]): ParsedTranscript {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const headings = filled[0];
  if (headings === undefined) return { segments: [], warnings: [] };
  const named = columnsByHeadings(headings.cells);
  const body = named === undefined ? filled : filled.slice(1);
  const columns = named ?? columnsByContent(filled.map(({ cells }) => cells));
  if (columns === undefined) return { segments: [], warnings: [] };
  const { segments, warnings } = readRows(body, columns, named === undefined ? undefined : headings.cells);
  const guessed: TranscriptWarning[] =
    named === undefined ? [{ line: headings.line, code: "guessed-columns" }] : [];
  const all = [...guessed, ...otherColumns(filled, columns), ...warnings, ...oddTimes(segments, columns)];
  return { segments, warnings: all.sort((a, b) => a.line - b.line) };
}

function readRows(
  rows: readonly FilledRow[],
  columns: Columns,
  headings: readonly string[] | undefined,
): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  const warn = (line: number, code: TranscriptWarningCode) => warnings.push({ line, code });
  const cell = (row: FilledRow, column: number | undefined) =>
    column === undefined ? "" : (row.cells[column] ?? "").trim();
  const heading = columns.start === undefined ? undefined : headings?.[columns.start];
  const unit = unitOf(
    heading,
    rows.map((row) => cell(row, columns.start)),
  );
  const isGuess = unit === "milliseconds" && !/ms|milli/i.test(heading ?? "");
  if (isGuess && rows[0] !== undefined) warn(rows[0].line, "guessed-milliseconds");
  const timeOf = (row: FilledRow, column: number | undefined): number | undefined => {
    const text = cell(row, column);
    if (text === "") return undefined;
    const ms = parseTableTime(text, unit);
    if (ms === undefined) warn(row.line, "unreadable-time");
    else if (isOddTableTime(text)) warn(row.line, "odd-time");
    return ms;
  };
  const texts = rows.map((row) => tidied(cell(row, columns.text)));
  const labelled = columns.speaker === undefined ? splitSpeakers(texts) : [];
  const segments = rows.map((row, index): ParsedSegment => {
    const [startMs, endMs] = [timeOf(row, columns.start), timeOf(row, columns.end)];
    const { speaker, text } = labelled[index] ?? {
      speaker: tidied(cell(row, columns.speaker)),
      text: texts[index] ?? "",
    };
    return {
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      ...(speaker === undefined || speaker === "" ? {} : { speaker }),
      text: tidied(text),
      line: row.line,
    };
  });
  return { segments, warnings };
}

/** A table without a column for ends lacks none. */
function oddTimes(segments: readonly ParsedSegment[], { end }: Columns): TranscriptWarning[] {
  return timeWarnings(segments).filter(({ code }) => end !== undefined || code !== "missing-end");
}

/** What stands in columns that have no place in a transcript is said at the first line that has any. */
function otherColumns(rows: readonly FilledRow[], columns: Columns): TranscriptWarning[] {
  const known = new Set<number | undefined>(Object.values(columns));
  const line = rows.find(({ cells }) =>
    cells.some((cell, column) => !known.has(column) && cell.trim() !== ""),
  )?.line;
  return line === undefined ? [] : [{ line, code: "other-columns" }];
}
