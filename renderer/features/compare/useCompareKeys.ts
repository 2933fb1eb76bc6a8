/** Hears the keys of the comparison wherever the focus is, except where keys write or dialogs are open. */
import { useEffect, useRef } from "react";
import { isDialogOpen } from "../review/useReviewKeys.ts";

const fields = "input, textarea, select, [contenteditable='true'], [role='menu'], [role='listbox'], nav";
const controls = "button, a";

/** What keys do. */
export interface CompareDeeds {
  move(by: 1 | -1): void;
  play(): void;
  /** @returns whether the key stands for anything */
  decide(key: string): boolean;
  undo(): void;
}

/** Listens while the comparison is on the screen. */
export function useCompareKeys(deeds: CompareDeeds): void {
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(fields) !== null || isDialogOpen())
        return;
      if (act(event, target, latest.current)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function act(event: KeyboardEvent, target: Element, deeds: CompareDeeds): boolean {
  const { key, altKey } = event;
  const isHeld = event.ctrlKey || event.metaKey;
  if (isHeld && !altKey && !event.shiftKey && key.toLowerCase() === "z") {
    deeds.undo();
    return true;
  }
  if (isHeld || altKey) return false;
  switch (key) {
    case "ArrowDown":
    case "ArrowUp":
      deeds.move(key === "ArrowDown" ? 1 : -1);
      return true;
    case " ":
      // A button that has the focus is pressed by it.
      if (target.closest(controls) !== null) return false;
      deeds.play();
      return true;
    default:
      return !event.repeat && deeds.decide(key.toLowerCase());
  }
}
