/** Whether a vault is open on this page: what the page goes by before it shows anything. */
import { create } from "zustand";
import type { Session, VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
import { changeLanguage } from "../../ui/i18n.ts";
import { flushAll } from "../frame/flush.ts";

/**
 * `ended`: the vault process died while unlocked; everything stays mounted under a dialog.
 * Locking has no phase of its own: it ends with a new page.
 */
export type SessionState =
  | { readonly phase: "loading" }
  | { readonly phase: "unreachable"; readonly error: unknown }
  | { readonly phase: "locked"; readonly vaults: readonly VaultSummary[] }
  | { readonly phase: "unlocked"; readonly session: Session }
  | { readonly phase: "ended"; readonly session: Session };

const store = create<SessionState>()(() => ({ phase: "loading" }));

export function useSession(): SessionState {
  return store();
}

/** Finds out where things stand and follows what happens to the vault; returns the function that stops. */
export function startSession(): () => void {
  void readSession();
  const stops = [
    onEvent("vault.ended", () => {
      const state = store.getState();
      if (state.phase === "unlocked") enter({ phase: "ended", session: state.session });
      else if (state.phase === "locked") void readSession();
    }),
    onEvent("vault.locking", () => void saveForLocking()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks what is open and what could be; also after a vault was made. */
export async function readSession(): Promise<void> {
  try {
    // First of all: also what fails is told in the language of the computer.
    if (store.getState().phase === "loading") {
      const info = await call("shell.info", {});
      await changeLanguage(info.language);
    }
    const session = await call("vault.session", {});
    if (session !== null) {
      enterVault(session);
      return;
    }
    enter({ phase: "locked", vaults: await call("vault.list", {}) });
  } catch (error) {
    enter({ phase: "unreachable", error });
  }
}

/** Shows the rooms of an unlocked vault. */
export function enterVault(session: Session): void {
  enter({ phase: "unlocked", session });
}

/** Saves what is unsaved, then locks; the page is gone soon after. If it cannot be locked, the page says how things stand. */
export async function lockVault(): Promise<void> {
  await flushAll();
  try {
    await call("shell.lock", {});
  } catch (error) {
    enter({ phase: "unreachable", error });
  }
}

/** The shell waits for the answer; one that does not arrive any more is no harm. */
async function saveForLocking(): Promise<void> {
  await flushAll();
  await call("shell.saved", {}).catch(() => undefined);
}

function enter(state: SessionState): void {
  store.setState(state, true);
}
