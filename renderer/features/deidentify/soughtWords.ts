/** The words that were marked in the text when the walk was opened. */
import { create } from "zustand";

/** `null`: nothing was marked. */
export const useSoughtWords = create<{ readonly words: string | null }>(() => ({ words: null }));

/** As much of a marked text as is looked for: within one line, at most so long as a decision may be. */
export function soughtWords(marked: string): string | null {
  const [line = ""] = marked.trim().split(/\s*\n\s*/);
  const words = line.slice(0, 200).trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : null;
}
