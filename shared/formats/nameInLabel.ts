/** Tells whether the label of a speaker looks like somebody's name. */
import { roleOfLabel } from "./roleWords.ts";

/** As `speakerNameSchema` has it. */
const longestName = 60;

/** Words before a number that programs give to voices they have told apart. */
const numberedVoice =
  /^(?:speaker|spk|talare|taler|röst|stemme|person|voice|sprecher|participant)[\s_-]*\d*$/i;

/**
 * The name in a label.
 *
 * @returns `null` for no label, words for roles, letters, numbered voices, and what is too long to be kept as a name
 */
export function nameInLabel(label: string): string | null {
  const name = label.trim();
  const isWord = name.length <= longestName && /\p{L}{3}|\p{L}\p{Ll}/u.test(name);
  return isWord && roleOfLabel(name) === undefined && !numberedVoice.test(name) ? name : null;
}
