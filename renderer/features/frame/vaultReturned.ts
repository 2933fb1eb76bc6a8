/** Tells stores that the vault is open again after its process had died: the moment to send what was kept. */

const listeners = new Set<() => void>();

/** Hears when the vault has been unlocked again on the same page; returns the function that stops. */
export function onVaultReturned(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Called by the unlock dialog, after everything read was marked as out of date. */
export function announceVaultReturned(): void {
  for (const listener of listeners) listener();
}
