/** Refuses to paste what does not fit, so that a field never cuts it short in silence. */
import { type ClipboardEvent, useState } from "react";

/** What a field needs. */
export interface PasteLimit {
  /** The last paste was refused whole; until something fits or is typed. */
  readonly isRefused: boolean;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
  /** Something was typed. */
  readonly forget: () => void;
}

/** @param longest - how many UTF-16 units the field may hold, as `maxLength` counts */
export function usePasteLimit(longest: number): PasteLimit {
  const [isRefused, setIsRefused] = useState(false);
  return {
    isRefused,
    onPaste: (event) => {
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      const pasted = event.clipboardData.getData("text/plain");
      const fits = value.length - (selectionEnd - selectionStart) + pasted.length <= longest;
      if (!fits) event.preventDefault();
      setIsRefused(!fits);
    },
    forget: () => setIsRefused(false),
  };
}
