/** What must be saved before the vault locks: stores that hold unsaved typing register here. */

/** Saves what is unsaved; rejects, or resolves with `false`, if something could not be saved. */
export type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();

/** Registers a store's way of saving; returns the function that takes it out again. */
export function registerFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

/** Saves everything registered at once; resolves when all have ended: whether all of it could be saved. */
export async function flushAll(): Promise<boolean> {
  const ended = await Promise.allSettled([...flushes].map((flush) => flush()));
  return ended.every((flushed) => flushed.status === "fulfilled" && flushed.value !== false);
}
