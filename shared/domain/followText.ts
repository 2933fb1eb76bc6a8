/** What becomes of a coding's units when the text that they point into is edited. */
import type { CodedUnit, CodingChange } from "./coding.ts";
import { compareSegments } from "./edit.ts";
import type { SegmentId, UnitId } from "./ids.ts";
import { isWritten, type Segment } from "./segment.ts";

/** For a coding that goes on: where words that are new are still to be coded. */
export interface StillCoding {
  readonly startMs: number;
  readonly endMs: number;
  readonly newId: () => UnitId;
}

/** Lines that were edited together, such as one that became two. */
interface Cluster {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
}

/** Part of a line: `[startIndex, endIndex)` of its text; `unit` as it was, where the part has one. */
interface Piece {
  readonly line: Segment;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly unit: CodedUnit | null;
}

/**
 * Finds the units' new places.
 *
 * A unit stays with its words: through corrections within them, when its line is split or merged with others, and when
 * times or speakers change. Where a line is split within a unit, the first part keeps its codes and the rest is not
 * coded yet. A unit whose words are gone is dropped if it was not coded; else it keeps its codes and its time, and
 * finds its words again should its line come back.
 *
 * @param units - of one coding
 * @param before - the lines that the edits name, as they were
 * @param after - the same lines as they are now
 * @param coding - `null` for a coding that is finished: nothing is added to it
 * @returns changes of units, in no particular order; empty if no unit is touched
 */
export function followText(
  units: readonly CodedUnit[],
  before: readonly Segment[],
  after: readonly Segment[],
  coding: StillCoding | null,
): CodingChange[] {
  return clustersOf(before, after).flatMap((cluster) => followCluster(units, cluster, coding));
}

/** Lines that only changed stand alone; those that came or went stand with their touched neighbours. */
function clustersOf(before: readonly Segment[], after: readonly Segment[]): Cluster[] {
  const old = new Map(before.map((line) => [line.id, line]));
  const now = new Map(after.map((line) => [line.id, line]));
  const touched = [...new Map([...before, ...after].map((line) => [line.id, line])).values()]
    .map(({ id }) => old.get(id) ?? now.get(id))
    .filter((line) => line !== undefined)
    .sort(compareSegments);
  const staysOne = ({ id }: Segment) => old.has(id) && now.has(id);
  const groups: Segment[][] = [];
  for (const line of touched) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    const belongs = previous !== undefined && !(staysOne(previous) && staysOne(line));
    if (last !== undefined && belongs) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => {
    const ids = new Set(group.map(({ id }) => id));
    const those = (lines: readonly Segment[]) => lines.filter(({ id }) => ids.has(id)).sort(compareSegments);
    return { before: those(before), after: those(after) };
  });
}

function followCluster(
  units: readonly CodedUnit[],
  { before, after }: Cluster,
  coding: StillCoding | null,
): CodingChange[] {
  const ids = new Set<SegmentId>([...before, ...after].map(({ id }) => id));
  const concerned = units.filter(({ place }) => place !== undefined && ids.has(place.segmentId));
  const shift = shiftBetween(lettersOf(before), lettersOf(after));
  const placed = concerned
    .filter(({ place }) => before.some(({ id }) => id === place?.segmentId))
    .flatMap((unit): readonly { unit: CodedUnit; from: number; to: number }[] => {
      if (unit.place === undefined) return [];
      const { segmentId, startIndex, endIndex } = unit.place;
      const from = shift(offsetOf(before, segmentId, startIndex));
      const to = shift(offsetOf(before, segmentId, endIndex));
      return from < to ? [{ unit, from, to }] : [];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const kept = new Map<UnitId, CodedUnit>();
  const added: CodedUnit[] = [];
  // Words that came back are waited for by the units that were left with a line that was gone.
  const waiting = concerned.filter(({ place }) => !before.some(({ id }) => id === place?.segmentId));
  for (const line of after) {
    const isWaitedFor = waiting.some(({ place }) => place?.segmentId === line.id);
    if (isWaitedFor || !isWritten(line)) continue;
    for (const { unit, ...fields } of timed(line, piecesOf(line, after, placed, kept))) {
      if (unit !== null) kept.set(unit.id, withFields(unit, fields));
      else if (coding !== null && line.startMs >= coding.startMs && line.startMs < coding.endMs) {
        added.push({ id: coding.newId(), ...fields, codes: [] });
      }
    }
  }
  return [
    ...concerned
      .filter((unit) => !waiting.includes(unit))
      .flatMap((unit) => changeOf(unit, kept.get(unit.id) ?? withoutWords(unit, after))),
    ...added.map((unit): CodingChange => ({ kind: "unit", before: null, after: unit })),
  ];
}

/** A unit whose words are gone; only a line that is gone may come back with them. */
function withoutWords(unit: CodedUnit, after: readonly Segment[]): CodedUnit | null {
  if (unit.codes.length === 0) return null;
  const { place, ...others } = unit;
  return after.some(({ id }) => id === place?.segmentId) ? others : unit;
}

function changeOf(before: CodedUnit, after: CodedUnit | null): CodingChange[] {
  const isSame = after !== null && JSON.stringify(before) === JSON.stringify(after);
  return isSame ? [] : [{ kind: "unit", before, after }];
}

/** The parts of a line, covering it: those of units, each of which goes into one line only, and what is left between lines. */
function piecesOf(
  line: Segment,
  lines: readonly Segment[],
  placed: readonly { readonly unit: CodedUnit; readonly from: number; readonly to: number }[],
  taken: ReadonlyMap<UnitId, CodedUnit>,
): Piece[] {
  const lineFrom = offsetOf(lines, line.id, 0);
  const lineTo = offsetOf(lines, line.id, line.text.length);
  const here = placed.filter(({ from, to }) => from < lineTo && to > lineFrom);
  const pieces = here.map(({ unit, from }) => ({
    unit: taken.has(unit.id) ? null : unit,
    startIndex: indexAt(line, Math.max(0, from - lineFrom)),
  }));
  const whole = pieces.length === 0 ? [{ unit: null, startIndex: 0 }] : pieces;
  return whole.map((piece, at) => ({
    line,
    unit: piece.unit,
    startIndex: at === 0 ? 0 : piece.startIndex,
    endIndex: whole[at + 1]?.startIndex ?? line.text.length,
  }));
}

/** The pieces with times: the line's own at its ends, within it as they were, or in proportion to the text. */
function timed(line: Segment, pieces: readonly Piece[]) {
  const { startMs, endMs, text, speaker, id: segmentId } = line;
  const edges = pieces.map(({ unit, startIndex }, at) => {
    if (at === 0) return startMs;
    const isWithin = unit !== null && unit.startMs > startMs && unit.startMs < endMs;
    return isWithin
      ? unit.startMs
      : Math.round(startMs + ((endMs - startMs) * startIndex) / Math.max(1, text.length));
  });
  const rising = edges.map((_, at) => Math.max(...edges.slice(0, at + 1)));
  return pieces.map(({ unit, startIndex, endIndex }, at) => ({
    unit,
    startMs: rising[at] ?? startMs,
    endMs: rising[at + 1] ?? endMs,
    speaker,
    place: { segmentId, startIndex, endIndex },
  }));
}

function withFields(
  unit: CodedUnit,
  fields: Pick<CodedUnit, "startMs" | "endMs" | "speaker"> & { readonly place: CodedUnit["place"] },
): CodedUnit {
  const { isFacilitative, ...others } = unit;
  const { place, ...rest } = fields;
  const isStill = isFacilitative && fields.speaker === "client";
  return {
    ...others,
    ...rest,
    ...(place === undefined ? {} : { place }),
    ...(isStill ? { isFacilitative } : {}),
  };
}

/** All that is written in lines, without white space: what splitting and merging leave as it is. */
function lettersOf(lines: readonly Segment[]): string {
  return lines.map(({ text }) => lettersIn(text)).join("");
}

function lettersIn(text: string): string {
  return text.replace(/\s+/g, "");
}

/** How many letters come before a place in the text of one of the lines. */
function offsetOf(lines: readonly Segment[], id: SegmentId, index: number): number {
  let offset = 0;
  for (const line of lines) {
    if (line.id === id) return offset + lettersIn(line.text.slice(0, index)).length;
    offset += lettersIn(line.text).length;
  }
  return offset;
}

/** The place in a line's text at which so many letters have come, behind any white space. */
function indexAt({ text }: Segment, letters: number): number {
  let seen = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (/\s/.test(text.charAt(index))) continue;
    if (seen === letters) return index;
    seen += 1;
  }
  return text.length;
}

/** Where an offset of one text lies in another: the same distance from whichever end is the same in both. */
function shiftBetween(before: string, after: string): (offset: number) => number {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  return (offset) => {
    if (offset <= prefix) return offset;
    if (offset >= before.length - suffix) return offset + after.length - before.length;
    return after.length - suffix;
  };
}
