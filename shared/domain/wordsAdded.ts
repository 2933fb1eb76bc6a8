/** Whether a change of a transcript brings words in that nobody has gone through. */
import type { Segment } from "./segment.ts";

/**
 * Whether a word stands in the transcript that did not stand there before, or more often than before.
 *
 * What lines are called counts as words; who of the two speaks, times and the division into lines do not.
 *
 * @param before - untouched segments are the same objects in `after`, as `applyEdits` leaves them
 */
export function addsWords(before: readonly Segment[], after: readonly Segment[]): boolean {
  const stayed = new Set(after);
  const old = new Set(before);
  const counts = new Map<string, number>();
  for (const segment of before) {
    if (stayed.has(segment)) continue;
    for (const word of wordsOf(segment)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const segment of after) {
    if (old.has(segment)) continue;
    for (const word of wordsOf(segment)) {
      const left = counts.get(word) ?? 0;
      if (left === 0) return true;
      counts.set(word, left - 1);
    }
  }
  return false;
}

function wordsOf({ text, speakerName = "" }: Segment): readonly string[] {
  return `${text} ${speakerName}`.match(/[\p{L}\p{N}]+/gu) ?? [];
}
