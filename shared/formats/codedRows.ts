/** From the rows of a coded table to utterances. */
import { type CodedColumns, takenColumns } from "./codedColumns.ts";
import type {
  CodedRow,
  CodedTranscript,
  CodedWarning,
  CodedWarningCode,
  UnknownCode,
} from "./codedTranscript.ts";
import { type CodeIndex, readCodes } from "./codeWords.ts";
import { parseStampTime } from "./cueTimes.ts";
import { unguardedCell } from "./formulaGuard.ts";
import { tidied } from "./parsedTranscript.ts";
import { splitSpeakers } from "./speakerPrefix.ts";
import { isOddTableTime, parseTableTime, type TimeUnit, unitOf } from "./tableTimes.ts";

/** A table of a file; its rows are not blank. */
export interface CodedTable {
  readonly columns: CodedColumns;
  /** Empty where there are none. */
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

interface TableRow {
  /** Counted from 1 in the file. */
  readonly row: number;
  readonly cells: readonly string[];
}

type ReadTable = Pick<CodedTranscript, "rows" | "leftOut" | "unknownCodes" | "warnings">;

/**
 * Makes an utterance of each row. A row with codes and nothing else belongs to the utterance above it; a row without a
 * label, in a table that has a column for them, is spoken by who speaks above.
 */
export function rowsOfTable({ columns, headings, rows }: CodedTable, index: CodeIndex): ReadTable {
  const warnings: CodedWarning[] = [];
  const unknownCodes: UnknownCode[] = [];
  const leftOut: { row: number; reason: "joined" }[] = [];
  const read: CodedRow[] = [];
  const warn = (row: number, code: CodedWarningCode) => warnings.push({ row, code });
  const said = spokenOf(rows, columns);
  const timeOf = timeReader(rows, columns, headings, warn);
  let above: string | undefined;
  for (const [at, tableRow] of rows.entries()) {
    const { row } = tableRow;
    const { number, speaker: label, text = "", stampMs } = said[at] ?? {};
    const found = codesOf(tableRow, columns, index);
    for (const one of found.unknown) unknownCodes.push({ row, ...one });
    const startMs = timeOf(tableRow, columns.start) ?? stampMs;
    const endMs = timeOf(tableRow, columns.end);
    const notes = tidied(cellOf(tableRow, columns.notes));
    const last = read.at(-1);
    const isRest =
      text === "" &&
      label === undefined &&
      startMs === undefined &&
      number === undefined &&
      columns.text !== undefined;
    if (
      isRest &&
      last !== undefined &&
      (found.codes.length > 0 || found.unknown.length > 0 || notes !== "")
    ) {
      read[read.length - 1] = joined(last, found, notes);
      leftOut.push({ row, reason: "joined" });
      warn(row, "codes-joined");
      continue;
    }
    const isCarried = label === undefined && columns.speaker !== undefined && above !== undefined;
    if (isCarried) warn(row, "speaker-from-above");
    const speaker = label ?? (isCarried ? above : undefined);
    above = speaker;
    read.push({
      row,
      ...(number === undefined ? {} : { number }),
      ...(speaker === undefined ? {} : { speaker }),
      text,
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      codes: found.codes,
      ...(found.isUncertain ? { isUncertain: true } : {}),
      ...(notes === "" ? {} : { notes }),
    });
  }
  const taken = takenColumns(columns);
  const other = rows.find(({ cells }) => cells.some((cell, at) => cell.trim() !== "" && !taken.has(at)));
  if (other !== undefined) warn(other.row, "other-columns");
  return { rows: read, leftOut, unknownCodes, warnings };
}

interface Spoken {
  readonly number?: string;
  readonly speaker?: string;
  readonly text: string;
  /** Where a time stands in front of the words. */
  readonly stampMs?: number;
}

const stamp = /^[[({#]\s*([\d:.,-]{4,})\s*[\])}#]\s*/;
const lineNumber = /^(\d{1,5})\s?[.):]?\s+(?=\S)/;

/** Who speaks and what, with numbers, times and labels taken from in front of the words where they have no column. */
function spokenOf(rows: readonly TableRow[], columns: CodedColumns): Spoken[] {
  const cells = rows.map((row) => tidied(cellOf(row, columns.text)));
  const areNumbered = columns.number === undefined && isNumbered(cells);
  const numbered = cells.map((cell) => {
    const [whole = "", number] = (areNumbered ? lineNumber.exec(cell) : null) ?? [];
    return { number, text: cell.slice(whole.length) };
  });
  const stamped = numbered.map(({ text }) => {
    const [whole = "", time = ""] = (columns.start === undefined ? stamp.exec(text) : null) ?? [];
    const stampMs = time === "" ? undefined : parseStampTime(time);
    return stampMs === undefined ? { text } : { text: text.slice(whole.length), stampMs };
  });
  const labelled = columns.speaker === undefined ? splitSpeakers(stamped.map(({ text }) => text)) : [];
  return rows.map((row, at): Spoken => {
    const number = columns.number === undefined ? numbered[at]?.number : tidied(cellOf(row, columns.number));
    const { text = "", stampMs } = stamped[at] ?? {};
    const prefixed = labelled[at];
    const speaker =
      prefixed === undefined
        ? tidied(cellOf(row, columns.speaker)).replace(/\s*:$/, "")
        : (prefixed.speaker ?? "");
    return {
      ...(number === undefined || number === "" ? {} : { number }),
      ...(speaker === "" ? {} : { speaker }),
      text: tidied(prefixed?.text ?? text),
      ...(stampMs === undefined ? {} : { stampMs }),
    };
  });
}

/** Whether most texts begin with a number, and the numbers rise. */
function isNumbered(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== "");
  const numbers = filled.flatMap((text) => {
    const number = lineNumber.exec(text)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const rise = numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));
  return numbers.length >= 2 && numbers.length * 5 >= filled.length * 4 && rise;
}

/** What stands where nothing is uncertain. */
const isNo = /^(?:[-–0]?|nej|nei|no|false|falskt)$/i;

function codesOf(row: TableRow, columns: CodedColumns, index: CodeIndex) {
  const cells = columns.codes.map((column) => readCodes(cellOf(row, column), index));
  const marked = (columns.marks ?? []).filter(
    ({ column }) => !/^\s*[0\-–]?\s*$/.test(row.cells[column] ?? ""),
  );
  return {
    codes: [...new Set([...cells.flatMap(({ codes }) => codes), ...marked.map(({ codeId }) => codeId)])],
    unknown: cells.flatMap(({ unknown }) => unknown),
    isUncertain: cells.some(({ isUncertain }) => isUncertain) || !isNo.test(cellOf(row, columns.uncertain)),
  };
}

function joined(above: CodedRow, found: ReturnType<typeof codesOf>, notes: string): CodedRow {
  const all = [above.notes ?? "", notes].filter((note) => note !== "").join(" ");
  return {
    ...above,
    codes: [...new Set([...above.codes, ...found.codes])],
    ...(found.isUncertain ? { isUncertain: true } : {}),
    ...(all === "" ? {} : { notes: all }),
  };
}

/** Reads times of a table, and says what was odd of them. */
function timeReader(
  rows: readonly TableRow[],
  columns: CodedColumns,
  headings: readonly string[],
  warn: (row: number, code: CodedWarningCode) => void,
): (row: TableRow, column: number | undefined) => number | undefined {
  const starts = rows.map((row) => cellOf(row, columns.start));
  const unit = unitOf(columns.start === undefined ? undefined : headings[columns.start], starts);
  const divisor = areHoursMinutes(starts, unit) ? 60 : 1;
  if (divisor > 1 && rows[0] !== undefined) warn(rows[0].row, "minutes-as-hours");
  return (row, column) => {
    const cell = cellOf(row, column);
    if (cell === "") return undefined;
    const ms = parseTableTime(cell, unit);
    if (ms === undefined) warn(row.row, "unreadable-time");
    else if (isOddTableTime(cell)) warn(row.row, "odd-time");
    return ms === undefined ? undefined : ms / divisor;
  };
}

/** Spreadsheets take 12:34 for hours and minutes: then no time has seconds, and they go on for longer than anyone talks. */
function areHoursMinutes(cells: readonly string[], unit: TimeUnit): boolean {
  const times = cells.filter((cell) => cell !== "");
  const isWhole = times.length > 1 && times.every((cell) => /^\d{1,2}:\d{2}:00(?:[.,]0+)?$/.test(cell));
  return isWhole && times.some((cell) => (parseTableTime(cell, unit) ?? 0) >= 5 * 3_600_000);
}

function cellOf({ cells }: TableRow, column: number | undefined): string {
  return column === undefined ? "" : unguardedCell((cells[column] ?? "").trim());
}
