/** How far coders agree: κ for codes, the intraclass correlation for counts, summaries and globals. */

/** Denominators this small beside their parts are what rounding leaves of zero. */
const roundingShare = 1e-12;

/**
 * Cohen's κ (Cohen, 1960): agreement of two coders beyond chance.
 *
 * @param pairs - the two coders' codes of each unit
 * @returns −1 to 1; `undefined` without units, and where both use one and the same code throughout, since then chance
 *   alone would agree
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | undefined {
  const totals = new Map<string, { first: number; second: number }>();
  let agreed = 0;
  for (const [first, second] of pairs) {
    totalOf(totals, first).first += 1;
    totalOf(totals, second).second += 1;
    if (first === second) agreed += 1;
  }
  // In whole numbers, so that certain chance agreement is told from nearly certain.
  const squared = pairs.length ** 2;
  let byChance = 0;
  for (const { first, second } of totals.values()) byChance += first * second;
  if (byChance === squared) return undefined;
  return (pairs.length * agreed - byChance) / (squared - byChance);
}

/**
 * Fleiss' κ (Fleiss, 1971): agreement of two or more coders beyond chance.
 *
 * @param counts - a row per unit, a column per code: how many coders gave it; every row sums to the number of coders
 * @returns at most 1; `undefined` without units, with fewer than two coders, and where one code is used throughout
 * @throws RangeError if a count is no natural number, or the rows differ in their sums or in their lengths
 */
export function fleissKappa(counts: readonly (readonly number[])[]): number | undefined {
  const [first] = counts;
  if (first === undefined) return undefined;
  const coders = sum(first);
  const totals = first.map(() => 0);
  let agreeingPairs = 0;
  for (const row of counts) {
    if (row.some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError("not a count");
    if (row.length !== first.length || sum(row) !== coders) throw new RangeError("rows are not alike");
    for (const [column, count] of row.entries()) {
      totals[column] = (totals[column] ?? 0) + count;
      agreeingPairs += count * (count - 1);
    }
  }
  if (coders < 2) return undefined;
  const codings = counts.length * coders;
  if (totals.some((total) => total === codings)) return undefined;
  const observed = agreeingPairs / (codings * (coders - 1));
  const byChance = sum(totals.map((total) => (total / codings) ** 2));
  return (observed - byChance) / (1 - byChance);
}

/**
 * ICC(2,1) (Shrout & Fleiss, 1979): two-way random effects, absolute agreement, a single rater.
 *
 * @param matrix - a row per conversation, a column per coder
 * @returns at most 1; `undefined` with fewer than two rows or columns, and where nothing varies that it could explain
 * @throws RangeError if a value is not finite, or the rows differ in their lengths
 */
export function icc21(matrix: readonly (readonly number[])[]): number | undefined {
  const rows = matrix.length;
  const columns = matrix[0]?.length ?? 0;
  const values = matrix.flat();
  if (matrix.some((row) => row.length !== columns)) throw new RangeError("rows are not alike");
  if (values.some((value) => !Number.isFinite(value))) throw new RangeError("not a number");
  if (rows < 2 || columns < 2 || values.every((value) => value === values[0])) return undefined;
  const grandMean = sum(values) / values.length;
  const rowMeans = matrix.map((row) => sum(row) / columns);
  const columnMeans = Array.from(
    { length: columns },
    (_, column) => sum(matrix.map((row) => row[column] ?? 0)) / rows,
  );
  const between = (means: readonly number[]) => sum(means.map((mean) => (mean - grandMean) ** 2));
  const ofRows = (columns * between(rowMeans)) / (rows - 1);
  const ofColumns = (rows * between(columnMeans)) / (columns - 1);
  const residuals = matrix.flatMap((row, at) =>
    row.map((value, column) => value - (rowMeans[at] ?? 0) - (columnMeans[column] ?? 0) + grandMean),
  );
  const ofError = sum(residuals.map((residual) => residual ** 2)) / ((rows - 1) * (columns - 1));
  const denominator = ofRows + (columns - 1) * ofError + (columns * (ofColumns - ofError)) / rows;
  if (denominator <= roundingShare * (ofRows + ofColumns + ofError)) return undefined;
  return (ofRows - ofError) / denominator;
}

function totalOf(totals: Map<string, { first: number; second: number }>, code: string) {
  const known = totals.get(code) ?? { first: 0, second: 0 };
  totals.set(code, known);
  return known;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
