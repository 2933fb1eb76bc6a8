/** One recording's keys, ids and bytes, the same in every test of the blob and part formats. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";

/** 32 bytes, each its own index. */
export const exampleKey = Uint8Array.from({ length: 32 }, (_, index) => index);

/** Whose sound it is. */
export const exampleOwner = {
  conversationId: "11111111-2222-4333-8444-555555555555" as ConversationId,
  blobId: "66666666-7777-4888-9999-aaaaaaaaaaaa" as RecordingId,
} as const;

/** Another recording of another conversation. */
export const otherOwner = {
  conversationId: "bbbbbbbb-2222-4333-8444-555555555555" as ConversationId,
  blobId: "cccccccc-7777-4888-9999-aaaaaaaaaaaa" as RecordingId,
} as const;

/** What a writer is given. */
export const exampleHeader = { keyGeneration: 7, mediaType: "ogg", ...exampleOwner } as const;

/** Bytes in which no chunk equals another: at `i`, (i + ⌊i / 251⌋ · 7) mod 256. */
export function examplePlain(sizeBytes: number): Uint8Array {
  const plain = new Uint8Array(sizeBytes);
  for (let index = 0; index < sizeBytes; index += 1) plain[index] = index + Math.floor(index / 251) * 7;
  return plain;
}
