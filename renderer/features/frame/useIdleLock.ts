/** Locks the vault when nobody has been there for a while. */
import { useEffect } from "react";
import { useRequest } from "../../api/useRequest.ts";
import { lockVault } from "../vaults/sessionStore.ts";

const minuteMs = 60_000;
const listening = "lyhord-listening";
const signs = ["keydown", "pointermove", "pointerdown", "wheel", listening] as const;

/** Says that someone is there although nothing is touched: they listen. */
export function noteSomeoneIsThere(): void {
  document.dispatchEvent(new Event(listening));
}

/** Goes by `idleLockMinutes` of the settings; waits while they are read, and while not `enabled`. */
export function useIdleLock(enabled: boolean): void {
  const settings = useRequest("settings.read", {});
  const minutes = settings.data?.idleLockMinutes;
  useEffect(() => {
    if (!enabled || minutes === undefined) return;
    let timer = 0;
    const restart = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void lockVault(), minutes * minuteMs);
    };
    restart();
    for (const sign of signs) document.addEventListener(sign, restart, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, restart, { capture: true });
    };
  }, [enabled, minutes]);
}
