/** Where coders heard the same and where they heard differently, and how far that goes beyond chance. */
import { cohenKappa, fleissKappa } from "./agreement.ts";
import { type AlignedPiece, alignCodings, commonSample, speakersOf } from "./alignCodings.ts";
import type { CodedUnit, Coding, Sample } from "./coding.ts";
import { type CodingSummary, isCodedSpeaker, summarizeCoding } from "./codingSummary.ts";
import { notCoded, type Scheme, type SchemeItem } from "./scheme.ts";
import type { Speaker } from "./segment.ts";

/** What of a coding is compared. */
export type ComparedContent = Pick<Coding, "units" | "spans" | "sample" | "ratings" | "target">;

/** What one place was heard as. */
export interface ComparedRow extends Omit<AlignedPiece, "units"> {
  readonly speaker: Speaker;
  /** By coding: codes in the scheme's order, `NC` alone where it was deliberately not coded; `null` where not yet coded. */
  readonly codes: readonly (readonly string[] | null)[];
  /** `open`: not all have coded it, so that it counts for nothing. */
  readonly verdict: "same" | "different" | "open";
  /** One of them was not sure. */
  readonly isUncertain: boolean;
}

/** How two coders agree. */
export interface ComparedPair {
  /** Indices of the codings. */
  readonly first: number;
  readonly second: number;
  /** Places that both have coded, and those of them that they heard alike. */
  readonly n: number;
  readonly same: number;
  /** Cohen's; `undefined` as there. */
  readonly kappa: number | undefined;
  /** What was heard, in the scheme's order; several codes on one place are joined by `+`. */
  readonly labels: readonly string[];
  /** Rows are the first coder's, columns the second's, both by `labels`. */
  readonly matrix: readonly (readonly number[])[];
}

/** How often a code was heard, and by all. */
export interface ComparedCode {
  /** Of the scheme, or `NC`. */
  readonly code: string;
  /** Places at which anyone heard it, and those of them at which all did. */
  readonly heard: number;
  readonly heardByAll: number;
  /** Of a coder's hearing it, how much another shares, 0…1. */
  readonly shared: number;
}

/** What an item was rated or counted as. */
export interface ComparedItem {
  readonly id: string;
  readonly kind: SchemeItem["kind"];
  /** By coding; `undefined` where it is empty. */
  readonly values: readonly (number | undefined)[];
  /** Whether all values lie within 1; `undefined` for counts, and where not all have rated it. */
  readonly isWithinOne: boolean | undefined;
}

export interface Comparison {
  /** What all samples share; `undefined` where they share nothing. */
  readonly common: Pick<Sample, "startMs" | "endMs"> | undefined;
  /** Of the side that the scheme codes, in order. */
  readonly rows: readonly ComparedRow[];
  /** Rows by verdict. */
  readonly totals: Readonly<Record<ComparedRow["verdict"], number>>;
  /** Cohen's for two, Fleiss' for more; `undefined` as there. */
  readonly kappa: number | undefined;
  /** Each two codings, in order. */
  readonly pairs: readonly ComparedPair[];
  /** Codes that anyone heard, in the scheme's order. */
  readonly codes: readonly ComparedCode[];
  readonly items: readonly ComparedItem[];
  /** By coding, over what the samples share. */
  readonly summaries: readonly CodingSummary[];
}

/** Compares codings of one conversation by one scheme; their order changes only the order of what is given by coding. */
export function compareCodings(scheme: Scheme, codings: readonly ComparedContent[]): Comparison {
  const rows = alignCodings(codings).flatMap((piece) => comparePiece(scheme, piece) ?? []);
  const summaries = codings.map((coding) => summarizeCoding(scheme, withinCommon(coding, codings)));
  const count = (verdict: ComparedRow["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
  return {
    common: commonSample(codings),
    rows,
    totals: { same: count("same"), different: count("different"), open: count("open") },
    kappa: kappaOf(rows, codings.length),
    pairs: codings.flatMap((_, first) =>
      codings.flatMap((__, second) => (second > first ? [pairOf(scheme, rows, first, second)] : [])),
    ),
    codes: [...scheme.codes.map(({ id }) => id), notCoded].flatMap((code) => codeOf(rows, code)),
    items: scheme.items.map(({ id, kind }) => itemOf(id, kind, summaries)),
    summaries,
  };
}

/** Compares what was heard in one piece. @returns `undefined` where the scheme does not code who speaks there */
export function comparePiece(
  scheme: Pick<Scheme, "codes">,
  { units, ...piece }: AlignedPiece,
): ComparedRow | undefined {
  const speaker = speakersOf({ units }).find((one) => isCodedSpeaker(scheme, one));
  if (speaker === undefined) return undefined;
  const codes = units.map((there) => codesOf(scheme, there));
  const isUncertain = units.flat().some((unit) => unit.isUncertain === true);
  return { ...piece, speaker, codes, verdict: verdictOn(codes), isUncertain };
}

/**
 * What of a coding lies in the samples of all, with the formal parts of all: nothing is counted there, and a client who
 * speaks in one ends a volley as ever.
 */
export function withinCommon<Content extends ComparedContent>(
  coding: Content,
  codings: readonly ComparedContent[],
): Content {
  const common = commonSample(codings);
  return {
    ...coding,
    units: coding.units.filter(
      ({ startMs }) => common !== undefined && startMs >= common.startMs && startMs < common.endMs,
    ),
    spans: [
      ...coding.spans,
      ...codings.flatMap(({ spans }) =>
        spans === coding.spans ? [] : spans.filter(({ kind }) => kind === "formal"),
      ),
    ],
  };
}

/** What was heard at a place, each in the scheme's order, with how many heard it so; whose it is stays unsaid. */
export function heardAt(
  scheme: Pick<Scheme, "codes">,
  { codes }: Pick<ComparedRow, "codes">,
): { readonly codes: readonly string[] | null; readonly coders: number }[] {
  const heard = new Map<string, { codes: readonly string[] | null; coders: number }>();
  for (const one of codes) {
    const label = one === null ? "" : labelOf(one);
    heard.set(label, { codes: one, coders: (heard.get(label)?.coders ?? 0) + 1 });
  }
  const rank = (of: readonly string[] | null) => (of === null ? Number.MAX_SAFE_INTEGER : rankOf(scheme, of));
  return [...heard.values()].sort((a, b) => rank(a.codes) - rank(b.codes));
}

/** Several codes as one sign: `CR+AF`. */
export function labelOf(codes: readonly string[]): string {
  return codes.join("+");
}

function codesOf(scheme: Pick<Scheme, "codes">, units: readonly CodedUnit[]): readonly string[] | null {
  const codes = [...new Set(units.flatMap((unit) => unit.codes))];
  if (codes.length === 0) return null;
  const heard = codes.filter((code) => code !== notCoded);
  return heard.length === 0
    ? [notCoded]
    : heard.sort((a, b) => rankOf(scheme, [a]) - rankOf(scheme, [b]) || (a < b ? -1 : 1));
}

function verdictOn(codes: ComparedRow["codes"]): ComparedRow["verdict"] {
  if (codes.length === 0 || codes.some((one) => one === null)) return "open";
  return new Set(codes.map((one) => labelOf(one ?? []))).size === 1 ? "same" : "different";
}

function kappaOf(rows: readonly ComparedRow[], coders: number): number | undefined {
  const heard = labelled(rows);
  if (coders === 2) return cohenKappa(heard.map(([first = "", second = ""]) => [first, second]));
  const labels = [...new Set(heard.flat())].sort();
  return fleissKappa(heard.map((row) => labels.map((label) => row.filter((one) => one === label).length)));
}

/** Places that all have coded, each with what they heard. */
function labelled(rows: readonly ComparedRow[]): string[][] {
  return rows
    .filter(({ verdict }) => verdict !== "open")
    .map(({ codes }) => codes.map((one) => labelOf(one ?? [])));
}

function pairOf(scheme: Scheme, rows: readonly ComparedRow[], first: number, second: number): ComparedPair {
  const heard = rows.flatMap(({ codes }) => {
    const [one, other] = [codes[first] ?? null, codes[second] ?? null];
    return one === null || other === null ? [] : [[one, other] as const];
  });
  const known = new Map(heard.flat().map((codes) => [labelOf(codes), rankOf(scheme, codes)]));
  const labels = [...known.keys()].sort(
    (a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0) || (a < b ? -1 : 1),
  );
  const pairs = heard.map(([one, other]) => [labelOf(one), labelOf(other)] as const);
  return {
    first,
    second,
    n: pairs.length,
    same: pairs.filter(([one, other]) => one === other).length,
    kappa: cohenKappa(pairs),
    labels,
    matrix: labels.map((row) =>
      labels.map((column) => pairs.filter(([one, other]) => one === row && other === column).length),
    ),
  };
}

function codeOf(rows: readonly ComparedRow[], code: string): ComparedCode[] {
  const compared = rows.filter(({ verdict }) => verdict !== "open");
  const hearing = compared
    .map(({ codes }) => ({
      coders: codes.length,
      by: codes.filter((one) => one?.includes(code) === true).length,
    }))
    .filter(({ by }) => by > 0);
  if (hearing.length === 0) return [];
  const sum = (of: (row: { by: number; coders: number }) => number) =>
    hearing.reduce((total, row) => total + of(row), 0);
  const pairs = sum(({ by, coders }) => by * (coders - 1));
  return [
    {
      code,
      heard: hearing.length,
      heardByAll: hearing.filter(({ by, coders }) => by === coders).length,
      shared: pairs === 0 ? 1 : sum(({ by }) => by * (by - 1)) / pairs,
    },
  ];
}

function itemOf(id: string, kind: SchemeItem["kind"], summaries: readonly CodingSummary[]): ComparedItem {
  const values = summaries.map(({ items }) => items[id]);
  const rated = values.filter((value) => value !== undefined);
  const isRated = kind !== "count" && rated.length === values.length && rated.length > 0;
  return {
    id,
    kind,
    values,
    isWithinOne: isRated ? Math.max(...rated) - Math.min(...rated) <= 1 : undefined,
  };
}

/** Where codes stand: by their first in the scheme's order, several after one; `NC` and what the scheme does not know last. */
function rankOf({ codes }: Pick<Scheme, "codes">, [first, ...more]: readonly string[]): number {
  const index = codes.findIndex(({ id }) => id === first);
  const known = index >= 0 ? index : first === notCoded ? codes.length : codes.length + 1;
  return 100 * known + Math.min(99, more.length);
}
