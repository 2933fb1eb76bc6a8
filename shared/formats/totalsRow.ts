/** Tells rows of sums under a coded table from utterances. */
import type { CodedColumns } from "./codedColumns.ts";
import { type CodeIndex, isOfCodes } from "./codeWords.ts";

const totals =
  /^(?:delsumma|summa|summor|sum|sums|total|totalt|totaler|totals|i alt|ialt|sammanlagt|antal|antall|count)\b\s*:?$/i;
const figure = /^[-–]$|^[\d\s.,:]+%?$/;

/** Whether the first cell says that it is a sum, or a code stands there, and all others are figures or codes. */
export function isTotals(cells: readonly string[], index: CodeIndex, columns: CodedColumns): boolean {
  const [first, ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (first === undefined) return false;
  const isPlain = others.every((cell) => figure.test(cell) || isOfCodes(cell, index));
  if (totals.test(first)) return isPlain;
  const isCount = others.length === 1 && /^\d{1,4}$/.test(others[0] ?? "");
  return isCount && isOfCodes(first, index) && !isUtterance(cells, columns);
}

/** Whether a code stands where codes do, or a number where times and marks do. */
function isUtterance(
  cells: readonly string[],
  { codes, marks = [], number, start, end }: CodedColumns,
): boolean {
  const filled = cells.flatMap((cell, column) => (cell.trim() === "" ? [] : [column]));
  const [code, count] = filled;
  const isMark = marks.some(({ column }) => column === count);
  return codes.includes(code ?? -1) || isMark || [number, start, end].includes(count);
}

/** Whether a row below sums goes on with the table: somebody known from it speaks, or words have codes. */
export function goesOn(
  cells: readonly string[],
  index: CodeIndex,
  {
    columns,
    rows,
  }: { readonly columns: CodedColumns; readonly rows: readonly { readonly cells: readonly string[] }[] },
): boolean {
  const { text, speaker, codes } = columns;
  const words = text === undefined ? "" : (cells[text] ?? "").trim();
  if (words === "" || figure.test(words)) return false;
  const label = speaker === undefined ? "" : (cells[speaker] ?? "").trim();
  const isKnown =
    speaker !== undefined && label !== "" && rows.some((row) => (row.cells[speaker] ?? "").trim() === label);
  return isKnown || codes.some((column) => isOfCodes(cells[column] ?? "", index));
}
