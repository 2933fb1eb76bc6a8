/** Running trials side by side. */
import { availableParallelism } from "node:os";

/** Runs one after the other on as many lanes as there are processors, at most four. @returns results in the order of the items */
export async function inParallel<Item, Out>(
  items: readonly Item[],
  run: (item: Item) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  return results;
}

/** Picks at most `limit` items, evenly spread, the first and the last among them. */
export function spread<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  const step = (items.length - 1) / Math.max(1, limit - 1);
  return Array.from({ length: limit }, (_, index) => items[Math.round(index * step)] as Item);
}
