/** The three keys of a recording; they act outside text fields only, and can be turned off (WCAG 2.1.4). */
import { useEffect, useEffectEvent } from "react";

/** What the keys do. */
export interface RecordingDeeds {
  readonly pause: () => void;
  readonly bookmark: () => void;
  readonly stop: () => void;
}

const fields = "input, textarea, select, [contenteditable='true']";

/** Listens while the recording is on the screen and no dialog lies over it. */
export function useRecordingKeys(enabled: boolean, deeds: RecordingDeeds): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const deed = enabled ? deedOfKey(event.key, deeds) : undefined;
    if (deed === undefined || event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isWriting = event.target instanceof Element && event.target.closest(fields) !== null;
    if (isWriting || document.querySelector("[role='dialog']") !== null) return;
    event.preventDefault();
    deed();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function deedOfKey(key: string, deeds: RecordingDeeds): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case "p":
      return deeds.pause;
    case "b":
      return deeds.bookmark;
    case "s":
      return deeds.stop;
    default:
      return undefined;
  }
}
