/** Opening a conversation's sound for a person to hear. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { findPeaks } from "../vault/peaksRepository.ts";
import { findRecording, findSound } from "../vault/recordingRepository.ts";
import { logAccess } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";
import { requireValidConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";

/**
 * Gives out a token for the sound; the access is in the audit log before it.
 *
 * @throws Failure `conversation.not-found`, `conversation.on-hold`, `media.erased`, `media.not-ready` before there is
 *   any, `consent.withdrawn`, `consent.expired`
 */
export function openAudio(
  context: ServiceContext,
  { conversationId }: ParsedInput<"audio.open">,
): RequestOutput<"audio.open"> {
  const { vault } = context;
  const conversation = requireConversation(vault, conversationId);
  if (conversation.hold !== null) throw new Failure("conversation.on-hold");
  if (conversation.sound.phase === "erased") throw new Failure("media.erased");
  if (conversation.consent !== null) requireValidConsent(vault, conversation.consent.id);
  const sound = findSound(vault.db, conversationId);
  if (sound === undefined) throw new Failure("media.not-ready");
  logAccess(vault, context.sitting, conversation, "open");
  const { token, mimeType } = context.tokens.openRecording(sound, "play");
  return { token, mimeType, recordingId: sound.id };
}

/** Peaks of one width; empty if they are not made yet, or erased. They show when who speaks: that is opening it. */
export function readPeaks(
  { vault, sitting }: ServiceContext,
  { recordingId, binMs }: ParsedInput<"audio.peaks">,
): RequestOutput<"audio.peaks"> {
  const recording = findRecording(vault.db, recordingId);
  if (recording !== undefined)
    logAccess(vault, sitting, requireConversation(vault, recording.conversationId), "open");
  return { peaks: findPeaks(vault.db, recordingId, binMs) ?? new Int8Array(0) };
}
