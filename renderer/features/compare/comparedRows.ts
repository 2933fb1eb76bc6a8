/** The rows of a comparison as they are shown: which of them, and with which words around. */
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import type { ComparedRow } from "../../../shared/domain/compareCodings.ts";
import type { Segment } from "../../../shared/domain/segment.ts";

/** Which rows are shown. */
export const rowFilters = ["different", "open", "uncertain", "all"] as const;
export type RowFilter = (typeof rowFilters)[number];

/** The rows that a filter lets through, in order. */
export function rowsOf(filter: RowFilter, rows: readonly ComparedRow[]): readonly ComparedRow[] {
  switch (filter) {
    case "different":
    case "open":
      return rows.filter(({ verdict }) => verdict === filter);
    case "uncertain":
      return rows.filter(({ isUncertain }) => isUncertain);
    case "all":
      return rows;
  }
}

/** What a row is known by while it is on the screen. */
export function rowKey({ place, startMs, endMs, speaker }: ComparedRow): string {
  return place === undefined
    ? `${speaker} ${startMs} ${endMs}`
    : `${place.segmentId} ${place.startIndex} ${place.endIndex}`;
}

/** What is said at a row: its words within their line, and the lines around it. */
export interface RowWords {
  /** `undefined` where there are none: a moment, or a line that is gone. */
  readonly said: { readonly before: string; readonly words: string; readonly after: string } | undefined;
  readonly lineBefore: Segment | undefined;
  readonly lineAfter: Segment | undefined;
}

/** @param lines - written ones, in order */
export function wordsAt(lines: readonly Segment[], { place, startMs, endMs }: ComparedRow): RowWords {
  const index = place === undefined ? -1 : lines.findIndex(({ id }) => id === place.segmentId);
  const line = lines[index];
  if (place === undefined || line === undefined) {
    return {
      said: undefined,
      lineBefore: lines.findLast((other) => other.startMs <= startMs),
      lineAfter: lines.find((other) => other.startMs > startMs && other.startMs >= endMs),
    };
  }
  const { startIndex, endIndex } = place;
  return {
    said: {
      before: line.text.slice(0, startIndex),
      words: line.text.slice(startIndex, endIndex),
      after: line.text.slice(endIndex),
    },
    lineBefore: lines[index - 1],
    lineAfter: lines[index + 1],
  };
}

/** The unit of the consensus that a row is. @returns `undefined` where the consensus does not reach */
export function unitAt({ units }: Pick<Coding, "units">, row: ComparedRow): CodedUnit | undefined {
  const { place, startMs, endMs, speaker } = row;
  if (place === undefined) {
    const alike = units.filter((unit) => unit.place === undefined && unit.speaker === speaker);
    return alike.find((unit) => unit.startMs === startMs && unit.endMs === endMs);
  }
  return units.find(
    (unit) =>
      unit.place?.segmentId === place.segmentId &&
      unit.place.startIndex <= place.startIndex &&
      place.startIndex < unit.place.endIndex,
  );
}
