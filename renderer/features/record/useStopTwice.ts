/** Stopping needs a second press: a key touched by accident ends no conversation. */
import { useEffect, useState } from "react";

/** So long the second press counts. */
const askedForMs = 3_000;

/** @param stop - called at the second press */
export function useStopTwice(stop: () => void): { readonly isAsked: boolean; readonly press: () => void } {
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
