/** Hears the keys of the review wherever the focus is, except where keys write or dialogs are open. */
import { useEffect, useRef } from "react";
import { isMac } from "../../ui/useKeyNames.ts";
import { commandOfKey, type KeyPress, type ReviewCommand } from "./reviewCommands.ts";

const fields =
  "input, textarea, select, [contenteditable='true'], [role='slider']:not([data-waveform]), [role='tab']";
const controls = "button, a, [role='button'], [role='switch'], [role='checkbox']";
const elsewhere = "[role='dialog'], [role='menu'], [role='listbox'], nav";

/** Listens while the review is on the screen. */
export function useReviewKeys(singleKeys: boolean, run: (command: ReviewCommand) => void): void {
  const latest = useRef({ singleKeys, run });
  useEffect(() => {
    latest.current = { singleKeys, run };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(elsewhere) !== null) return;
      if (document.querySelector("[role='dialog']") !== null) return;
      const command = commandOfKey(pressOf(event, target), latest.current.singleKeys);
      if (command === undefined) return;
      event.preventDefault();
      latest.current.run(command);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function pressOf(event: KeyboardEvent, target: Element): KeyPress {
  return {
    key: event.key,
    isCommand: isMac() ? event.metaKey : event.ctrlKey,
    isShift: event.shiftKey,
    isAlt: event.altKey,
    isInField: target.closest(fields) !== null,
    isOnControl: target.closest(controls) !== null,
  };
}
