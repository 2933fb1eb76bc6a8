/** Locks the vault when nobody has been there for a while. */
import { useEffect } from "react";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { lockVault } from "../vaults/sessionStore.ts";
import { idleVerdict } from "./idleVerdict.ts";

const minuteMs = 60_000;
const listening = "lyhord-listening";
const signs = ["keydown", "pointermove", "pointerdown", "wheel", listening] as const;

/** Says that someone is there although nothing is touched: they listen. */
export function noteSomeoneIsThere(): void {
  document.dispatchEvent(new Event(listening));
}

/** Where the shell does not answer, only the page's own time counts. */
async function computerIdleMs(): Promise<number> {
  try {
    return (await call("shell.idle", {})).idleMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Goes by `idleLockMinutes` of the settings; waits while they are read, and while not `enabled`. */
export function useIdleLock(enabled: boolean): void {
  const settings = useRequest("settings.read", {});
  const minutes = settings.data?.idleLockMinutes;
  useEffect(() => {
    if (!enabled || minutes === undefined) return;
    const limitMs = minutes * minuteMs;
    let timer = 0;
    let touchedAt = performance.now();
    const lookIn = (ms: number) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void look(), ms);
    };
    const restart = () => {
      touchedAt = performance.now();
      lookIn(limitMs);
    };
    const look = async () => {
      const touchedBefore = touchedAt;
      const computerMs = await computerIdleMs();
      if (touchedAt !== touchedBefore) return;
      const verdict = idleVerdict({ pageMs: performance.now() - touchedAt, computerMs, limitMs });
      if (verdict.verdict === "lock") void lockVault();
      else lookIn(verdict.againInMs);
    };
    restart();
    for (const sign of signs) document.addEventListener(sign, restart, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, restart, { capture: true });
    };
  }, [enabled, minutes]);
}
