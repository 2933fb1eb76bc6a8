/** Text blocks: short texts that a key puts in at the cursor. */

/** Where the cursor goes in a block. */
const cursorSign = "|";

/** A text with the cursor in it. */
export interface TextWithCursor {
  readonly text: string;
  /** An index in the text. */
  readonly cursor: number;
}

/**
 * Puts a block in place of what is marked, with blanks around it as words have.
 *
 * @param startAt - where the mark begins, an index in the text
 * @param endAt - where it ends; the cursor alone has both the same
 */
export function withBlock(text: string, startAt: number, endAt: number, block: string): TextWithCursor {
  const before = text.slice(0, startAt);
  const after = text.slice(endAt);
  const cursorAt = block.includes(cursorSign) ? block.indexOf(cursorSign) : block.length;
  const words = block.replace(cursorSign, "");
  const blankBefore = /\S$/.test(before) && /^[^\s.,;:!?…]/.test(words) ? " " : "";
  const blankAfter = /^[^\s.,;:!?…)\]]/.test(after) && /\S$/.test(words) ? " " : "";
  return {
    text: before + blankBefore + words + blankAfter + after,
    cursor: before.length + blankBefore.length + cursorAt,
  };
}
