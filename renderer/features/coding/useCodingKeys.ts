/** Hears the keys of the coding wherever the focus is, except where keys write or dialogs are open. */
import { useEffect, useRef } from "react";
import { isDialogOpen } from "../review/useReviewKeys.ts";
import type { CodingKey } from "./codingCommands.ts";

const fields =
  "input, textarea, select, [contenteditable='true'], [role='slider']:not([data-waveform]), [role='menu'], nav";
const controls = "button, a, summary";

/** @param act - @returns whether the key means anything */
export function useCodingKeys(act: (key: CodingKey, isRepeat: boolean) => boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(fields) !== null) return;
      if (isDialogOpen() || event.getModifierState("AltGraph")) return;
      // A button that has the focus is pressed by it.
      if ((event.key === " " || event.key === "Enter") && target.closest(controls) !== null) return;
      if (latest.current(event, event.repeat)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
