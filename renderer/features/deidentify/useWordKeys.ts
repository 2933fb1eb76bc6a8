/** Hears the keys of the walk. */
import { type RefObject, useEffect, useRef } from "react";

/** Keys act on the walk, not where one writes. */
function isInField(target: EventTarget): boolean {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/** Single keys, wherever the focus is within the walk, except where one writes. */
export function useWordKeys(
  frame: RefObject<HTMLDivElement | null>,
  isOn: boolean,
  press: (key: string) => boolean,
): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const element = frame.current;
    if (element === null || !isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
        return;
      if (event.target === null || isInField(event.target)) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [frame, isOn]);
}

/** Lets the walk hear the keys again, unless the person has gone on to write beside it meanwhile. */
export function takeKeys(frame: RefObject<HTMLElement | null>): void {
  const { activeElement } = document;
  const isWritingBeside =
    activeElement !== null && isInField(activeElement) && frame.current?.contains(activeElement) === false;
  if (!isWritingBeside) frame.current?.focus();
}
