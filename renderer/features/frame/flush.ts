/** What must be saved before the vault locks: stores that hold unsaved typing register here. */

/** Saves what is unsaved; rejects, or resolves with `false`, if something could not be saved. */
export type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();
/** Saving that hangs, as in a vault process that hangs, must not keep a vault open: as long as the shell waits at most. */
const limitMs = 15_000;

/** Registers a store's way of saving; returns the function that takes it out again. */
export function registerFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

/** Saves everything registered at once; resolves when all have ended, or after 15 s: whether all of it could be saved. */
export async function flushAll(): Promise<boolean> {
  const ended = Promise.allSettled([...flushes].map((flush) => flush()));
  let limit: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    limit = setTimeout(() => resolve(null), limitMs);
  });
  const flushed = await Promise.race([ended, tooLong]);
  clearTimeout(limit);
  return flushed?.every((one) => one.status === "fulfilled" && one.value !== false) ?? false;
}
