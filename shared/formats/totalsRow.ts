/** Tells rows of sums under a coded table from utterances. */
import { type CodeIndex, isOfCodes } from "./codeWords.ts";

const totals =
  /^(?:delsumma|summa|summor|sum|sums|total|totalt|totaler|totals|i alt|ialt|sammanlagt|antal|antall|count)\b\s*:?$/i;
const figure = /^[-–]$|^[\d\s.,:]+%?$/;

/** Whether the first cell says that it is a sum, or a code stands there, and all others are figures or codes. */
export function isTotals(cells: readonly string[], index: CodeIndex): boolean {
  const [first, ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (first === undefined) return false;
  const isPlain = others.every((cell) => figure.test(cell) || isOfCodes(cell, index));
  if (totals.test(first)) return isPlain;
  const isCount = others.length === 1 && /^\d{1,4}$/.test(others[0] ?? "");
  return isCount && isOfCodes(first, index);
}
