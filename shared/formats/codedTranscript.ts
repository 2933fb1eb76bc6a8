/** Coded transcripts as people keep them in tables: a row an utterance, with who speaks, what is said, and its codes. */

import { type MitiCode, type MitiTurn, mitiBehaviours } from "../domain/miti.ts";
import { notCoded } from "../domain/scheme.ts";
import type { Speaker } from "../domain/segment.ts";
import { Failure } from "../errors.ts";
import {
  type CodedColumns,
  type ColumnMeaning,
  codedColumnsByContent,
  codedHeadings,
  columnsMeant,
  meaningsOf,
} from "./codedColumns.ts";
import { type CodedTable, rowsOfTable } from "./codedRows.ts";
import { type CodeIndex, codeIndex, type KnownCode, mitiCodes, readCodes } from "./codeWords.ts";
import { csvRows } from "./csvRows.ts";
import { mapSpeakers, type SpeakerGuess } from "./mapSpeakers.ts";
import { goesOn, isTotals } from "./totalsRow.ts";

/** The codes of everything that was read otherwise than it stands. */
export const codedWarningCodes = [
  "guessed-columns",
  "other-columns",
  "second-table",
  "other-sheets",
  "speaker-from-above",
  "codes-joined",
  "minutes-as-hours",
  "odd-time",
  "unreadable-time",
  "open-quote",
] as const;
export type CodedWarningCode = (typeof codedWarningCodes)[number];

/** Something to know about a row. */
export interface CodedWarning {
  readonly row: number;
  readonly code: CodedWarningCode;
}

/** An utterance as it stands in a file. */
export interface CodedRow {
  /** Which row of the file it is, counted from 1 as spreadsheets count. */
  readonly row: number;
  /** As the file numbers it. */
  readonly number?: string;
  /** The label of who speaks, without its colon; absent where there is none. */
  readonly speaker?: string;
  /** White space collapsed; empty where there are no words. */
  readonly text: string;
  readonly startMs?: number;
  readonly endMs?: number;
  /** Ids of known codes, each once; empty where it is not coded yet, or where nothing was understood. */
  readonly codes: readonly string[];
  /** A question mark stands at a code. */
  readonly isUncertain?: true;
  readonly notes?: string;
}

/** A code that is not known, where it stands, and which it may be a slip for; its utterance is left without it. */
export interface UnknownCode {
  readonly row: number;
  readonly text: string;
  readonly suggestion?: string;
}

/** Why a row is no utterance. */
export const leftOutReasons = [
  "blank",
  "heading",
  "before-table",
  "totals",
  "other-table",
  "joined",
  "no-time",
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** What a file holds; `rows` and `leftOut` together are every row of it, once. */
export interface CodedTranscript {
  /** In the order of the file. */
  readonly rows: readonly CodedRow[];
  readonly leftOut: readonly { readonly row: number; readonly reason: LeftOutReason }[];
  readonly unknownCodes: readonly UnknownCode[];
  readonly warnings: readonly CodedWarning[];
  /** Of the first table; `null` where there is none. */
  readonly columns: CodedColumns | null;
  /** Every column that anything stands in, with what it was taken for; empty where nothing lies in columns. */
  readonly layout: readonly CodedColumn[];
  /** Who each label may be, for a person to confirm; `""` for rows without one. */
  readonly speakers: readonly SpeakerGuess[];
}

/** A column of the first table, for a person to say that it holds something else. */
export interface CodedColumn {
  /** Its place in the row, counted from 0. */
  readonly column: number;
  /** Empty where there is none. */
  readonly heading: string;
  /** The first that stands in it. */
  readonly example: string;
  readonly meaning: ColumnMeaning;
}

export interface CodedOptions {
  /** MITI's without it. */
  readonly codes?: readonly KnownCode[];
  /** What the columns hold, in their order, where it was taken wrongly; then nothing is told from what they are called. */
  readonly columns?: readonly ColumnMeaning[];
}

type Rows = readonly (readonly string[])[];

/** More columns than that are not shown to anybody. */
export const mostColumns = 50;

/** More rows are in no coded transcript. */
const mostRows = 20_000;
const separators = [";", "\t", ","] as const;

/**
 * Reads rows of cells.
 *
 * A code in any case, and what it is called in four languages, is understood; what is only nearly a code stays unknown.
 *
 * @throws Failure `coding.unreadable` for more rows than a coded transcript has
 */
export function parseCodedRows(rows: Rows, options: CodedOptions = {}): CodedTranscript {
  if (rows.length > mostRows) throw new Failure("coding.unreadable");
  const index = codeIndex(options.codes ?? mitiCodes);
  const { tables, leftOut, warnings } = divided(rows, index, options.columns);
  const read = tables.map((table) => rowsOfTable(table, index));
  const all = read.flatMap((table) => table.rows);
  return {
    rows: all,
    leftOut: [...leftOut, ...read.flatMap((table) => table.leftOut)].sort((a, b) => a.row - b.row),
    unknownCodes: read.flatMap((table) => table.unknownCodes),
    warnings: [...warnings, ...read.flatMap((table) => table.warnings)].sort((a, b) => a.row - b.row),
    columns: tables[0]?.columns ?? null,
    layout: layoutOf(tables[0]),
    speakers: mapSpeakers(all.map(({ row, text, speaker }) => labelled(row, text, speaker))),
  };
}

/**
 * Reads a table as text: the separator is the one that finds most.
 *
 * @throws Failure `transcript.unreadable` or `coding.unreadable` for more than a coded transcript has
 */
export function parse(text: string, options: CodedOptions = {}): CodedTranscript {
  const body = text.replace(/^\uFEFF/, "");
  const told = /^"?sep=([;,\t])"?\r?\n?/.exec(body);
  const offered = told?.[1] === undefined ? likelySeparators(body) : [told[1]];
  const readings = offered.map((separator) => {
    const { rows, openQuoteAt } = csvRows(body, separator);
    const cells = rows.map((row) => (told !== null && row.line === 1 ? [] : row.cells));
    return { openQuoteAt, rows, parsed: parseCodedRows(cells, options) };
  });
  const best = readings.reduce((found, reading) =>
    worth(reading.parsed) > worth(found.parsed) ? reading : found,
  );
  if (best.openQuoteAt === undefined) return best.parsed;
  const row = best.rows.findLastIndex(({ line }) => line <= (best.openQuoteAt ?? 0)) + 1;
  return {
    ...best.parsed,
    warnings: [...best.parsed.warnings, { row, code: "open-quote" } as const].sort((a, b) => a.row - b.row),
  };
}

/**
 * Reads a workbook (.xlsx): the sheet with the most codes, and says so where others hold anything.
 *
 * @throws Failure `coding.unreadable` for what is none, or is damaged
 */
export async function parseWorkbook(bytes: Uint8Array, options: CodedOptions = {}): Promise<CodedTranscript> {
  const { rowsOfWorkbook } = await import("./workbookRows.ts");
  const sheets = (await rowsOfWorkbook(bytes)).map((rows) => parseCodedRows(rows, options));
  const [first] = sheets;
  if (first === undefined) return parseCodedRows([], options);
  const best = sheets.reduce((found, sheet) => (worth(sheet) > worth(found) ? sheet : found));
  const others = sheets.some(
    (sheet) => sheet !== best && sheet.leftOut.some(({ reason }) => reason !== "blank"),
  );
  if (!others && !sheets.some((sheet) => sheet !== best && sheet.rows.length > 0)) return best;
  return { ...best, warnings: [{ row: 1, code: "other-sheets" }, ...best.warnings] };
}

/**
 * The turns of a file coded by MITI, for `summarizeMiti`.
 *
 * @param speakers - who the labels are; without one, as `parsed.speakers` guesses
 * @throws RangeError if a code is none of MITI's
 */
export function turnsOf(
  parsed: Pick<CodedTranscript, "rows" | "speakers">,
  speakers: Readonly<Record<string, Speaker>> = {},
): MitiTurn[] {
  const guesses = new Map(parsed.speakers.map(({ label, guess }) => [label, guess]));
  const turns: { speaker: Speaker; codes: MitiCode[][] }[] = [];
  let last: string | undefined;
  for (const { speaker: label = "", codes } of parsed.rows) {
    const speaker = (Object.hasOwn(speakers, label) ? speakers[label] : guesses.get(label)) ?? "other";
    const turn = last === label ? turns.at(-1) : undefined;
    const utterance = codes.map(requireMitiCode);
    if (turn === undefined) turns.push({ speaker, codes: [utterance] });
    else turn.codes.push(utterance);
    last = label;
  }
  return turns;
}

/** The tables of a file, and the rows that belong to none. */
function divided(
  rows: Rows,
  index: CodeIndex,
  given: readonly ColumnMeaning[] | undefined,
): {
  readonly tables: readonly CodedTable[];
  readonly leftOut: CodedTranscript["leftOut"];
  readonly warnings: readonly CodedWarning[];
} {
  const leftOut: { row: number; reason: LeftOutReason }[] = [];
  const warnings: CodedWarning[] = [];
  const tables: {
    columns: CodedColumns;
    headings: readonly string[];
    rows: { row: number; cells: readonly string[] }[];
  }[] = [];
  const headed = rows.map((cells) => codedHeadings(cells, index));
  const hasHeadings = headed.some((heading) => heading !== undefined && !heading.isOther);
  const first = rows.findIndex((cells) => !isBlank(cells));
  const headings = headed.findIndex((heading) => heading !== undefined && !heading.isOther);
  const said =
    given === undefined ? undefined : saidColumns(rows, headings === -1 ? first : headings, given, index);
  const columns = said?.columns ?? (hasHeadings ? undefined : codedColumnsByContent(rows, index));
  if (columns !== undefined) {
    tables.push({ columns, headings: said?.headings ?? [], rows: [] });
    if (said === undefined && first !== -1) warnings.push({ row: first + 1, code: "guessed-columns" });
  }
  let place: "before-table" | "table" | "totals" | "other-table" =
    columns === undefined ? "before-table" : "table";
  for (const [at, cells] of rows.entries()) {
    const row = at + 1;
    const heading = headed[at];
    if (isBlank(cells) || cells === said?.headings) {
      leftOut.push({ row, reason: isBlank(cells) ? "blank" : "heading" });
      continue;
    }
    if (heading !== undefined) {
      leftOut.push({ row, reason: heading.isOther ? "other-table" : "heading" });
      if (heading.isOther) place = "other-table";
      else {
        place = "table";
        if (tables.length > 0 && columns === undefined) warnings.push({ row, code: "second-table" });
        if (columns === undefined) tables.push({ columns: heading.columns, headings: cells, rows: [] });
      }
      continue;
    }
    const table = tables.at(-1);
    const isSum = table === undefined || isTotals(cells, index, table.columns);
    if (place === "totals" && !isSum && goesOn(cells, index, table)) place = "table";
    if (place === "table" && !isSum) {
      table.rows.push({ row, cells });
    } else {
      if (place === "table") place = "totals";
      leftOut.push({ row, reason: place });
    }
  }
  return { tables, leftOut, warnings };
}

/** The columns as a person says they are, under the row that may hold their headings. */
function saidColumns(
  rows: Rows,
  at: number,
  meanings: readonly ColumnMeaning[],
  index: CodeIndex,
): { readonly columns: CodedColumns; readonly headings: readonly string[] } {
  const cells = rows[at] ?? [];
  const columns = columnsMeant(meanings, cells, index);
  const inCodes = (row: readonly string[]) =>
    columns.codes.map((column) => readCodes(row[column] ?? "", index));
  // What stands above codes and is none, while codes stand below it, is what the column is called.
  const isNamed = inCodes(cells).some(({ codes, unknown }) => codes.length === 0 && unknown.length > 0);
  const isHeading =
    codedHeadings(cells, index) !== undefined ||
    columns.marks !== undefined ||
    (isNamed && rows.slice(at + 1).some((row) => inCodes(row).some(({ codes }) => codes.length > 0)));
  return { columns, headings: isHeading ? cells : [] };
}

function layoutOf(table: CodedTable | undefined): CodedColumn[] {
  if (table === undefined) return [];
  const { columns, headings } = table;
  const below = table.rows.map(({ cells }) => cells);
  const width = Math.min(
    mostColumns,
    below.reduce((most, cells) => Math.max(most, cells.length), headings.length),
  );
  return meaningsOf(columns, width).flatMap((meaning, column) => {
    const heading = (headings[column] ?? "").trim();
    const example = (below.find((cells) => (cells[column] ?? "").trim() !== "")?.[column] ?? "").trim();
    return heading === "" && example === ""
      ? []
      : [{ column, heading, example: example.slice(0, 60), meaning }];
  });
}

/** The separators that stand in the first lines at all; a semicolon where there are none. */
function likelySeparators(text: string): readonly string[] {
  const start = text.slice(0, 65_536);
  const there = separators.filter((separator) => start.includes(separator));
  return there.length === 0 ? [";"] : there;
}

/** How much was understood: by that, readings of one file are compared. */
function worth({ rows, columns, warnings }: CodedTranscript): number {
  const headed = warnings.some(({ code }) => code === "guessed-columns") ? 0 : 1;
  const coded = rows.filter(({ codes }) => codes.length > 0).length;
  return columns === null ? -1 : coded * 10 + headed * rows.length + Math.min(rows.length, 1);
}

function labelled(row: number, text: string, speaker: string | undefined) {
  return { line: row, text, ...(speaker === undefined ? {} : { speaker }) };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

const mitiIds = new Set<string>([...mitiBehaviours, notCoded]);

function requireMitiCode(code: string): MitiCode {
  if (!isMitiCode(code)) throw new RangeError(`${code} is no code of MITI's`);
  return code;
}

function isMitiCode(code: string): code is MitiCode {
  return mitiIds.has(code);
}
