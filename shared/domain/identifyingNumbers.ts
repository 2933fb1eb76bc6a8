/** Finds national numbers, telephone numbers, e-mail, street and postal addresses, and dates. */
import type { IdentifyingKind } from "./deidentification.ts";
import type { IdentifyingFinding } from "./identifyingWords.ts";
import { findNationalIds } from "./nationalId.ts";
import { commonPlaceNames } from "./placeNames.ts";

type Strength = IdentifyingFinding["strength"];

/**
 * Finds what has a form of its own.
 *
 * @returns surest form first; findings may overlap, the earlier one then counts
 */
export function findIdentifyingNumbers(text: string): IdentifyingFinding[] {
  return [
    ...findNationalIds(text).map(({ startIndex, endIndex, confidence }) => ({
      kind: "national-id" as const,
      startIndex,
      endIndex,
      strength: confidence === "certain" ? ("strong" as const) : ("weak" as const),
    })),
    ...findMailAddresses(text),
    ...findDates(text),
    ...findAddresses(text),
    ...findDigits(text),
  ];
}

/** Names of mailboxes and of accounts, also as they are spelt out: "anna snabel-a bolaget punkt se". */
function findMailAddresses(text: string): IdentifyingFinding[] {
  const written = each(
    text,
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{0,80}[\p{L}\p{N}]/gu,
    "email",
    "strong",
  );
  const account = each(text, /(?<![\p{L}\p{N}@._%+-])@[\p{L}\p{N}._]{1,60}[\p{L}\p{N}]/gu, "email", "weak");
  const said = each(
    text,
    /(?<![\p{L}\p{N}])[\p{L}\p{N}._-]{1,60} (?:snabel-?a|alfakrøll|krøllalfa) [\p{L}\p{N}.-]{1,60}(?: (?:punkt|punktum|prikk|dot) [a-z]{2,10})?/giu,
    "email",
    "weak",
  );
  return [...written, ...account, ...said];
}

const months =
  "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|" +
  "januar|februar|marts|mai|august|desember|january|february|march|may|june|july|october";
const year = "(?:18|19|20)\\d{2}";
const datePatterns = [
  new RegExp(`(?<![\\d.])${year}-\\d{1,2}-\\d{1,2}(?!\\d)`, "g"),
  new RegExp(`(?<![\\d./-])\\d{1,2}([./-])\\d{1,2}\\1(?:${year}|\\d{2})(?!\\d)`, "g"),
  new RegExp(`(?<![\\d./-])\\d{1,2}/\\d{1,2}[ -](?:${year}|\\d{2})(?!\\d)`, "g"),
  new RegExp(
    `(?<![\\p{L}\\d])\\d{1,2}(?:\\.|:?[ae]|st|nd|rd|th)? (?:of )?(?:${months})(?:,? ${year})?(?![\\p{L}\\d])`,
    "giu",
  ),
  new RegExp(
    `(?<![\\p{L}\\d])(?:january|february|march|april|may|june|july|august|september|october|november|december) \\d{1,2}(?:st|nd|rd|th)?(?:,? ${year})?(?![\\p{L}\\d])`,
    "giu",
  ),
];
/** How far before a date its being a day of birth may be said, in UTF-16 units. */
const birthReach = 40;
const birth =
  /(?:född|födelse|fyllde?r?|fødd|født|fødsel|fødselsdag|fyl[dl]te?|born|birthday|date of birth)(?![\p{L}])|f\. ?$/iu;

function findDates(text: string): IdentifyingFinding[] {
  const dates = datePatterns.flatMap((pattern) => each(text, pattern, "date", "weak"));
  const years = each(text, new RegExp(`(?<![\\d-])${year}(?![\\d-])`, "g"), "date", "weak");
  const isBirth = ({ startIndex }: IdentifyingFinding) =>
    birth.test(text.slice(Math.max(0, startIndex - birthReach), startIndex));
  return [
    ...dates.map((date) =>
      isBirth(date) ? { ...date, kind: "birth-date" as const, strength: "strong" as const } : date,
    ),
    // A year alone tells little, unless somebody was born in it.
    ...years.filter(isBirth).map((date) => ({ ...date, kind: "birth-date" as const })),
  ];
}

const streetEnding =
  "(?:gatan|gata|gaten|gate|gade|vägen|väg|veien|veg|vegen|vei|vej|gränd|gränden|allén|allé|alléen|torget|torg|torvet|" +
  "torv|stigen|stien|backen|bakken|plass|plassen|plads|pladsen|stræde|vænge|kroken|svingen|ringen|terrassen)";
const houseNumber = "\\d{1,4}(?: ?[A-Ha-h](?![\\p{L}]))?(?!\\d)";

/** With a number they are addresses; a street alone only within a sentence, where its capital says that it is a name. */
function findAddresses(text: string): IdentifyingFinding[] {
  const numbered = each(
    text,
    new RegExp(
      `(?<![\\p{L}])(?:\\p{Lu}[\\p{Ll}]{1,20} ){0,2}(?:\\p{Lu}\\p{Ll}{0,24}|\\p{Lu}\\p{Ll}{1,20} )${streetEnding} ${houseNumber}`,
      "gu",
    ),
    "address",
    "strong",
  );
  const english = each(
    text,
    /(?<![\p{L}\d])\d{1,4}[a-z]? (?:\p{Lu}\p{Ll}{1,20} ){1,2}(?:Street|Road|Lane|Avenue|Drive|Close|Crescent|Court|Way|Terrace|Gardens|Square)(?!\p{L})/gu,
    "address",
    "strong",
  );
  const postal = each(
    text,
    /(?<![\d-])(?:\d{3} \d{2}|(?:SE|NO|DK|N|S)-\d{3,5}(?: \d{2})?) {1,2}\p{Lu}\p{L}{1,30}/gu,
    "address",
    "strong",
  );
  const fourDigits = each(text, /(?<![\d-])\d{4} \p{Lu}\p{L}{1,30}/gu, "address", "strong").filter(
    ({ startIndex, endIndex }) =>
      commonPlaceNames.has(text.slice(startIndex + 5, endIndex).toLowerCase()) ||
      /,\s?$/.test(text.slice(Math.max(0, startIndex - 2), startIndex)),
  );
  const british = each(
    text,
    /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\d])/gu,
    "address",
    "strong",
  );
  const streets = each(
    text,
    new RegExp(`(?<=[\\p{L},] )\\p{Lu}\\p{Ll}{1,24}${streetEnding}(?![\\p{L}])`, "gu"),
    "address",
    "weak",
  );
  return [...numbered, ...english, ...postal, ...fourDigits, ...british, ...streets];
}

/** Digits in a row, with what people put between them. */
const digitRun = /(?<![\p{L}\d,.])(?:\+ ?|\(\+)?\(?\d(?:[ \u00A0\u202F()./\u2010-\u2015-]{0,2}\d)*/gu;
const units =
  /^ ?(?:kr|kronor|kroner|euro|pund|pounds?|%|procent|prosent|percent|kilo|kg|gram|g|mg|ml|meter|km|steg|skritt|skridt|steps|gånger|ganger|gange|times|år|years?)(?!\p{L})/iu;

function findDigits(text: string): IdentifyingFinding[] {
  const findings: IdentifyingFinding[] = [];
  for (const match of text.matchAll(digitRun)) {
    const endIndex = match.index + match[0].length;
    const judged = judgeDigits(match[0], text.slice(endIndex, endIndex + 12));
    if (judged !== undefined) {
      const [kind, strength] = judged;
      findings.push({ kind, strength, startIndex: match.index, endIndex });
    }
  }
  return findings;
}

function judgeDigits(run: string, after: string): readonly [IdentifyingKind, Strength] | undefined {
  const digits = run.replace(/\D/g, "");
  const isBare = digits.length === run.length;
  if (/^(?:\(?\+|00)/.test(run) && digits.length >= 8 && digits.length <= 16) return ["phone", "strong"];
  // Thousands, spans of years, times of the day.
  if (/^\d{1,3}(?:[ .\u00A0\u202F]\d{3})+$/.test(run) && !/^0/.test(run) && units.test(after))
    return undefined;
  if (/^\d{1,3}(?:[ .\u00A0\u202F]000)+$/.test(run)) return undefined;
  if (/^(?:18|19|20)\d{2}\D{1,3}(?:18|19|20)?\d{2}$/.test(run)) return undefined;
  if (/^\d{1,2}[.:]\d{2}(?:\D{1,3}\d{1,2}[.:]\d{2})?$/.test(run)) return undefined;
  if (/^0\d/.test(run) && digits.length >= 7 && digits.length <= 11) return ["phone", "strong"];
  if (/^(?:\d{2})?\d{6}[-+\u2010-\u2015 ]?\d{4}$|^\d{6} ?\d{5}$/.test(run)) return ["national-id", "weak"];
  if (/^[2-9]\d(?: \d{2}){3}$|^[2-9]\d{2} \d{2} \d{3}$|^[2-9]\d{3} \d{4}$/.test(run))
    return ["phone", "strong"];
  if (digits.length < 5 || units.test(after)) return undefined;
  if (digits.length === 8 && isBare && /^[2-9]/.test(digits)) return ["phone", "weak"];
  return isBare || digits.length >= 7 ? ["number", "weak"] : undefined;
}

function each(
  text: string,
  pattern: RegExp,
  kind: IdentifyingKind,
  strength: Strength,
): IdentifyingFinding[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    kind,
    strength,
    startIndex: match.index,
    endIndex: match.index + match[0].length,
  }));
}
