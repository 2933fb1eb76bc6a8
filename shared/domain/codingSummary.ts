/** What a coding comes to, in any scheme: counts, items and the figures that follow from them. */
import { codedLengthMs } from "./codedLength.ts";
import type { CodedUnit, Coding } from "./coding.ts";
import { volleysOf } from "./miti.ts";
import { notCoded, type Scheme, type SchemeCode, type SchemeFigure } from "./scheme.ts";
import type { Speaker } from "./segment.ts";

/** What of a coding goes into its summary. */
export type SummedContent = Pick<Coding, "units" | "ratings" | "spans" | "target">;

/** Why a figure is undefined: the scheme asks for a target and there is none, a part is not rated, or it divides by 0. */
export type WhyUndefined = "no-target" | "not-rated" | "zero";

export interface SummedFigure {
  readonly id: string;
  readonly value: number | undefined;
  /** Only where there is no value. */
  readonly why?: WhyUndefined;
  /** Of a quotient or a percentage whose parts are all there. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** What it rests on: of a mean, how many of its parts are there; else how often its parts were counted. */
  readonly n: number;
}

/** Utterances of the side that the scheme codes, those of formal parts left out. */
export interface SummedUnits {
  readonly total: number;
  readonly coded: number;
  /** Deliberately not coded. */
  readonly notCoded: number;
  readonly notYet: number;
  readonly uncertain: number;
}

export interface CodingSummary {
  /** By code id, for every code of the scheme. */
  readonly counts: Readonly<Record<string, number>>;
  /** By item id, for every item; `undefined` while empty, and where it asks for a target that there is not. */
  readonly items: Readonly<Record<string, number | undefined>>;
  /** In the scheme's order. */
  readonly figures: readonly SummedFigure[];
  readonly units: SummedUnits;
}

/**
 * Sums up a coding.
 *
 * Where the scheme counts by volley, each code that the practitioner speaks in counts once per volley, and codes that
 * share a slot count as the first of them that occurs. Everything else counts once per utterance. What is said in a
 * formal part counts for nothing, though a client who speaks there ends a volley as ever.
 */
export function summarizeCoding(scheme: Scheme, coding: SummedContent): CodingSummary {
  const counts = countCodes(scheme, coding);
  const items = Object.fromEntries(scheme.items.map(({ id }) => [id, itemValue(scheme, coding, id)]));
  return {
    counts,
    items,
    figures: scheme.figures.map((figure) => sumUp(scheme, coding, figure, counts, items)),
    units: countUnits(unitsToCode(scheme, coding)),
  };
}

/** Whether the scheme has a code for what this speaker says. */
export function isCodedSpeaker(scheme: Pick<Scheme, "codes">, speaker: Speaker): boolean {
  return scheme.codes.some((code) => isHeardIn(code, speaker));
}

/** The units that are to be coded: of the coded side, outside formal parts; in order. */
export function unitsToCode(scheme: Pick<Scheme, "codes">, coding: Pick<Coding, "units" | "spans">) {
  return coding.units.filter((unit) => isCodedSpeaker(scheme, unit.speaker) && !isFormal(coding, unit));
}

/** The utterances in which any of these codes was heard, in order; where codes share volleys, more than were counted. */
export function momentsOf(
  scheme: Pick<Scheme, "codes">,
  coding: Pick<Coding, "units" | "spans">,
  codeIds: readonly string[],
): CodedUnit[] {
  return unitsToCode(scheme, coding).filter((unit) =>
    codesHeard(scheme, unit).some((id) => codeIds.includes(id)),
  );
}

/** Where a figure stands beside the experts' opinion: no norm, and no grade. `undefined` without a value or an opinion. */
export function expertOpinion(
  { thresholds }: Pick<SchemeFigure, "thresholds">,
  value: number | undefined,
): "below" | "fair" | "good" | undefined {
  if (thresholds === undefined || value === undefined) return undefined;
  return value >= thresholds.good ? "good" : value >= thresholds.fair ? "fair" : "below";
}

/** What a sample lacks for its figures to be held against the experts' opinion. */
export type SampleLack = "target" | "drawn" | "length" | "sound" | "all-coded";

/**
 * Whether a coding's figures may be held against the experts' opinion.
 *
 * Asked for are a target where the scheme uses one, a sample drawn as the scheme says, of the norm's length and with
 * enough of it left beside formal parts that ratings are reliable, sound to hear, and every utterance coded or
 * deliberately not.
 *
 * @returns `lacks` in the order above; none in a proper sample
 */
export function properSample(
  scheme: Scheme,
  coding: SummedContent & Pick<Coding, "sample" | "isFromSound">,
): { readonly isProper: boolean; readonly lacks: readonly SampleLack[] } {
  const { sample } = coding;
  const lengthMs = sample.endMs - sample.startMs;
  const isLong =
    (scheme.sample.drawn === "whole" || lengthMs >= scheme.sample.lengthMs) &&
    codedLengthMs(coding) >= scheme.sample.ratedFromMs;
  const { total, notYet } = countUnits(unitsToCode(scheme, coding));
  const isCoded = notYet === 0 && (total > 0 || scheme.codes.length === 0);
  const found: readonly (readonly [SampleLack, boolean])[] = [
    ["target", !scheme.usesTarget || coding.target !== null],
    ["drawn", sample.drawn === scheme.sample.drawn],
    ["length", isLong],
    ["sound", coding.isFromSound],
    ["all-coded", isCoded],
  ];
  const lacks = found.filter(([, isThere]) => !isThere).map(([lack]) => lack);
  return { isProper: lacks.length === 0, lacks };
}

function isFormal({ spans }: Pick<Coding, "spans">, { startMs }: CodedUnit): boolean {
  return spans.some((span) => span.kind === "formal" && span.startMs <= startMs && startMs < span.endMs);
}

function isHeardIn({ side }: SchemeCode, speaker: Speaker): boolean {
  return side === "any" || side === speaker;
}

/** The scheme's codes on a unit that count for its speaker, each once. */
function codesHeard(scheme: Pick<Scheme, "codes">, { codes, speaker }: CodedUnit): string[] {
  return scheme.codes
    .filter((code) => isHeardIn(code, speaker) && codes.includes(code.id))
    .map(({ id }) => id);
}

function countCodes(scheme: Scheme, coding: SummedContent): Record<string, number> {
  const counts = Object.fromEntries(scheme.codes.map(({ id }) => [id, 0]));
  for (const counted of countedTogether(scheme, coding)) {
    for (const id of counted) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

/** What counts once each: the codes of a volley, or of an utterance. */
function countedTogether(scheme: Scheme, coding: SummedContent): Iterable<string>[] {
  const heard = (unit: CodedUnit) => (isFormal(coding, unit) ? [] : codesHeard(scheme, unit));
  if (scheme.unit === "utterance") return coding.units.map(heard);
  const volleys = volleysOf(
    coding.units.map((unit) => ({
      speaker: unit.speaker,
      facilitative: unit.isFacilitative === true,
      unit,
    })),
  );
  return [
    ...volleys.map((volley) => settleSlots(scheme, new Set(volley.flatMap(({ unit }) => heard(unit))))),
    ...coding.units.filter(({ speaker }) => speaker !== "practitioner").map(heard),
  ];
}

function settleSlots({ groups }: Scheme, codes: ReadonlySet<string>): Set<string> {
  const counted = new Set(codes);
  for (const slot of groups.flatMap(({ slots = [] }) => slots)) {
    const [, ...others] = slot.filter((id) => counted.has(id));
    for (const id of others) counted.delete(id);
  }
  return counted;
}

function countUnits(units: readonly CodedUnit[]): SummedUnits {
  const count = (has: (unit: CodedUnit) => boolean) => units.filter(has).length;
  const notYet = count(({ codes }) => codes.length === 0);
  const left = count(({ codes }) => codes.length > 0 && codes.every((code) => code === notCoded));
  return {
    total: units.length,
    coded: units.length - notYet - left,
    notCoded: left,
    notYet,
    uncertain: count(({ isUncertain }) => isUncertain === true),
  };
}

function itemValue(scheme: Scheme, { ratings, target }: SummedContent, id: string): number | undefined {
  return lacksTarget(scheme, target, id) ? undefined : ratings[id]?.value;
}

function lacksTarget({ items }: Scheme, target: string | null, id: string): boolean {
  const item = items.find((candidate) => candidate.id === id);
  return item !== undefined && item.kind !== "count" && item.needsTarget === true && target === null;
}

function sumUp(
  scheme: Scheme,
  { target }: SummedContent,
  { id, formula }: SchemeFigure,
  counts: CodingSummary["counts"],
  items: CodingSummary["items"],
): SummedFigure {
  const by = "by" in formula ? formula.by : [];
  const parts = [...new Set([...formula.of, ...by])];
  const partValue = (part: string) => counts[part] ?? items[part];
  const values = parts.map(partValue).filter((value) => value !== undefined);
  const isRated = (part: string) => scheme.items.some((item) => item.id === part && item.kind !== "count");
  const n =
    formula.kind === "mean"
      ? values.length
      : parts.reduce((sum, part) => {
          const value = partValue(part);
          return sum + (value === undefined ? 0 : isRated(part) ? 1 : value);
        }, 0);
  if (values.length < parts.length) {
    const isTarget = parts.some((part) => lacksTarget(scheme, target, part));
    return { id, value: undefined, why: isTarget ? "no-target" : "not-rated", n };
  }
  const total = (of: readonly string[]) => of.reduce((sum, part) => sum + (partValue(part) ?? 0), 0);
  const numerator = total(formula.of);
  switch (formula.kind) {
    case "sum":
      return { id, value: numerator, n };
    case "mean":
      return { id, value: numerator / formula.of.length, n };
    case "quotient":
    case "percent": {
      const denominator = total(by);
      if (denominator === 0) return { id, value: undefined, why: "zero", numerator, denominator, n };
      const times = formula.kind === "percent" ? 100 : 1;
      return { id, value: (times * numerator) / denominator, numerator, denominator, n };
    }
  }
}
