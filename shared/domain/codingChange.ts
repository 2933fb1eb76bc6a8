/** Changes of codings as invertible data: undo, saving and the vault's own copy come from this one definition. */
import type { CodedUnit, Coding, CodingChange, CodingSpan } from "./coding.ts";

/** What changes can be made on. */
export type CodingContent = Pick<Coding, "units" | "ratings" | "spans">;

interface Placed {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The order of units and of spans: by start, then end, then id. */
export function comparePlaced(a: Placed, b: Placed): number {
  return a.startMs - b.startMs || a.endMs - b.endMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Makes one change.
 *
 * @returns a new content in order; what is untouched are the same objects
 * @throws RangeError if it does not fit: what is there is not as it was before
 */
export function applyCodingChange<Content extends CodingContent>(
  content: Content,
  change: CodingChange,
): Content {
  switch (change.kind) {
    case "unit":
      return { ...content, units: replaced<CodedUnit>(content.units, change.before, change.after) };
    case "span":
      return { ...content, spans: replaced<CodingSpan>(content.spans, change.before, change.after) };
    case "rating": {
      const { [change.itemId]: there = null, ...others } = content.ratings;
      expect(isSame(there, change.before));
      return {
        ...content,
        ratings: change.after === null ? others : { ...others, [change.itemId]: change.after },
      };
    }
  }
}

/** Makes changes one after the other, all or none. @throws RangeError as {@link applyCodingChange} */
export function applyCodingChanges<Content extends CodingContent>(
  content: Content,
  changes: readonly CodingChange[],
): Content {
  return changes.reduce(applyCodingChange<Content>, content);
}

/** The change that takes another one back. */
export function invertCodingChange(change: CodingChange): CodingChange {
  switch (change.kind) {
    case "unit":
      return { kind: "unit", before: change.after, after: change.before };
    case "span":
      return { kind: "span", before: change.after, after: change.before };
    case "rating":
      return { ...change, before: change.after, after: change.before };
  }
}

/** The changes that take a series back, last first. */
export function invertCodingChanges(changes: readonly CodingChange[]): CodingChange[] {
  return changes.map(invertCodingChange).reverse();
}

function replaced<Item extends Placed>(
  items: readonly Item[],
  before: Item | null,
  after: Item | null,
): Item[] {
  const id = before?.id ?? after?.id;
  const index = items.findIndex((item) => item.id === id);
  expect(
    isSame(items[index] ?? null, before) && (before === null || after === null || before.id === after.id),
  );
  if (before !== null && after !== null && comparePlaced(before, after) === 0) {
    return items.with(index, after);
  }
  const others = before === null ? [...items] : items.toSpliced(index, 1);
  if (after === null) return others;
  const at = others.findIndex((item) => comparePlaced(item, after) > 0);
  return others.toSpliced(at === -1 ? others.length : at, 0, after);
}

function expect(fits: boolean): void {
  if (!fits) throw new RangeError("the change does not fit the coding");
}

/** Plain data, compared by what is in it, in whatever order its fields were written. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isSame(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
