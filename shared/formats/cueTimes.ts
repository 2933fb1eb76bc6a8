/** Times as subtitle and transcript files write them. */

/** A line `start --> end`; a time that cannot be read is missing. */
export interface TimingLine {
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
}

const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?$/;
const millisecondsAfterColon = /^(\d{1,4}):(\d{1,2}):(\d{3})$/;

/**
 * Reads `hh:mm:ss.mmm`, hours and fraction optional, comma or point; also `mm:ss:mmm` with three digits.
 *
 * @returns ms, rounded; `undefined` if it is no time or has more than 59 seconds, or 59 minutes beside hours
 */
export function parseClockTime(text: string): number | undefined {
  const withColon = millisecondsAfterColon.exec(text);
  const [, hours, minutes, seconds, fraction] = withColon
    ? ["", undefined, withColon[1], withColon[2], withColon[3]]
    : (clock.exec(text) ?? []);
  if (minutes === undefined || seconds === undefined) return undefined;
  if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) return undefined;
  const wholeSeconds = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds);
  return wholeSeconds * 1_000 + Math.round(Number(`0.${fraction ?? "0"}`) * 1_000);
}

/**
 * Reads a timing line of WebVTT or SubRip; what follows the second time (cue settings) is ignored.
 *
 * @returns `undefined` if the line has no arrow
 */
export function parseTimingLine(line: string): TimingLine | undefined {
  const arrow = line.indexOf("-->");
  if (arrow === -1) return undefined;
  const before = line.slice(0, arrow).trim();
  const after =
    line
      .slice(arrow + 3)
      .trim()
      .split(/\s/, 1)[0] ?? "";
  return { startMs: parseClockTime(before), endMs: parseClockTime(after) };
}

/**
 * Reads times as people and programs stamp them: also `00.34.20`, `34.20` and f4's `00:00:20-5`.
 *
 * @returns ms, rounded; `undefined` if it is no time
 */
export function parseStampTime(text: string): number | undefined {
  return parseClockTime(
    text
      .replace(/^(\d{1,2})\.(\d{2})\.(\d{2})/, "$1:$2:$3")
      .replace(/^(\d{1,2})\.(\d{2})$/, "$1:$2")
      .replace("-", "."),
  );
}

/** Whether a time is written `00:09:025`, which is read as minutes, seconds and ms. */
export function isOddTime(text: string): boolean {
  return millisecondsAfterColon.test(text);
}

/** Writes `hh:mm:ss.mmm` for an integer number of ms ≥ 0. */
export function formatClockTime(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const fraction = String(ms % 1_000).padStart(3, "0");
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${fraction}`;
}
