/** Looks at a text before it is divided: what has too many of something would fill the memory. */
import { Failure } from "../errors.ts";

/** @throws Failure `transcript.unreadable` if `part` stands in the text more than `most` times */
export function requireAtMost(most: number, part: string, text: string): void {
  let at = text.indexOf(part);
  for (let count = 1; at !== -1; count += 1) {
    if (count > most) throw new Failure("transcript.unreadable");
    at = text.indexOf(part, at + part.length);
  }
}
