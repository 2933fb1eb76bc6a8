/** Sound whose time is over goes also where a full disk takes no note of it. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import { listRecordings } from "../vault/recordingRepository.ts";
import { ifPossible } from "./attempts.ts";
import { destroySounds } from "./destroySounds.ts";
import type { ErasureContext } from "./erasureContext.ts";

/**
 * Notes that erasures begin, or go on; where the disk does not take the note, their sound is destroyed first, which
 * makes room.
 *
 * Until a note is taken the sound is unreadable and has no certificate. If the process ends before, its key half is
 * found absent at unlock, as after an erasure while locked.
 *
 * @param dueSounds - conversations whose sound must be gone, being due or begun with, no hold standing against it
 * @param note - commits; tried a second time
 */
export function withRoomMade<T>(
  context: ErasureContext,
  dueSounds: readonly ConversationId[],
  note: () => T,
): T {
  try {
    return note();
  } catch (error) {
    if (!isDiskAtFault(error)) throw error;
    destroyUnnoted(context, dueSounds);
    return note();
  }
}

/** Nothing plays, imports, records or transcodes a sound any more that is to go. */
export function endUse({ vault, tokens, sitting }: ErasureContext, conversationId: ConversationId): void {
  tokens.revoke(conversationId);
  const running = sitting.imports.get(conversationId);
  if (running !== undefined) running.isCancelled = true;
  if (sitting.recording?.conversationId === conversationId) {
    // Its file is closed first: an open one cannot be taken away everywhere.
    sitting.recording.stop();
    sitting.recording = undefined;
  }
  for (const { id } of listRecordings(vault.db, conversationId)) {
    sitting.transcodings.get(id)?.discard();
    sitting.transcodings.delete(id);
  }
}

function destroyUnnoted(context: ErasureContext, conversationIds: readonly ConversationId[]): void {
  const { vault, audio, sitting } = context;
  for (const conversationId of conversationIds) endUse(context, conversationId);
  const ids = conversationIds.flatMap((conversationId) =>
    listRecordings(vault.db, conversationId).map(({ id }) => id),
  );
  ifPossible(() =>
    destroySounds(audio, ids, (id, { wasThere, wasOverwritten }) => {
      if (wasThere) sitting.destroyedHalves.set(id, wasOverwritten);
    }),
  );
}

/** No room, or no writing at all; other faults of the database are none that destroying could mend. */
function isDiskAtFault(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^SQLITE_(FULL|IOERR|READONLY)/.test(code);
}
