/** The hits of a search in the rows of one transcript, unsaved words included. */
import { findInText, type TextRange } from "../../../shared/domain/findInText.ts";
import { searchTerms } from "../../../shared/domain/searchTerms.ts";
import type { Segment } from "../../../shared/domain/segment.ts";

/** One hit. */
export interface FoundHit {
  readonly segment: Segment;
  /** Which row. */
  readonly index: number;
  /** Where in the row's text it begins. */
  readonly start: number;
}

/** Finds in rows; a row that is the same object as before is not looked through again. */
export interface RowFinder {
  /** The hits of a row; the same array for the same row. */
  marksOf(segment: Segment): readonly TextRange[];
  /** All hits, in order. */
  hitsIn(segments: readonly Segment[]): FoundHit[];
}

/** Creates a finder for what was typed; it finds nothing for no words. */
export function createRowFinder(typed: string): RowFinder {
  const terms = searchTerms(typed);
  const known = new WeakMap<Segment, readonly TextRange[]>();
  function marksOf(segment: Segment): readonly TextRange[] {
    const marks = known.get(segment) ?? findInText(segment.text, terms);
    known.set(segment, marks);
    return marks;
  }
  return {
    marksOf,
    hitsIn: (segments) =>
      terms.length === 0
        ? []
        : segments.flatMap((segment, index) =>
            marksOf(segment).map(({ start }) => ({ segment, index, start })),
          ),
  };
}
