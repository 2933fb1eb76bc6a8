/** What must hold in the vault before a sound may be erased where it came from (SECURITY.md §4). */
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { findSound, type Recording } from "../vault/recordingRepository.ts";
import { isScheduleCurrent } from "../vault/schedule.ts";
import { findWhereabouts } from "../vault/whereaboutsRepository.ts";
import type { ServiceContext } from "./context.ts";
import { hashDecrypted } from "./hashDecrypted.ts";
import { openRecording } from "./openRecording.ts";
import { requireConversation } from "./requireConversation.ts";

/**
 * Checks that the import is complete: committed, prepared, in the schedule, and with both halves of its key.
 *
 * A sound that is not prepared yet may turn out not to be decodable, and is taken out again then: the file outside is
 * the only one there is.
 *
 * @returns what is played: the file as it was taken in, or what it was turned into
 * @throws Failure `conversation.not-found`, `conversation.on-hold`, `media.erased`, `media.not-ready`, `source.not-safe`,
 *   `request.invalid` for what is published, the example, and sound that was not taken in from a file
 */
export function requireKeptSound(
  { vault, audio }: ServiceContext,
  conversationId: ConversationId,
): Recording {
  const { hold, sound } = requireConversation(vault, conversationId);
  if (findWhereabouts(vault.db, conversationId) === undefined) throw new Failure("request.invalid");
  if (hold !== null) throw new Failure("conversation.on-hold");
  if (sound.phase === "erased") throw new Failure("media.erased");
  const kept = findSound(vault.db, conversationId);
  if (kept?.state !== "ready") throw new Failure("media.not-ready");
  if (!isScheduleCurrent(vault) || audio.readShred(kept.id) === undefined) {
    throw new Failure("source.not-safe");
  }
  return kept;
}

/**
 * Reads a kept sound back from its file, all of it, and compares what it decrypts to with what was put in.
 *
 * @param onPiece - told how many bytes are read; what it throws ends the reading
 * @throws Failure `source.not-safe`
 */
export async function verifyKeptSound(
  { vault, audio }: ServiceContext,
  kept: Recording,
  onPiece: (doneBytes: number, totalBytes: number) => void,
): Promise<void> {
  const found = await safely(async () => {
    const reader = openRecording(vault, audio, kept);
    try {
      return await hashDecrypted(reader, (doneBytes) => onPiece(doneBytes, reader.sizeBytes));
    } finally {
      reader.close();
    }
  });
  if (kept.sha256 === null || Buffer.compare(found, kept.sha256) !== 0) throw new Failure("source.not-safe");
}

/** A blob that is gone or not authentic is one answer here: the file outside must stay. */
async function safely<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const isUnsafe =
      error instanceof Failure && (error.code === "media.tampered" || error.code === "media.erased");
    throw isUnsafe ? new Failure("source.not-safe") : error;
  }
}
