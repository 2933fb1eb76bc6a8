/** The two figures that benches tell of many measurements. */

/** The middle one, or the mean of the two in the middle. @throws RangeError for none */
export function median(values: readonly number[]): number {
  const sorted = sortedOf(values);
  const upper = sorted.length >> 1;
  const lower = (sorted.length - 1) >> 1;
  return ((sorted[lower] ?? 0) + (sorted[upper] ?? 0)) / 2;
}

/**
 * The smallest value that at least this share of all values does not exceed.
 *
 * @param share - above 0, at most 1
 * @throws RangeError for no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = sortedOf(values);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function sortedOf(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError("nothing was measured");
  return [...values].sort((a, b) => a - b);
}
