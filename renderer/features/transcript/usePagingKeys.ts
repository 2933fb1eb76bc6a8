/** Page Up, Page Down, Home and End go through the text wherever the focus is, except where keys write or dialogs are open. */
import { type RefObject, useEffect, useRef } from "react";

const elsewhere =
  "input, textarea, select, [contenteditable='true'], [role='slider'], [role='tab'], [role='dialog'], [role='menu'], [role='listbox'], nav";

/**
 * Scrolls the text by keys.
 *
 * @param onLeave - the person looks elsewhere than where it plays
 */
export function usePagingKeys(page: RefObject<HTMLElement | null>, onLeave: () => void): void {
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      const text = page.current;
      if (text === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest(elsewhere) !== null || document.querySelector("[role='dialog']") !== null) return;
      const top = placeAfter(event.key, text);
      if (top === undefined) return;
      event.preventDefault();
      leave.current();
      text.scrollTop = top;
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [page]);
}

/** A page less a line, so that one sees where one was. */
function placeAfter(key: string, { scrollTop, clientHeight, scrollHeight }: HTMLElement): number | undefined {
  switch (key) {
    case "PageDown":
      return scrollTop + clientHeight * 0.9;
    case "PageUp":
      return scrollTop - clientHeight * 0.9;
    case "Home":
      return 0;
    case "End":
      return scrollHeight;
    default:
      return undefined;
  }
}
