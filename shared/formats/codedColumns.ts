/** Which column of a coded table holds what, by its heading or by what stands in it. */
import { type CodeIndex, isOfCodes, knownCode } from "./codeWords.ts";
import { parseTableTime } from "./tableTimes.ts";

/** Places of columns, counted from 0. */
export interface CodedColumns {
  readonly number?: number;
  readonly start?: number;
  readonly end?: number;
  readonly speaker?: number;
  readonly text?: number;
  /** In the order in which they stand; empty where each code has a column of its own, and where there are none. */
  readonly codes: readonly number[];
  /** Columns that have the name of a code for a heading: whatever is marked there has that code. */
  readonly marks?: readonly { readonly column: number; readonly codeId: string }[];
  readonly notes?: number;
  /** Filled where the coder was unsure. */
  readonly uncertain?: number;
}

/** What a column may hold; in one of `mark`, whatever stands has the code that the heading names. */
export const columnMeanings = [
  "number",
  "start",
  "end",
  "speaker",
  "text",
  "codes",
  "mark",
  "notes",
  "uncertain",
  "nothing",
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

type ColumnKind = Exclude<keyof CodedColumns, "marks">;

/** What the columns of a coded table are called in four languages; `count` belongs to tables of figures. */
const words: Readonly<Record<ColumnKind | "count", string>> = {
  number: "nr no num nummer number # rad rader linje linjenr line row turn tur löpnr id",
  start: `
    start starttid starttime begin börjar början från begynner begynnelse fra begynder from in tid tidpunkt tidskod
    tidskode tidsstempel tidsstämpel tidspunkt time timestamp timecode`,
  end: "slut sluttid slutt stop stopp end endtime slutar slutter til till to out ut",
  speaker: `
    talare taler snakker speaker talande röst person vem hvem who namn navn name rolle roll role deltagare deltaker
    deltager participant`,
  text: `
    text tekst yttrande ytring ytringer udsagn replik replikk transkription transkripsjon transskription transcript
    transcription utterance content innehåll innhold indhold sagt said`,
  codes: `
    kod koder kode koden koderne kodning koding code codes coding miti beteende atferd adfærd behaviour behavior`,
  notes: `
    anteckning anteckningar kommentar kommentarer notat notater note notes notis noter comment comments anmärkning
    merknad merknader bemærkning bemærkninger remark remarks`,
  uncertain: "osäker osäkert usikker usikkert unsure uncertain tvekan tvil tvivl",
  count: `
    antal antall count total totalt summa sum frekvens frequency n procent prosent percent definition förklaring
    forklaring explanation betydelse betydning meaning`,
};

const kindByWord = new Map(
  (Object.keys(words) as (keyof typeof words)[]).flatMap((kind) =>
    words[kind]
      .trim()
      .split(/\s+/)
      .map((word) => [word, kind] as const),
  ),
);

/** No heading is longer. */
const longestHeading = 60;
/** So much of a table tells what its columns hold. */
const rowsToLookAt = 200;
const columnsToLookAt = 50;

/**
 * The columns of a row of headings, in Swedish, Norwegian, Danish and English.
 *
 * @returns `undefined` if these are no headings; `isOther` for a table of something else, as of counts
 */
export function codedHeadings(
  cells: readonly string[],
  index: CodeIndex,
): { readonly columns: CodedColumns; readonly isOther: boolean } | undefined {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length < 2) return undefined;
  const kinds = cells.map(kindOf);
  const known = kinds.filter((kind) => kind !== undefined);
  const marks = cells.flatMap((cell, column) =>
    kinds[column] === undefined && knownCode(cell, index) !== undefined ? [column] : [],
  );
  const areHeadings = new Set(known).size >= 2 || (known.length > 0 && marks.length >= 2);
  if (!areHeadings || (known.length + marks.length) * 2 < filled.length) return undefined;
  const areMarks = !kinds.includes("codes") && marks.length >= 2;
  const meanings = kinds.map((kind, column): ColumnMeaning => {
    if (kind !== undefined) return kind === "count" ? "nothing" : kind;
    return areMarks && marks.includes(column) ? "mark" : "nothing";
  });
  const columns = columnsMeant(meanings, cells, index);
  return { columns, isOther: !isCodedTable(columns, known.includes("count")) };
}

/**
 * The columns of a table without headings: the longest cells are text, the ones of known codes are codes, the short ones
 * before the text are who speaks, and what stands behind it are notes.
 */
export function codedColumnsByContent(
  rows: readonly (readonly string[])[],
  index: CodeIndex,
): CodedColumns | undefined {
  const sample = rows.slice(0, rowsToLookAt);
  const width = Math.min(
    columnsToLookAt,
    sample.reduce((most, cells) => Math.max(most, cells.length), 0),
  );
  const columns = Array.from({ length: width }, (_, column) => {
    const filled = sample.map((cells) => (cells[column] ?? "").trim()).filter((cell) => cell !== "");
    const share = (is: (cell: string) => boolean) =>
      filled.length === 0 ? 0 : filled.filter(is).length / filled.length;
    return {
      column,
      isFilled: filled.length > 0,
      isCodes: share((cell) => isOfCodes(cell, index)) >= 0.5,
      isAllCodes: share((cell) => isOfCodes(cell, index)) === 1,
      isNumber: isNumbering(filled),
      isTime: share((cell) => parseTableTime(cell, "seconds") !== undefined) >= 0.8,
      length: filled.reduce((sum, cell) => sum + cell.length, 0),
      distinct: new Set(filled.map((cell) => cell.toLowerCase())).size,
    };
  }).filter(({ isFilled }) => isFilled);
  const number = columns.find(({ isNumber }) => isNumber)?.column;
  const times = columns.filter(({ column, isTime }) => isTime && column !== number);
  const taken = new Set([number, ...times.slice(0, 2).map(({ column }) => column)]);
  const perhaps = columns.filter(({ column, isCodes }) => isCodes && !taken.has(column));
  // P and K before the words are who speaks, although P is a code too.
  const longest = columns.toSorted((a, b) => b.length - a.length)[0]?.column ?? 0;
  const codes = perhaps
    .filter(({ column, isAllCodes, distinct }) => {
      const mayBeLabels = !isAllCodes && column < longest && distinct <= 4;
      return !mayBeLabels || perhaps.length === 1;
    })
    .map(({ column }) => column);
  for (const column of codes) taken.add(column);
  const open = columns.filter(({ column }) => !taken.has(column));
  const text = open.toSorted((a, b) => b.length - a.length)[0]?.column;
  if (text === undefined && codes.length === 0) return undefined;
  const speaker = open.find(
    ({ column, distinct }) => text !== undefined && column < text && distinct <= 12,
  )?.column;
  const notes = open.find(({ column }) => text !== undefined && column > text && column !== speaker)?.column;
  return {
    ...placed("number", number ?? -1),
    ...placed("start", times[0]?.column ?? -1),
    ...placed("end", times[1]?.column ?? -1),
    ...placed("speaker", speaker ?? -1),
    ...placed("text", text ?? -1),
    ...placed("notes", notes ?? -1),
    codes,
  };
}

/** What each column of a table holds, in the order in which they stand. */
export function meaningsOf(columns: CodedColumns, width: number): ColumnMeaning[] {
  const { codes, marks = [], ...single } = columns;
  return Array.from({ length: width }, (_, column): ColumnMeaning => {
    if (codes.includes(column)) return "codes";
    if (marks.some((mark) => mark.column === column)) return "mark";
    const [meaning] = Object.entries(single).find(([, at]) => at === column) ?? [];
    return (meaning as keyof typeof single | undefined) ?? "nothing";
  });
}

/**
 * The columns of a table by what each holds; of two that hold the same, codes apart, the first counts.
 *
 * @param headings - of the table; a column of `mark` whose heading is no code holds nothing
 */
export function columnsMeant(
  meanings: readonly ColumnMeaning[],
  headings: readonly string[],
  index: CodeIndex,
): CodedColumns {
  const marks = meanings.flatMap((meaning, column) => {
    const codeId = meaning === "mark" ? knownCode(headings[column] ?? "", index) : undefined;
    return codeId === undefined ? [] : [{ column, codeId }];
  });
  const place = <Kind extends Exclude<ColumnKind, "codes">>(kind: Kind) =>
    placed(kind, meanings.indexOf(kind));
  return {
    ...place("number"),
    ...place("start"),
    ...place("end"),
    ...place("speaker"),
    ...place("text"),
    ...place("notes"),
    ...place("uncertain"),
    codes: meanings.flatMap((meaning, column) => (meaning === "codes" ? [column] : [])),
    ...(marks.length === 0 ? {} : { marks }),
  };
}

/** Every column that has been given a meaning. */
export function takenColumns({ codes, marks = [], ...single }: CodedColumns): ReadonlySet<number> {
  return new Set([...Object.values(single), ...codes, ...marks.map(({ column }) => column)]);
}

/** Whether rows of such columns are utterances: they have words, or codes and something that tells which utterance. */
function isCodedTable(columns: CodedColumns, hasCounts: boolean): boolean {
  if (columns.text !== undefined) return true;
  const hasCodes = columns.codes.length > 0 || columns.marks !== undefined;
  const isPlaced =
    columns.number !== undefined || columns.start !== undefined || columns.speaker !== undefined;
  return hasCodes && isPlaced && !hasCounts;
}

/** Whether cells count upwards one by one, wherever they begin. */
function isNumbering(cells: readonly string[]): boolean {
  if (cells.length < 2) return false;
  const first = Number(cells[0]?.replace(/[.):]$/, ""));
  return (
    Number.isInteger(first) && cells.every((cell, at) => cell.replace(/[.):]$/, "") === String(first + at))
  );
}

/** A heading without its unit, its number and whatever stands behind in brackets: `Start (s)`, `Kod 1`, `start_ms`. */
function kindOf(cell: string): keyof typeof words | undefined {
  if (cell.length > longestHeading) return undefined;
  const bare = cell
    .trim()
    .toLowerCase()
    .replace(/\s*[([].*$/, "")
    .replace(/[.:*]+$/, "");
  const shorter = bare.replace(/[\s_-]*(?:\d+|ms|s|sek|sekunder|seconds|tid|time)$/, "");
  return kindByWord.get(bare) ?? kindByWord.get(shorter) ?? kindByWord.get(shorter.split(/[\s_/-]/)[0] ?? "");
}

function placed<Kind extends Exclude<ColumnKind, "codes">>(
  kind: Kind,
  column: number,
): Partial<Record<Kind, number>> {
  return column === -1 ? {} : ({ [kind]: column } as Partial<Record<Kind, number>>);
}
