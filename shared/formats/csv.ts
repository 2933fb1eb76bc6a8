/** Tables as text: with semicolons and decimal commas as Nordic spreadsheets have them, or with commas and points. */
import type { Language } from "../domain/settings.ts";
import { columnsByContent, columnsByHeadings, csvHeadings } from "./csvColumns.ts";
import { csvRows } from "./csvRows.ts";
import type { ParsedTranscript } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { printTable, type TableDialect } from "./printTable.ts";
import { segmentsOfRows } from "./tableSegments.ts";
import { parseTableTime } from "./tableTimes.ts";

/** How a table is written: for a spreadsheet set to a Nordic language, or as most programs read it. */
export interface CsvStyle {
  readonly dialect: TableDialect;
  /** Of the headings. */
  readonly language: Language;
}

const separators = [";", "\t", ","] as const;

/**
 * Reads a table whose columns have headings in one of four languages, or are told by what stands in them.
 * An apostrophe before what a spreadsheet would take for a formula is taken off.
 *
 * @returns segments in the order of the rows
 * @throws Failure `transcript.unreadable` for more cells than a transcript has
 */
export function parse(text: string): ParsedTranscript {
  const { body, separator } = dialectOf(text);
  const { rows, openQuoteAt } = csvRows(body, separator);
  const parsed = segmentsOfRows(isSeparatorLine(rows[0]?.cells) ? rows.slice(1) : rows);
  if (openQuoteAt === undefined) return parsed;
  const warnings = [...parsed.warnings, { line: openQuoteAt, code: "open-quote" } as const];
  return { segments: parsed.segments, warnings: warnings.sort((a, b) => a.line - b.line) };
}

/**
 * Writes a heading and a row a segment: start and end in seconds, who speaks, the text. What a spreadsheet would take
 * for a formula gets an apostrophe in front.
 */
export function print(
  { segments }: PrintedTranscript,
  { dialect, language }: CsvStyle = { dialect: "nordic", language: "sv" },
): string {
  const point = dialect === "nordic" ? "," : ".";
  const seconds = (ms: number) => (ms / 1_000).toFixed(3).replace(".", point);
  const { start, end, speaker: who, text: what } = csvHeadings[language];
  return printTable(
    [
      [`${start} (s)`, `${end} (s)`, who, what],
      ...segments.map(({ startMs, endMs, speaker = "", text }) => [
        seconds(startMs),
        seconds(endMs),
        speaker,
        text,
      ]),
    ],
    dialect,
  );
}

/** Whether a text is a table: it has known headings, or nearly every row has as many cells and the first of them a time. */
export function isCsv(text: string): boolean {
  const { body, separator } = dialectOf(text.slice(0, 65_536));
  const rows = csvRows(body, separator).rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const first = rows[isSeparatorLine(rows[0]?.cells) ? 1 : 0];
  if (first === undefined || first.cells.length < 2) return false;
  if (columnsByHeadings(first.cells) !== undefined) return true;
  const whole = rows.slice(0, 200);
  const alike = whole.filter(({ cells }) => cells.length === first.cells.length).length;
  const timed = whole.filter(({ cells }) => parseTableTime(cells[0] ?? "", "seconds") !== undefined).length;
  const short = whole.filter(({ cells }) => cells.slice(0, -1).every((cell) => cell.length <= 40)).length;
  const isTable =
    whole.length > 1 &&
    alike * 10 >= whole.length * 9 &&
    columnsByContent(whole.map(({ cells }) => cells)) !== undefined;
  return (
    isTable &&
    (timed * 10 >= whole.length * 8 || (separator === ";" && whole.length > 2 && short === whole.length))
  );
}

/** The separator that most of the first lines have outside quotes; `sep=` tells it outright. */
function dialectOf(text: string): { readonly body: string; readonly separator: string } {
  const body = text.replace(/^\uFEFF/, "");
  const told = /^"?sep=([;,\t])/.exec(body)?.[1];
  if (told !== undefined) return { body, separator: told };
  const lines = body
    .slice(0, 8_192)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, ""));
  const headed = separators.find((separator) => columnsByHeadings((lines[0] ?? "").split(separator)));
  if (headed !== undefined) return { body, separator: headed };
  const withAny = (separator: string) => lines.filter((line) => line.includes(separator)).length;
  const separator = separators.find((one) => withAny(one) * 5 >= lines.length * 4);
  return { body, separator: separator ?? ";" };
}

function isSeparatorLine(cells: readonly string[] | undefined): boolean {
  return cells !== undefined && /^sep=/.test(cells[0] ?? "") && cells.join("").length <= 5;
}
