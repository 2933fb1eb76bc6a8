/** Looks again at what changes by itself, several times a second. */
import { useEffect, useEffectEvent } from "react";

/** Calls at once and then every so often, while the component is there; always the latest function. */
export function useTick(everyMs: number, look: () => void): void {
  const latest = useEffectEvent(look);
  useEffect(() => {
    latest();
    const timer = setInterval(() => latest(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
