/** Makes workbooks. Loaded only when one is made. */
import writeWorkbook, { type Cell } from "write-excel-file/node";
import { guardedCell } from "../../shared/formats/formulaGuard.ts";
import type { TableCell } from "../../shared/formats/printTable.ts";
import type { CodingTable } from "./codingForOthers.ts";

/** Columns are as wide as what stands in them, within these bounds, in letters. */
const narrowest = 8;
const widest = 70;

/** A sheet for each table, its first row fixed; numbers are numbers, and what could be a formula gets an apostrophe. */
export async function makeWorkbook(tables: readonly CodingTable[]): Promise<Uint8Array> {
  const workbook = writeWorkbook(
    tables.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((cells, index) => cells.map((cell) => cellOf(cell, index === 0))),
      columns: (rows[0] ?? []).map((_, column) => ({
        width: Math.min(
          widest,
          Math.max(narrowest, ...rows.map((cells) => String(cells[column] ?? "").length + 2)),
        ),
      })),
      stickyRowsCount: 1,
    })),
  );
  return new Uint8Array(await workbook.toBuffer());
}

function cellOf(cell: TableCell, isHead: boolean): Cell {
  if (cell === null) return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  return {
    value: guardedCell(cell),
    type: String,
    wrap: true,
    alignVertical: "top",
    ...(isHead ? { fontWeight: "bold" as const } : {}),
  };
}
