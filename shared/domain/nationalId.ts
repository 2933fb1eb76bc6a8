/** Finds national identity numbers in text, so that none is stored as a pseudonym or left in a note by mistake. */

/** What kind of number it is; samordningsnummer, D- and H-numbers stand in for people without an ordinary one. */
export type NationalIdKind =
  | "personnummer"
  | "samordningsnummer"
  | "fodselsnummer"
  | "d-number"
  | "h-number"
  | "cpr";

/** A number found in `[startIndex, endIndex)`, in UTF-16 units; `certain` where check digits and form leave little doubt. */
export interface NationalIdFinding {
  readonly kind: NationalIdKind;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly confidence: "certain" | "likely";
}

type Verdict = Pick<NationalIdFinding, "kind" | "confidence">;

const separator = "(?:[ \\u00A0\\u202F]?[-+\\u2010-\\u2015\\u2212][ \\u00A0\\u202F]?|[ \\u00A0\\u202F])?";
const within = "[-. ]?";

/** Each form with the test its digits must pass; earlier forms win where two match the same characters. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly judge: (digits: string, text: string) => Verdict | undefined;
}[] = [
  {
    pattern: form(`(?:18|19|20)\\d{2}${within}\\d{2}${within}\\d{2}${separator}\\d{4}`),
    judge: judgeSwedishLong,
  },
  { pattern: form(`\\d{2}${within}\\d{2}${within}\\d{2}${separator}\\d{5}`), judge: judgeNorwegian },
  { pattern: form(`\\d{6}${separator}\\d{4}`), judge: judgeTenDigits },
];

/**
 * Finds Swedish, Norwegian and Danish national numbers by form, valid date and check digits.
 *
 * Swedish numbers must pass Luhn (Skatteverket, SKV 704), Norwegian ones both modulo-11 digits
 * (Skatteetaten); Danish ones need a valid date, and modulo 11 only raises confidence, since CPR numbers
 * without it are issued since 2007.
 *
 * @returns findings in order, not overlapping; empty if there are none
 */
export function findNationalIds(text: string): NationalIdFinding[] {
  const findings: NationalIdFinding[] = [];
  for (const { pattern, judge } of forms) {
    for (const match of text.matchAll(pattern)) {
      const startIndex = match.index;
      const endIndex = startIndex + match[0].length;
      if (findings.some((found) => startIndex < found.endIndex && found.startIndex < endIndex)) continue;
      const verdict = judge(match[0].replace(/\D/g, ""), match[0]);
      if (verdict !== undefined) findings.push({ ...verdict, startIndex, endIndex });
    }
  }
  return findings.sort((a, b) => a.startIndex - b.startIndex);
}

function form(core: string): RegExp {
  return new RegExp(`(?<!\\d)${core}(?!\\d)`, "g");
}

function judgeSwedishLong(digits: string): Verdict | undefined {
  return judgeSwedish(digits.slice(2), [Number(digits.slice(0, 4))], "certain");
}

function judgeTenDigits(digits: string, text: string): Verdict | undefined {
  const isBare = text.length === digits.length;
  const years = centuries.map((century) => century + Number(digits.slice(0, 2)));
  return judgeSwedish(digits, years, isBare ? "likely" : "certain") ?? judgeDanish(digits);
}

/** @param digits - YYMMDDNNNC */
function judgeSwedish(
  digits: string,
  years: readonly number[],
  confidence: Verdict["confidence"],
): Verdict | undefined {
  const [, month, dayDigits] = pairs(digits);
  const isCoordination = dayDigits > 60;
  if (!isDate(years, month, isCoordination ? dayDigits - 60 : dayDigits) || !passesLuhn(digits))
    return undefined;
  return { kind: isCoordination ? "samordningsnummer" : "personnummer", confidence };
}

/** @param digits - DDMMYYIIIKK; a D-number has 40 added to the day, an H-number to the month, test data 80 */
function judgeNorwegian(digits: string): Verdict | undefined {
  const [dayDigits, monthDigits, year] = pairs(digits);
  const years = centuries.map((century) => century + year);
  const isD = dayDigits > 40;
  const isH = monthDigits > 40 && monthDigits <= 52;
  const month = monthDigits > 80 ? monthDigits - 80 : isH ? monthDigits - 40 : monthDigits;
  if (!isDate(years, month, isD ? dayDigits - 40 : dayDigits)) return undefined;
  if (weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 !== 0) return undefined;
  if (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0) return undefined;
  return { kind: isD ? "d-number" : isH ? "h-number" : "fodselsnummer", confidence: "certain" };
}

/** @param digits - DDMMYYSSSS; the seventh digit tells the century */
function judgeDanish(digits: string): Verdict | undefined {
  const [day, month, year] = pairs(digits);
  if (!isDate([danishCentury(Number(digits[6]), year) + year], month, day)) return undefined;
  const passes = weighted(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  return { kind: "cpr", confidence: passes ? "certain" : "likely" };
}

const centuries = [1800, 1900, 2000] as const;

function danishCentury(seventh: number, year: number): number {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}

function pairs(digits: string): [number, number, number] {
  return [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
}

/** Whether day and month exist in one of the years; a day too many or too few falls into another month. */
function isDate(years: readonly number[], month: number, day: number): boolean {
  return years.some((year) => new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1);
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}
