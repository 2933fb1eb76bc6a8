/** Codes as people write them in a cell: which are meant, and which are not understood. */
import { notCoded } from "../domain/scheme.ts";

/** A code and what it may be called in a file. */
export interface KnownCode {
  readonly id: string;
  readonly sign: string;
  /** In any case; the id and the sign are known without being here. */
  readonly aliases: readonly string[];
}

/** What stands in a cell. */
export interface ReadCodes {
  /** Ids, each once, in the order of the cell. */
  readonly codes: readonly string[];
  /** What is no known code, as written, and the one code that it may be a slip for. */
  readonly unknown: readonly { readonly text: string; readonly suggestion?: string }[];
  /** Whether a question mark stands at one of them. */
  readonly isUncertain: boolean;
}

/** The ids of codes by what may be written for them. */
export type CodeIndex = ReadonlyMap<string, string>;

/** What is known of MITI's codes in Swedish, Norwegian, Danish and English. */
export const mitiCodes: readonly KnownCode[] = [
  code(
    "GI",
    "GI",
    "ge information, gi informasjon, gir informasjon, give information, giving information, info",
  ),
  code("Persuade", "P", "övertala, övertalning, overtale, overtaling, overtalelse, pers, persuasion"),
  code(
    "PersuadeWithPermission",
    "PWP",
    `övertala med tillstånd, övertala med tillåtelse, overtale med tillatelse, overtale med tilladelse,
     persuade with permission, persuasion with permission, ömt, omt`,
  ),
  code(
    "Q",
    "Q",
    `fråga, spørsmål, spørgsmål, question, öppen fråga, sluten fråga, åpent spørsmål, lukket spørsmål, åbent spørgsmål,
     lukket spørgsmål, open question, closed question, öf, sf, oq, cq`,
  ),
  code(
    "SR",
    "SR",
    `er, enkel reflektion, enkel refleksjon, simpel refleksion, enkel refleksion, simple reflection, enkel refl,
     simple refl`,
  ),
  code(
    "CR",
    "CR",
    `kr, komplex reflektion, kompleks refleksjon, kompleks refleksion, complex reflection, komplex refl,
     kompleks refl, complex refl`,
  ),
  code(
    "AF",
    "AF",
    "bekräfta, bekräftelse, bekrefte, bekreftelse, bekræfte, bekræftelse, affirm, affirmation, bekr, aff",
  ),
  code(
    "Seek",
    "Seek",
    `söka samarbete, söker samarbete, søke samarbeid, søge samarbejde, seeking collaboration, seek collaboration,
     seeking`,
  ),
  code(
    "Emphasize",
    "Emph",
    `betona autonomi, betonar autonomi, fremheve autonomi, understrege autonomi, emphasizing autonomy,
     emphasising autonomy, emphasize autonomy, emphasise autonomy, emphasise, autonomi, autonomy`,
  ),
  code("Confront", "Conf", "konfrontera, konfrontation, konfrontere, konfrontasjon, confrontation, konf"),
];

/** What is written where something is deliberately not coded, whatever the scheme. */
const notCodedWords = code(
  notCoded,
  notCoded,
  "ej kodad, inte kodad, ej kod, ikke kodet, ikke kodes, not coded, no code",
);

/** Where one code ends and the next begins; a plus only between two of them, since `CR+` is a code of other schemes. */
const separators = /[,;|\r\n\t]+|\/|(?<=\S)\s*\+\s*(?=[^\s+/-])/;

/** What stands in a cell that holds nothing. */
const nothing = /^[\s\-−–—.]*$/;

/** Signs and other names by which codes are found; where two codes have one name, neither is found by it. */
export function codeIndex(codes: readonly KnownCode[]): CodeIndex {
  const index = new Map<string, string>();
  const doubled = new Set<string>();
  for (const { id, sign, aliases } of [...codes, notCodedWords]) {
    for (const name of [sign, ...aliases].map(plain)) {
      if ((index.get(name) ?? id) !== id) doubled.add(name);
      index.set(name, id);
    }
  }
  for (const name of doubled) index.delete(name);
  for (const { id } of codes) index.set(plain(id), id);
  return index;
}

/** The code that has this name. @returns `undefined` for what is no name of one */
export function knownCode(text: string, index: CodeIndex): string | undefined {
  return index.get(plain(text));
}

/** Reads the codes of one cell. What is not exactly a known name, in any case, is unknown: a slip is never mended. */
export function readCodes(cell: string, index: CodeIndex): ReadCodes {
  // A dash is a code of schemes that have one.
  const whole = knownCode(cell, index);
  if (whole === undefined && nothing.test(cell)) return { codes: [], unknown: [], isUncertain: false };
  if (cell.length > longestCell) {
    return { codes: [], unknown: [{ text: `${cell.slice(0, longestName)}…` }], isUncertain: false };
  }
  if (whole !== undefined) return { codes: [whole], unknown: [], isUncertain: isDoubted(cell) };
  const codes = new Set<string>();
  const unknown: { text: string; suggestion?: string }[] = [];
  for (const piece of cell.split(separators)) readPiece(piece, index, codes, unknown);
  return { codes: [...codes], unknown, isUncertain: codes.size > 0 && isDoubted(cell) };
}

/** Whether a cell holds nothing but known codes. */
export function isOfCodes(cell: string, index: CodeIndex): boolean {
  const { codes, unknown } = readCodes(cell, index);
  return codes.length > 0 && unknown.length === 0;
}

/** The one code whose name is a slip away. @returns `undefined` where there is none, or more than one */
export function suggestionFor(text: string, index: CodeIndex): string | undefined {
  const written = plain(text);
  if (written.length > longestName) return undefined;
  const known = suggestions.get(index) ?? new Map<string, string | undefined>();
  suggestions.set(index, known);
  if (known.has(written) || known.size >= mostSuggestions) return known.get(written);
  const found = nearestTo(written, index);
  known.set(written, found);
  return found;
}

/** What was found for an index: the same slips come again and again. */
const suggestions = new WeakMap<CodeIndex, Map<string, string | undefined>>();

function nearestTo(written: string, index: CodeIndex): string | undefined {
  const most = written.length <= 4 ? 1 : 2;
  let [nearest, ids] = [most, new Set<string>()];
  for (const [name, id] of index) {
    if ((name.length < 2 && !written.startsWith(name)) || Math.abs(name.length - written.length) > nearest)
      continue;
    const far = distance(written, name);
    if (far > nearest) continue;
    if (far < nearest) ids = new Set();
    nearest = far;
    ids.add(id);
  }
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** No name of a code is longer. */
const longestName = 60;
/** What is longer holds words, and no codes. */
const longestCell = 400;
/** For so many that are unknown a slip is looked for, in one file. */
const mostSuggestions = 500;
/** No name of a code has more words. */
const mostWords = 5;

/** Words of a piece: the longest run of them that is a name is taken first. */
function readPiece(
  piece: string,
  index: CodeIndex,
  codes: Set<string>,
  unknown: { text: string; suggestion?: string }[],
): void {
  const words = piece.split(/\s+/).filter((word) => !nothing.test(word) || index.has(plain(word)));
  let from = 0;
  while (from < words.length) {
    const [id, taken] = longestRun(words, from, (text) => index.get(plain(text)));
    if (id !== undefined) codes.add(id);
    else {
      const [suggestion, run] = longestRun(words, from, (text) => suggestionFor(text, index));
      unknown.push({
        text: words.slice(from, from + run).join(" "),
        ...(suggestion === undefined ? {} : { suggestion }),
      });
      from += run;
      continue;
    }
    from += taken;
  }
}

function longestRun(
  words: readonly string[],
  from: number,
  idOf: (text: string) => string | undefined,
): [string | undefined, number] {
  for (let run = Math.min(mostWords, words.length - from); run > 0; run -= 1) {
    const id = idOf(words.slice(from, from + run).join(" "));
    if (id !== undefined) return [id, run];
  }
  return [undefined, 1];
}

function isDoubted(cell: string): boolean {
  return cell.includes("?");
}

/** A name without what does not tell it from others: case, brackets, quotes, a full stop or a question mark. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[()[\]{}"'“”’?!]/g, "")
    .replace(/[−–—]/g, "-")
    .replace(/[\s_]+/g, " ")
    .replace(/[.:]+$/, "")
    .trim();
}

/** Letters to put in, leave out, change or swap with the next (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const at = (r: number, c: number) => (r === i ? row[c] : rows[r]?.[c]) ?? 0;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

function code(id: string, sign: string, aliases: string): KnownCode {
  return { id, sign, aliases: aliases.split(",").map((alias) => alias.trim().replace(/\s+/g, " ")) };
}
