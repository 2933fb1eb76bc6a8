/** The cells of a workbook (.xlsx) as text. */
import { strFromU8, unzipSync } from "fflate";
import readWorkbook from "read-excel-file/universal";
import { Failure } from "../errors.ts";
import { formatClockTime } from "./cueTimes.ts";

/** Workbooks count days from here, and hours of no day stand on it. */
const epochMs = Date.UTC(1899, 11, 30);
const firstRealDayMs = Date.UTC(1905, 0, 1);
/** A coded transcript of two hours has a few thousand rows. */
const mostCells = 1_000_000;
/** Unpacked, with all that lies beside its sheets. */
const mostBytes = 32 * 2 ** 20;
/** Where a cell stands, and how far a sheet says that it reaches. */
const corners = /<(?:c\b[^>]*?\sr|dimension\b[^>]*?\sref)="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"/g;

/**
 * Every sheet, in order; blank rows between others are there, so a row's place is its number.
 *
 * @returns times as `hh:mm:ss.mmm`, dates as `yyyy-mm-dd`
 * @throws Failure `coding.unreadable` for what is no workbook, or is damaged or too large
 */
export async function rowsOfWorkbook(bytes: Uint8Array): Promise<string[][][]> {
  const sheets = await readSheets(bytes);
  const cells = sheets.reduce((sum, { data }) => sum + data.reduce((all, row) => all + row.length, 0), 0);
  if (cells > mostCells) throw new Failure("coding.unreadable");
  return sheets.map(({ data }) => data.map((row) => row.map(textOf)));
}

async function readSheets(bytes: Uint8Array) {
  try {
    requireModest(bytes);
    return await readWorkbook(new Uint8Array(bytes).buffer, { trim: false });
  } catch {
    throw new Failure("coding.unreadable");
  }
}

/** A cell in the farthest corner makes a grid of everything before it; a small file may hold very much. */
function requireModest(bytes: Uint8Array): void {
  let unpacked = 0;
  const sheets = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      unpacked += originalSize;
      if (unpacked > mostBytes) throw new RangeError("it holds too much");
      return /^xl\/worksheets\/[^/]+\.xml$/.test(name);
    },
  });
  for (const sheet of Object.values(sheets)) {
    let [rows, columns] = [0, 0];
    for (const [, letters = "", row] of strFromU8(sheet).matchAll(corners)) {
      rows = Math.max(rows, Number(row));
      columns = Math.max(
        columns,
        [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
      );
    }
    if (rows * columns > mostCells) throw new RangeError("it reaches too far");
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  const ms = cell.getTime();
  if (Number.isNaN(ms)) return "";
  if (ms >= firstRealDayMs) return cell.toISOString().slice(0, 10);
  return formatClockTime(Math.max(0, Math.round((ms - epochMs) / 10) * 10));
}
