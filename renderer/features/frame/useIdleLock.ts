/** Locks the vault when nobody has been there for a while. */
import { useEffect } from "react";
import type { RequestOutput } from "../../../shared/contract.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { lockVault } from "../vaults/sessionStore.ts";
import { watchIdleness } from "./idleWatch.ts";

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

/** Goes by `idleLockMinutes` of the settings; waits while they are read, and while not `enabled`. */
export function useIdleLock(enabled: boolean): void {
  const settings = useRequest("settings.read", {});
  const minutes = settings.data?.idleLockMinutes;
  useEffect(() => {
    if (!enabled || minutes === undefined) return;
    const watch = watchIdleness({
      limitMs: minutes * minuteMs,
      askComputer: computerIdleness,
      lock: () => void lockVault(),
    });
    for (const sign of signs) document.addEventListener(sign, watch.touch, { capture: true, passive: true });
    return () => {
      watch.stop();
      for (const sign of signs) document.removeEventListener(sign, watch.touch, { capture: true });
    };
  }, [enabled, minutes]);
}
