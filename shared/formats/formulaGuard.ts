/** Keeps spreadsheets from running what was said (OWASP, "CSV Injection"). */

/** What spreadsheets would take for a formula, with any number of apostrophes before it. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Puts an apostrophe before a cell that would be a formula. */
export function guardedCell(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Takes such an apostrophe off again. */
export function unguardedCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
