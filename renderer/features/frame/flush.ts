/** What must be saved before the vault locks: stores that hold unsaved typing register here. */

/** Saves what is unsaved; rejects or resolves, it is waited for either way. */
export type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();

/** Registers a store's way of saving; returns the function that takes it out again. */
export function registerFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

/** Saves everything registered at once; resolves when all have ended, whatever came of them. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...flushes].map((flush) => flush()));
}
