/** Dividing what is said into utterances: a unit made two, two made one; each as changes that are one step of undo. */
import type { CodedUnit, CodingChange } from "./coding.ts";
import type { UnitId } from "./ids.ts";

/**
 * The places in a unit's text at which it can be divided: where its words begin, the first left out.
 *
 * @param text - of the unit's line
 * @returns indices in the line's text, ascending; empty for a unit of one word or without words
 */
export function wordBeginnings({ place }: CodedUnit, text: string): number[] {
  if (place === undefined) return [];
  return [...text.slice(place.startIndex, place.endIndex).matchAll(/\S+/g)]
    .map(({ index }) => index + place.startIndex)
    .slice(1);
}

/**
 * Makes a unit two at a place in its line's text; its time is divided as its text is. Codes stay with the first.
 *
 * @param index - within the unit's place
 * @param id - of the second
 * @returns empty where there is nothing to divide
 */
export function splitUnit(unit: CodedUnit, index: number, id: UnitId): CodingChange[] {
  const { place, startMs, endMs, speaker } = unit;
  if (place === undefined || index <= place.startIndex || index >= place.endIndex) return [];
  const share = (index - place.startIndex) / (place.endIndex - place.startIndex);
  const cutMs = Math.round(startMs + share * (endMs - startMs));
  const first = { ...unit, endMs: cutMs, place: { ...place, endIndex: index } };
  const second: CodedUnit = {
    id,
    startMs: cutMs,
    endMs,
    speaker,
    place: { ...place, startIndex: index },
    codes: [],
  };
  return [
    { kind: "unit", before: unit, after: first },
    { kind: "unit", before: null, after: second },
  ];
}

/**
 * Makes two units one that stand side by side in one line; codes are the first's, or the second's where it has none.
 *
 * @returns empty where they do not
 */
export function joinUnits(first: CodedUnit, second: CodedUnit): CodingChange[] {
  const isSideBySide =
    first.place !== undefined &&
    second.place !== undefined &&
    first.place.segmentId === second.place.segmentId &&
    first.place.endIndex === second.place.startIndex;
  if (!isSideBySide || first.place === undefined || second.place === undefined) return [];
  const joined: CodedUnit = {
    ...first,
    endMs: Math.max(first.endMs, second.endMs),
    place: { ...first.place, endIndex: second.place.endIndex },
    codes: first.codes.length > 0 ? first.codes : second.codes,
  };
  return [
    { kind: "unit", before: second, after: null },
    { kind: "unit", before: first, after: joined },
  ];
}
