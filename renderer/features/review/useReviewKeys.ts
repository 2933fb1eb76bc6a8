/** Hears the keys of the review wherever the focus is, except where keys write or dialogs are open. */
import { useEffect, useRef } from "react";
import type { KeyCombo } from "../../../shared/domain/keyTable.ts";
import { isMac } from "../../ui/useKeyNames.ts";
import { comboOf } from "./keyCombo.ts";
import { commandOfKey, type Keys, type PressPlace, type ReviewCommand } from "./reviewCommands.ts";

const rows = "[data-row-text]";
const fields =
  "input, textarea, select, [contenteditable='true'], [role='slider']:not([data-waveform]), [role='tab']";
const controls = "button, a, [role='button'], [role='switch'], [role='checkbox']";
const elsewhere = "[role='dialog'], [role='menu'], [role='listbox'], nav";

/** Media keys that the computer hands to whatever plays, by the key they are. */
const mediaKeys = {
  play: "MediaPlayPause",
  pause: "MediaPlayPause",
  previoustrack: "MediaTrackPrevious",
  seekbackward: "MediaTrackPrevious",
  nexttrack: "MediaTrackNext",
  seekforward: "MediaTrackNext",
} as const satisfies Partial<Record<MediaSessionAction, KeyCombo>>;

/** Listens while the review is on the screen. */
export function useReviewKeys(keys: Keys, run: (command: ReviewCommand) => void): void {
  const latest = useRef({ keys, run });
  useEffect(() => {
    latest.current = { keys, run };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || event.isComposing || target.closest(elsewhere) !== null) return;
      if (isDialogOpen()) return;
      const combo = comboOf(event, isMac());
      if (combo === undefined) return;
      const press = { combo, place: placeOf(target), isRepeat: event.repeat };
      const command = commandOfKey(press, latest.current.keys);
      if (command === undefined) return;
      event.preventDefault();
      latest.current.run(command);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    const actions = Object.entries(mediaKeys) as [MediaSessionAction, KeyCombo][];
    for (const [action, combo] of actions) {
      navigator.mediaSession.setActionHandler(action, () => {
        const command = commandOfKey({ combo, place: "page", isRepeat: false }, latest.current.keys);
        if (command !== undefined && !isDialogOpen()) latest.current.run(command);
      });
    }
    return () => {
      for (const [action] of actions) navigator.mediaSession.setActionHandler(action, null);
    };
  }, []);
}

/** Whether a dialog has the keys for itself. */
export function isDialogOpen(): boolean {
  return document.querySelector("[role='dialog']") !== null;
}

function placeOf(target: Element): PressPlace {
  if (target.closest(rows) !== null) return "row";
  if (target.closest(fields) !== null) return "field";
  return target.closest(controls) === null ? "page" : "control";
}
