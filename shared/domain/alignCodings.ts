/** Lays codings of one conversation over each other: the finest division that all their cuts make together. */
import type { CodedUnit, Coding, PlaceInText, Sample } from "./coding.ts";
import { type Speaker, speakers } from "./segment.ts";

/** What of a coding is laid over others. */
export type AlignedContent = Pick<Coding, "units" | "spans" | "sample">;

/** A piece that none of the codings cuts further; `[startMs, endMs)`, and a moment has `endMs === startMs`. */
export interface AlignedPiece {
  /** Absent where it is known by its time alone. */
  readonly place?: PlaceInText;
  readonly startMs: number;
  readonly endMs: number;
  /** By coding, in the order they were given: the units it lies in, mostly one; empty where that coding has none. */
  readonly units: readonly (readonly CodedUnit[])[];
  /** Not all who have it have the same utterance there. */
  readonly isCutDifferently: boolean;
}

/** Between two utterances of one line lie so many characters at most that are nobody's: a space, a dash. */
const gapCharacters = 3;
/** Marks that people set by ear for one and the same instant lie so far apart at most, in ms. */
const byEarMs = 500;
/** Moments of different coders that lie closer are one, in ms. */
const sameMomentMs = 2_000;

/** What of a recording all codings have in their samples. @returns `undefined` if there is nothing */
export function commonSample(
  codings: readonly Pick<Coding, "sample">[],
): Pick<Sample, "startMs" | "endMs"> | undefined {
  const startMs = Math.max(...codings.map(({ sample }) => sample.startMs));
  const endMs = Math.min(...codings.map(({ sample }) => sample.endMs));
  return codings.length > 0 && startMs < endMs ? { startMs, endMs } : undefined;
}

/** Whether what begins there is in the sample of all, and in a formal part of none. */
export function isInCommon(codings: readonly Pick<Coding, "sample" | "spans">[], startMs: number): boolean {
  const common = commonSample(codings);
  if (common === undefined || startMs < common.startMs || startMs >= common.endMs) return false;
  return !codings.some(({ spans }) =>
    spans.some((span) => span.kind === "formal" && span.startMs <= startMs && startMs < span.endMs),
  );
}

/**
 * Aligns codings over what their samples have in common.
 *
 * Units with a place in the text meet there, whatever their times; a unit without one meets what it overlaps in time and
 * what is spoken by the same person. The order of the codings changes nothing but the order of `units`.
 *
 * @returns in order of `startMs`; each unit of the common sample lies in at least one piece
 */
export function alignCodings(codings: readonly AlignedContent[]): AlignedPiece[] {
  const placed = codings.map(({ units }) => units.filter(hasPlace));
  const timed = codings.map(({ units }) => units.filter((unit) => !hasPlace(unit)));
  const inText = alignInText(placed).map((piece) => ({
    ...piece,
    units: piece.units.map((units, coder) =>
      units.length > 0 ? units : (timed[coder] ?? []).filter((unit) => isThere(unit, piece)),
    ),
  }));
  const met = new Set(inText.flatMap(({ units }) => units.flat()));
  const alone = timed.map((units) => units.filter((unit) => !met.has(unit)));
  const pieces = [...inText, ...speakers.flatMap((speaker) => alignInTime(ofSpeaker(alone, speaker)))];
  return withCuts(pieces)
    .filter(({ startMs }) => isInCommon(codings, startMs))
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || compareText(keyOf(a), keyOf(b)));
}

/** Who speaks there, by the codings; where they differ, the first in the order of speakers that any of them names. */
export function speakersOf({ units }: Pick<AlignedPiece, "units">): Speaker[] {
  return speakers.filter((speaker) => units.flat().some((unit) => unit.speaker === speaker));
}

type Piece = Omit<AlignedPiece, "isCutDifferently">;

type PlacedUnit = CodedUnit & { readonly place: PlaceInText };

function hasPlace(unit: CodedUnit): unit is PlacedUnit {
  return unit.place !== undefined && unit.place.startIndex < unit.place.endIndex;
}

function alignInText(codings: readonly (readonly PlacedUnit[])[]): Piece[] {
  const segmentIds = new Set(codings.flatMap((units) => units.map(({ place }) => place.segmentId)));
  return [...segmentIds].flatMap((segmentId) => {
    const stretches = codings.map((units) =>
      stretchesOf(units.filter(({ place }) => place.segmentId === segmentId)),
    );
    return between(stretches.flat().flatMap(({ from, to }) => [from, to])).flatMap(
      ([startIndex, endIndex]) => {
        const units = coveringUnits(stretches, startIndex, endIndex);
        const all = units.flat();
        if (all.length === 0) return [];
        const startMs = Math.max(...all.map((unit) => unit.startMs));
        const endMs = Math.max(startMs, Math.min(...all.map((unit) => unit.endMs)));
        return [{ place: { segmentId, startIndex, endIndex }, startMs, endMs, units }];
      },
    );
  });
}

interface Stretch {
  readonly unit: CodedUnit;
  readonly from: number;
  readonly to: number;
}

/** Where the units of one coder reach in a line; what is nobody's between two belongs to the one before. */
function stretchesOf(units: readonly PlacedUnit[]): Stretch[] {
  const sorted = units.toSorted((a, b) => a.place.startIndex - b.place.startIndex);
  return sorted.map((unit, index) => {
    const { startIndex: from, endIndex } = unit.place;
    const next = sorted[index + 1]?.place.startIndex;
    const isGap = next !== undefined && next > endIndex && next - endIndex <= gapCharacters;
    return { unit, from, to: isGap ? next : endIndex };
  });
}

/** Aligns what one person says by its times alone. */
function alignInTime(codings: readonly (readonly CodedUnit[])[]): Piece[] {
  const ranges = codings.map((units) => units.filter((unit) => !isMoment(unit)));
  const snap = snapping(ranges.flat().flatMap(({ startMs, endMs }) => [startMs, endMs]));
  const stretches = ranges.map((units) =>
    units.map((unit) => ({ unit, from: snap(unit.startMs), to: snap(unit.endMs) })),
  );
  const inRanges = between(stretches.flat().flatMap(({ from, to }) => [from, to])).flatMap(
    ([startMs, endMs]) => {
      const units = coveringUnits(stretches, startMs, endMs);
      return units.flat().length === 0 ? [] : [{ startMs, endMs, units }];
    },
  );
  const short = stretches.map((all) => all.filter(({ from, to }) => from === to).map(({ unit }) => unit));
  const moments = codings.map((units, coder) => [...units.filter(isMoment), ...(short[coder] ?? [])]);
  const filled = inRanges.map((piece) => ({
    ...piece,
    units: piece.units.map((units, coder) =>
      units.length > 0 ? units : (moments[coder] ?? []).filter((unit) => isThere(unit, piece)),
    ),
  }));
  const met = new Set(filled.flatMap(({ units }) => units.flat()));
  return [...filled, ...alignMoments(moments.map((units) => units.filter((unit) => !met.has(unit))))];
}

/** Moments that lie close together are one, as long as they are of different coders. */
function alignMoments(codings: readonly (readonly CodedUnit[])[]): Piece[] {
  const moments = codings
    .flatMap((units, coder) => units.map((unit) => ({ unit, coder })))
    .sort(
      (a, b) =>
        a.unit.startMs - b.unit.startMs ||
        compareText(a.unit.codes.join(), b.unit.codes.join()) ||
        compareText(a.unit.id, b.unit.id),
    );
  const pieces: { startMs: number; units: CodedUnit[][] }[] = [];
  for (const { unit, coder } of moments) {
    const last = pieces.at(-1);
    const isSame =
      last !== undefined && unit.startMs - last.startMs <= sameMomentMs && last.units[coder]?.length === 0;
    if (isSame) last.units[coder]?.push(unit);
    else {
      const units = codings.map((_, index) => (index === coder ? [unit] : []));
      pieces.push({ startMs: unit.startMs, units });
    }
  }
  return pieces.map(({ startMs, units }) => ({
    startMs,
    endMs: Math.max(startMs, ...units.flat().map(({ endMs }) => endMs)),
    units,
  }));
}

/** Brings instants that lie within what people mark by ear to the earliest of them. */
function snapping(instants: readonly number[]): (instant: number) => number {
  const snapped = new Map<number, number>();
  let first: number | undefined;
  for (const instant of instants.toSorted((a, b) => a - b)) {
    if (first === undefined || instant - first > byEarMs) first = instant;
    snapped.set(instant, first);
  }
  return (instant) => snapped.get(instant) ?? instant;
}

/** Neighbours among cuts. */
function between(cuts: readonly number[]): [number, number][] {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => [sorted[index] ?? to, to]);
}

function coveringUnits(
  codings: readonly (readonly Stretch[])[],
  start: number,
  end: number,
): (readonly CodedUnit[])[] {
  return codings.map((stretches) =>
    stretches.filter(({ from, to }) => from <= start && to >= end).map(({ unit }) => unit),
  );
}

/** Whether a unit that is known by its time is what a piece is: most of the one lies in the other. */
function isThere(unit: CodedUnit, piece: Piece): boolean {
  if (speakersOf(piece)[0] !== unit.speaker) return false;
  if (isMoment(unit)) return piece.startMs <= unit.startMs && unit.startMs < piece.endMs;
  const overlapMs = Math.min(unit.endMs, piece.endMs) - Math.max(unit.startMs, piece.startMs);
  const shorterMs = Math.min(unit.endMs - unit.startMs, piece.endMs - piece.startMs);
  return overlapMs > 0 && 2 * overlapMs >= shorterMs;
}

function isMoment({ startMs, endMs }: CodedUnit): boolean {
  return startMs === endMs;
}

function ofSpeaker(codings: readonly (readonly CodedUnit[])[], speaker: Speaker): CodedUnit[][] {
  return codings.map((units) => units.filter((unit) => unit.speaker === speaker));
}

function withCuts(pieces: readonly Piece[]): AlignedPiece[] {
  const piecesOf = new Map<CodedUnit, Set<number>>();
  for (const [index, { units }] of pieces.entries()) {
    for (const unit of units.flat()) {
      const known = piecesOf.get(unit) ?? new Set();
      piecesOf.set(unit, known.add(index));
    }
  }
  return pieces.map((piece) => {
    const there = piece.units.filter((units) => units.length > 0);
    const reaches = there.map((units) => units.map((unit) => [...(piecesOf.get(unit) ?? [])].join(" ")));
    const isCutDifferently =
      there.length > 1 && (reaches.some(({ length }) => length > 1) || new Set(reaches.flat()).size > 1);
    return { ...piece, isCutDifferently };
  });
}

function keyOf({ place, units }: Piece): string {
  return place === undefined
    ? (units
        .flat()
        .map(({ id }) => id)
        .sort()[0] ?? "")
    : `${place.segmentId} ${String(place.startIndex).padStart(6, "0")}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
