/** Brings the hit one stands at into sight, and goes back to where one was when the search is left. */
import { type RefObject, useEffect, useRef } from "react";
import { useFind } from "./findStore.ts";
import type { Found } from "./useFound.ts";

/** @param show - brings a row into sight */
export function useHitInSight(
  page: RefObject<HTMLElement | null>,
  found: Found | null,
  show: (index: number) => void,
): void {
  const isFinding = found !== null;
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    const place = page.current;
    if (!isFinding || place === null) return;
    const { scrollTop } = place;
    return () => {
      if (!useFind.getState().isLeftThere) place.scrollTop = scrollTop;
    };
  }, [isFinding, page]);
  const index = found?.hit?.index;
  const start = found?.hit?.start;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hit in the same row is brought into sight too.
  useEffect(() => {
    if (index !== undefined) latest.current(index);
  }, [index, start]);
}
