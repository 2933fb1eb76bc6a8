/** Times as they stand in cells of tables. */
import { isOddTime, parseStampTime } from "./cueTimes.ts";

/** What a number without colons counts. */
export type TimeUnit = "seconds" | "milliseconds";

const number = /^\d{1,9}(?:[.,]\d{1,9})?$/;

/**
 * Reads `hh:mm:ss`, `mm:ss,fff`, `hh.mm.ss` as Danish tables have it, and numbers with decimal comma or point.
 *
 * @returns ms, rounded; `undefined` if it is no time
 */
export function parseTableTime(cell: string, unit: TimeUnit): number | undefined {
  const text = cell.trim().replace(/^\[(.*)\]$/, "$1");
  if (!number.test(text)) return parseStampTime(text);
  return Math.round(Number(text.replace(",", ".")) * (unit === "seconds" ? 1_000 : 1));
}

/** Whether a cell is a time that was written oddly and is read as minutes, seconds and ms. */
export function isOddTableTime(cell: string): boolean {
  return isOddTime(cell.trim());
}

/**
 * The unit of a column of times: as its heading says, else ms if all are whole and a row would on the average last
 * over a minute in seconds.
 *
 * @param starts - the cells of the column, in order
 */
export function unitOf(heading: string | undefined, starts: readonly string[]): TimeUnit {
  if (heading !== undefined && /(?:^|[\s_([])(?:ms|milli)|Ms\b/.test(heading)) return "milliseconds";
  if (heading !== undefined && /(?:[\s_([])(?:s|sek|sec)[a-z]*\b/i.test(heading)) return "seconds";
  const times = starts.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (times.length < 2 || !times.every((cell) => /^\d{1,9}$/.test(cell))) return "seconds";
  const numbers = times.map(Number);
  const span = numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b));
  return span / (numbers.length - 1) > 60 ? "milliseconds" : "seconds";
}
