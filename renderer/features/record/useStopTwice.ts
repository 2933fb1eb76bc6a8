/** Stopping needs a second press: a key touched by accident ends no conversation. */
import { useEffect, useState } from "react";

/** So long the second press counts. */
const askedForMs = 3_000;

export interface StopTwice {
  /** It was pressed once: for a little while the next press stops. */
  readonly isAsked: boolean;
  readonly press: () => void;
}

/** @param stop - called at the second press */
export function useStopTwice(stop: () => void): StopTwice {
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (!isAsked) return;
    const timer = setTimeout(() => setAsked(false), askedForMs);
    return () => clearTimeout(timer);
  }, [isAsked]);
  const press = () => {
    setAsked(!isAsked);
    if (isAsked) stop();
  };
  return { isAsked, press };
}
