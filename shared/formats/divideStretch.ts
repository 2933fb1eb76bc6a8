/** Shares out a stretch of time by weight. */

/**
 * Divides `[startMs, endMs)` into consecutive parts in proportion to their weights.
 *
 * @param weights - not negative; a part of weight 0 still gets its share of 1
 * @returns one `[startMs, endMs)` of integers for each weight, in order, each at least 1 ms long; together they are
 *   the stretch, unless it has fewer ms than parts: then they end later
 */
export function divideStretch(
  startMs: number,
  endMs: number,
  weights: readonly number[],
): { readonly startMs: number; readonly endMs: number }[] {
  const lengthMs = Math.max(weights.length, Math.round(endMs - startMs));
  const spareMs = lengthMs - weights.length;
  const positive = weights.map((weight) => Math.max(1, weight));
  const total = positive.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return positive.map((weight, index) => {
    const from = startMs + index + Math.round((spareMs * before) / total);
    before += weight;
    return { startMs: from, endMs: startMs + index + 1 + Math.round((spareMs * before) / total) };
  });
}
