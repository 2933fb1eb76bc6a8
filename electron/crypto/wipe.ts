/** Overwriting secrets that are no longer needed. */

/**
 * Overwrites each array with zeros.
 *
 * This shortens the time a secret is in memory; copies made by the engine or by WebAssembly may
 * remain, so only the end of the process counts as forgetting.
 */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
