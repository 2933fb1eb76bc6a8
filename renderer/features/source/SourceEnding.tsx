/** After sound has been taken in: erasing it where it came from, and going through where else it may be. */
import type { SoundOrigin } from "../../../shared/domain/whereabouts.ts";
import type { TakenFile } from "./takenFile.ts";

/**
 * Show it once every one of the files is in the vault; it offers nothing for conversations that need none.
 *
 * @param props.files - one for each conversation, in the order in which they are listed
 * @param props.origin - what is known of where they came from; the person can say otherwise
 */
export function SourceEnding(_props: {
  readonly files: readonly TakenFile[];
  readonly origin?: SoundOrigin;
}) {
  return null;
}
