/** Opening a conversation's sound: for a person to hear, or for the page to find where somebody speaks. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { findPeaks } from "../vault/peaksRepository.ts";
import { findRecording, findSound, type Recording } from "../vault/recordingRepository.ts";
import { logAccess } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";
import { requireInTime } from "./inTime.ts";
import { requireValidConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";

/**
 * Gives out a token for the sound; the access is in the audit log before it.
 *
 * @throws Failure `conversation.not-found`, `conversation.on-hold`, `media.erased`, `erasure.under-way` past its time,
 *   `media.not-ready` before there is any, `consent.withdrawn`, `consent.expired`
 */
export function openAudio(
  context: ServiceContext,
  { conversationId }: ParsedInput<"audio.open">,
): RequestOutput<"audio.open"> {
  const sound = openedSound(context, conversationId);
  const { token, mimeType } = context.tokens.openRecording(sound, "play");
  return { token, mimeType, recordingId: sound.id };
}

/**
 * Gives out a token for what prepares the rows of a transcript; nobody hears the sound, but the access is logged.
 *
 * @throws Failure as {@link openAudio}
 */
export function openForRows(
  context: ServiceContext,
  { conversationId }: ParsedInput<"audio.openForRows">,
): RequestOutput<"audio.openForRows"> {
  const { token } = context.tokens.openRecording(openedSound(context, conversationId), "prepare");
  return { token };
}

/** Closes what was opened for that; does nothing for a token that opens nothing (any more). */
export function closeForRows({ tokens }: ServiceContext, { token }: ParsedInput<"audio.closeForRows">): void {
  tokens.revokeToken(token);
}

/** The sound that may be opened, the access to it logged. */
function openedSound(
  { vault, sitting }: ServiceContext,
  conversationId: ParsedInput<"audio.open">["conversationId"],
): Recording {
  const conversation = requireConversation(vault, conversationId);
  if (conversation.hold !== null) throw new Failure("conversation.on-hold");
  if (conversation.sound.phase === "erased") throw new Failure("media.erased");
  if (conversation.consent !== null) requireValidConsent(vault, conversation.consent.id);
  requireInTime(vault, conversation, "sound");
  const sound = findSound(vault.db, conversationId);
  if (sound === undefined) throw new Failure("media.not-ready");
  logAccess(vault, sitting, conversation, "open");
  return sound;
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
