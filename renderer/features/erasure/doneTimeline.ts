/** What has been erased, as the timeline shows it: chosen, and by month. */
import type { ContentCategory } from "../../../shared/domain/conversation.ts";
import type { ErasureSummary } from "../../../shared/domain/erasureRecord.ts";

/** What is looked for; `null` for all of it. */
export interface DoneChoice {
  readonly category: ContentCategory | null;
  readonly consentNumber: number | null;
}

/** Those that fit the choice, in their order. */
export function chosenFrom(done: readonly ErasureSummary[], choice: DoneChoice): ErasureSummary[] {
  return done.filter(
    ({ category, consentNumber }) =>
      (choice.category === null || category === choice.category) &&
      (choice.consentNumber === null || consentNumber === choice.consentNumber),
  );
}

/** The consent numbers under which something was erased, highest first. */
export function consentNumbersIn(done: readonly ErasureSummary[]): number[] {
  const numbers = done.flatMap(({ consentNumber }) => consentNumber ?? []);
  return [...new Set(numbers)].sort((a, b) => b - a);
}

/** A month of the computer's zone, and what was erased in it. */
export interface DoneMonth {
  /** The instant of its latest erasure. */
  readonly at: number;
  readonly erasures: readonly ErasureSummary[];
}

/**
 * Erasures by month.
 *
 * @param done - newest first
 * @returns latest month first; together they hold every erasure once, in the order given
 */
export function byMonth(done: readonly ErasureSummary[]): DoneMonth[] {
  const months: { at: number; erasures: ErasureSummary[] }[] = [];
  for (const erasure of done) {
    const last = months.at(-1);
    if (last !== undefined && isSameMonth(last.at, erasure.finishedAt)) last.erasures.push(erasure);
    else months.push({ at: erasure.finishedAt, erasures: [erasure] });
  }
  return months;
}

function isSameMonth(one: number, other: number): boolean {
  const [a, b] = [new Date(one), new Date(other)];
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth();
}
