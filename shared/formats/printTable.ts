/** A table as text for spreadsheets: with semicolons and decimal commas for Nordic ones, or with commas and points. */
import { guardedCell } from "./formulaGuard.ts";
import { tidied } from "./parsedTranscript.ts";

/** `null` is an empty cell; a number is written as one. */
export type TableCell = string | number | null;

/** Rows of cells, the headings first. */
export type TableRows = readonly (readonly TableCell[])[];

export type TableDialect = "nordic" | "plain";

/**
 * Writes a line a row. What a spreadsheet would take for a formula gets an apostrophe in front; numbers do not, and have
 * at most four decimals.
 */
export function printTable(rows: TableRows, dialect: TableDialect): string {
  const [separator, point, mark] = dialect === "nordic" ? [";", ",", "\uFEFF"] : [",", ".", ""];
  const written = (cell: TableCell) => {
    if (cell === null) return "";
    return typeof cell === "number"
      ? String(Number(cell.toFixed(4))).replace(".", point)
      : quoted(guardedCell(tidied(cell)), separator);
  };
  return `${mark}${rows.map((cells) => `${cells.map(written).join(separator)}\r\n`).join("")}`;
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
