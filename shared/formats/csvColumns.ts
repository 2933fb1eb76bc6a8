/** Which column of a table holds what, by its heading or by what stands in it. */
import type { Language } from "../domain/settings.ts";
import { parseTableTime } from "./tableTimes.ts";

/** Places of columns, counted from 0. */
export interface Columns {
  readonly start?: number;
  readonly end?: number;
  readonly speaker?: number;
  readonly text: number;
}

export type ColumnName = keyof Columns;

/** What the columns are called in a file that is written. */
export const csvHeadings: Readonly<Record<Language, Readonly<Record<ColumnName, string>>>> = {
  sv: { start: "Start", end: "Slut", speaker: "Talare", text: "Text" },
  nb: { start: "Start", end: "Slutt", speaker: "Taler", text: "Tekst" },
  da: { start: "Start", end: "Slut", speaker: "Taler", text: "Tekst" },
  en: { start: "Start", end: "End", speaker: "Speaker", text: "Text" },
};

/** The first words that name a column win over later ones. */
const words: Readonly<Record<ColumnName, readonly string[]>> = {
  start:
    "start starttid starttime begin börjar början från begynner begynnelse fra begynder from in tid tidpunkt tidskod tidskode tidskoder tidsstempel tidsstämpel tidspunkt time timestamp timecode".split(
      " ",
    ),
  end: "slut sluttid slutt stop stopp end endtime slutar slutter til till to out ut".split(" "),
  speaker:
    "talare taler snakker speaker talande röst person vem hvem who namn navn name rolle roll role deltagare deltaker deltager participant".split(
      " ",
    ),
  text: "text tekst yttrande ytring ytringer udsagn replik replikk transkription transkripsjon transskription transcript transcription utterance content innehåll innhold indhold sagt said".split(
    " ",
  ),
};

/**
 * Finds the columns by their headings, in Swedish, Norwegian, Danish and English, whatever unit stands behind.
 *
 * @returns `undefined` if these are no headings: a text and one other column at least must have one
 */
export function columnsByHeadings(cells: readonly string[]): Columns | undefined {
  const names = cells.map(headingWord);
  const placeOf = (name: ColumnName): number | undefined => {
    const word = words[name].find((known) => names.includes(known));
    return word === undefined ? undefined : names.indexOf(word);
  };
  const [start, end, speaker, text] = [placeOf("start"), placeOf("end"), placeOf("speaker"), placeOf("text")];
  if (text === undefined || (start === undefined && speaker === undefined)) return undefined;
  return withoutMissing(start, end, speaker, text);
}

/**
 * Finds the columns by what stands in most of their cells: the first two with times, a short one before the longest.
 *
 * @param rows - at least one
 * @returns `undefined` if the rows have no two columns of which one may be text
 */
export function columnsByContent(rows: readonly (readonly string[])[]): Columns | undefined {
  const width = Math.max(...rows.slice(0, 200).map((cells) => cells.length));
  const sample = rows.slice(0, 200);
  const lengths = Array.from({ length: Math.min(width, 50) }, (_, column) => {
    const filled = sample.map((cells) => cells[column]?.trim() ?? "").filter((cell) => cell !== "");
    const times = filled.filter((cell) => parseTableTime(cell, "seconds") !== undefined).length;
    const total = filled.reduce((sum, cell) => sum + cell.length, 0);
    return {
      isTime: filled.length > 0 && times * 5 >= filled.length * 4,
      length: total,
      kinds: new Set(filled).size,
    };
  });
  const words = lengths.map(({ isTime, length }) => (isTime ? -1 : length));
  const text = words.indexOf(Math.max(...words));
  if (text === -1 || width < 2 || (words[text] ?? 0) <= 0) return undefined;
  const clocked = lengths.flatMap(({ isTime }, column) => (isTime ? [column] : []));
  const times = isNumbering(sample, clocked[0]) ? clocked.slice(1) : clocked;
  const speaker = words.findIndex((length, column) => column !== text && length > 0 && column < text);
  return withoutMissing(times[0], times[1], speaker === -1 ? undefined : speaker, text);
}

/** Whether a column counts rows: 1, 2, 3 … */
function isNumbering(rows: readonly (readonly string[])[], column: number | undefined): boolean {
  if (column === undefined || rows.length < 2) return false;
  const first = Number(rows[0]?.[column]);
  return rows.every((cells, index) => (cells[column] ?? "").trim() === String(first + index));
}

function withoutMissing(
  start: number | undefined,
  end: number | undefined,
  speaker: number | undefined,
  text: number,
): Columns {
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(speaker === undefined ? {} : { speaker }),
    text,
  };
}

/** A heading without its unit and whatever else stands behind the first word: `Start (s)`, `start_ms`, `Talare 1`. */
function headingWord(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(
      /(?<=.)[_\s-]*(?:tid|time|ms|millisekunder|milliseconds|sek|sekunder|seconds|s)?\s*(?:[([].*)?$/,
      "",
    );
}
