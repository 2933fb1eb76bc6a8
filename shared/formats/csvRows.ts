/** Rows and cells of a separated file (RFC 4180), read leniently. */
import { Failure } from "../errors.ts";

/** One row; its cells as they are without their quotes. */
export interface CsvRow {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** More cells than this are in no transcript, and would fill the memory. */
const mostCells = 1_000_000;

/**
 * Divides text into rows. A quote inside an unquoted cell is a character like others; line ends may stand in quotes.
 *
 * @returns every row, blank ones too; `openQuoteAt` is the line of a quote that is never closed: from there on quotes
 *   are characters like others
 * @throws Failure `transcript.unreadable` for more cells than a transcript has
 */
export function csvRows(
  text: string,
  separator: string,
): { readonly rows: readonly CsvRow[]; readonly openQuoteAt?: number } {
  const rows: CsvRow[] = [];
  let [cells, rowLine, line, at, count]: [string[], number, number, number, number] = [[], 1, 1, 0, 0];
  let openQuoteAt: number | undefined;
  const cellEnd = new RegExp(`[${separator === "\t" ? "\\t" : separator}\r\n]`, "g");
  while (at <= text.length) {
    let cell = "";
    const quoted = text[at] === '"' && openQuoteAt === undefined ? quotedCell(text, at) : undefined;
    if (quoted === null) openQuoteAt = line;
    else if (quoted !== undefined) {
      cell = quoted.cell;
      line += cell.split(/\r\n|\r|\n/).length - 1;
      at = quoted.end;
    }
    cellEnd.lastIndex = at;
    const end = cellEnd.exec(text)?.index ?? text.length;
    cells.push(cell + text.slice(at, end));
    count += 1;
    if (count > mostCells) throw new Failure("transcript.unreadable");
    at = end + 1;
    if (text[end] === separator) continue;
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    rows.push({ line: rowLine, cells });
    line += 1;
    [cells, rowLine] = [[], line];
    if (at >= text.length) break;
  }
  return openQuoteAt === undefined ? { rows } : { rows, openQuoteAt };
}

/** The cell whose quote opens at `start`. @returns `null` if it is never closed */
function quotedCell(text: string, start: number): { readonly cell: string; readonly end: number } | null {
  let from = start + 1;
  const parts: string[] = [];
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { cell: parts.join(""), end: quote + 1 };
    parts.push('"');
    from = quote + 2;
  }
}
