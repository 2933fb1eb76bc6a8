/** Locks the vault when nobody has been there for a while. */
import { useEffect } from "react";
import type { RequestOutput } from "../../../shared/contract.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
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
async function computerIdleness(): Promise<RequestOutput<"shell.idle">> {
  try {
    return await call("shell.idle", {});
  } catch {
    return { idleMs: Number.POSITIVE_INFINITY, isRecording: false };
  }
}

/**
 * Goes by `idleLockMinutes` of the settings; waits while they are read, and while not `enabled`.
 *
 * Two people who talk touch nothing: while a recording is on, someone is there. Nor does whoever waits for a sound that is
 * taken in: as long as it comes in, someone is there too.
 */
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
      const computer = await computerIdleness();
      if (touchedAt !== touchedBefore) return;
      if (computer.isRecording) {
        restart();
        return;
      }
      const pageMs = performance.now() - touchedAt;
      const verdict = idleVerdict({ pageMs, computerMs: computer.idleMs, limitMs });
      if (verdict.verdict === "lock") void lockVault();
      else lookIn(verdict.againInMs);
    };
    restart();
    for (const sign of signs) document.addEventListener(sign, restart, { capture: true, passive: true });
    const forget = onEvent("import.progress", restart);
    return () => {
      forget();
      window.clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, restart, { capture: true });
    };
  }, [enabled, minutes]);
}
