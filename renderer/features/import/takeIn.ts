/** Takes a new conversation in: looks at the file, makes the conversation, encrypts the sound – or leaves nothing. */
import type { RequestInput, RequestName, RequestOutput } from "../../../shared/contract.ts";
import type { ConversationDraft } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";

/** What taking in needs from its surroundings. */
export interface TakeInPorts {
  call<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Tries to decode the file; rejects with `{ code }` if that cannot be done. */
  probe(
    token: string,
    mimeType: string,
    signal: AbortSignal,
  ): Promise<{ readonly durationMs: number | null }>;
  /** Told as soon as the conversation exists, so that its progress can be shown and it can be cancelled. */
  onCreated(conversationId: ConversationId): void;
}

/** What is taken in. */
export interface TakeInWish {
  readonly draft: ConversationDraft;
  /** `null` for a conversation without sound. */
  readonly source: OfferedSource | null;
  /** The person has ticked that what belongs in the client's record is written there. */
  readonly recordWritten: boolean;
}

/**
 * Takes a conversation in, whole or not at all.
 *
 * The file is looked at before anything is made; if the import fails or is cancelled, the conversation is
 * discarded again.
 *
 * @throws what the ports throw; a `DOMException` named `AbortError` if cancelled before the conversation was made
 */
export async function takeIn(
  wish: TakeInWish,
  ports: TakeInPorts,
  signal: AbortSignal,
): Promise<ConversationId> {
  const durationMs = wish.source === null ? null : await lookAt(wish.source, ports, signal);
  signal.throwIfAborted();
  const { conversationId } = await ports.call("conversation.create", wish.draft);
  ports.onCreated(conversationId);
  try {
    if (wish.source !== null) await importSound(conversationId, wish.source, durationMs, ports, signal);
    if (wish.recordWritten) await ports.call("conversation.update", { conversationId, recordWritten: true });
  } catch (failure) {
    await ports.call("conversation.discard", { conversationId }).catch(() => undefined);
    throw failure;
  }
  return conversationId;
}

async function lookAt(
  source: OfferedSource,
  ports: TakeInPorts,
  signal: AbortSignal,
): Promise<number | null> {
  const { token, mimeType } = await ports.call("source.open", { sourceId: source.sourceId });
  signal.throwIfAborted();
  // What only the converter reads cannot be looked at beforehand.
  if (token === null) return null;
  const { durationMs } = await ports.probe(token, mimeType, signal);
  return durationMs;
}

async function importSound(
  conversationId: ConversationId,
  { sourceId }: OfferedSource,
  durationMs: number | null,
  ports: TakeInPorts,
  signal: AbortSignal,
): Promise<void> {
  const cancel = () => {
    ports.call("audio.cancelImport", { conversationId }).catch(() => undefined);
  };
  signal.throwIfAborted();
  signal.addEventListener("abort", cancel);
  try {
    await ports.call("audio.import", { conversationId, sourceId, durationMs });
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
