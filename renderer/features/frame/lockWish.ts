/** Locking as a person wishes it: what cannot be saved is told first, and they decide. */
import { create } from "zustand";
import { lockVault } from "../vaults/sessionStore.ts";
import { flushAll } from "./flush.ts";

const wish = create<{ readonly isAsked: boolean }>(() => ({ isAsked: false }));

/** Whether it has to be asked what becomes of what could not be saved (UnsavedAtLock.tsx). */
export function useLockQuestion(): boolean {
  return wish().isAsked;
}

/** Saves and locks; asks instead if something could not be saved. */
export async function lockWhenSaved(): Promise<void> {
  if (await flushAll()) await lockVault();
  else wish.setState({ isAsked: true });
}

/** One goes on working. */
export function stayOpen(): void {
  wish.setState({ isAsked: false });
}
