/** A blob on its way into the vault: encrypted as it comes, read back whole, and only then given its key half. */
import { randomUUID } from "node:crypto";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { openBlob } from "../audio/blobReader.ts";
import { type BlobWriter, createBlobWriter } from "../audio/blobWriter.ts";
import type { MediaType } from "../audio/mediaTypes.ts";
import { createSha256 } from "../crypto/hash.ts";
import { randomBytes } from "../crypto/random.ts";
import { recordingKey } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import { insertRecording, removeRecording, type VerifiedBlob } from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";
import { hashDecrypted } from "./hashDecrypted.ts";

/** Whose blob it is and what will be in it. */
export interface NewBlobOptions {
  readonly conversationId: ConversationId;
  readonly role: "original" | "transcoded";
  readonly mediaType: MediaType;
  /** As far as it is known beforehand. */
  readonly durationMs: number | null;
}

/** A blob being made; ends with its row completed, or with `discard`. */
export interface NewBlob {
  readonly id: RecordingId;
  /** Bytes appended so far. */
  sizeBytes(): number;
  append(bytes: Uint8Array): void;
  /** Seals the blob; when it returns, it is on the medium. @returns SHA-256 of what was appended */
  seal(): Uint8Array;
  /**
   * Reads the sealed blob back, decrypts it and compares its hash.
   *
   * @param onPiece - told how many bytes are verified; what it throws ends the reading
   * @throws Failure `media.verification-failed`
   */
  verify(onPiece: (doneBytes: number) => void): Promise<VerifiedBlob>;
  /** Removes every trace; what cannot be removed now goes at the next unlock. */
  discard(): void;
}

/**
 * Starts a blob under a fresh key.
 *
 * Its row goes in first and without the key half A, which stays in memory until the blob is verified: whatever a
 * crash leaves behind cannot be read by anyone, and is swept at the next unlock.
 */
export function beginBlob(context: ServiceContext, options: NewBlobOptions): NewBlob {
  const { vault, audio } = context;
  const id = randomUUID() as RecordingId;
  const { generation } = vault.keys;
  insertRecording(vault.db, {
    id,
    ...options,
    keyGeneration: generation,
    importedAt: vault.clock.now(),
  });
  const keyHalf = randomBytes(32);
  const hash = createSha256();
  let key: Uint8Array | undefined;
  let writer: BlobWriter | undefined;
  let sha256: Uint8Array | undefined;
  let sizeBytes = 0;

  function discard(): void {
    if (key !== undefined) wipe(key);
    try {
      writer?.abort();
      audio.destroyShred(id);
      audio.destroyBlob(id);
    } catch {
      // The row stays, and with it the reminder to sweep; nobody can read what is left.
      return;
    }
    removeRecording(vault.db, id);
  }

  try {
    const shred = audio.createShred(id);
    key = recordingKey(vault.keys.mediaKey(generation), keyHalf, shred);
    wipe(shred);
    writer = createBlobWriter({
      files: vault.files,
      path: audio.blobPath(id),
      key,
      header: {
        keyGeneration: generation,
        mediaType: options.mediaType,
        conversationId: options.conversationId,
        blobId: id,
      },
    });
  } catch (error) {
    discard();
    throw error;
  }
  const blobKey = key;
  const blobWriter = writer;

  return {
    id,
    sizeBytes: () => sizeBytes,
    append(bytes) {
      blobWriter.append(bytes);
      hash.update(bytes);
      sizeBytes += bytes.length;
    },
    seal() {
      blobWriter.finish();
      sha256 = hash.digest();
      return sha256;
    },
    async verify(onPiece) {
      if (sha256 === undefined) throw new Error("the blob is not sealed");
      const stored = await hashStoredBlob(context, { id, key: blobKey, ...options }, onPiece);
      wipe(blobKey);
      if (Buffer.compare(stored, sha256) !== 0) throw new Failure("media.verification-failed");
      return { id, keyHalf, sha256, sizeBytes };
    },
    discard,
  };
}

async function hashStoredBlob(
  { vault, audio }: ServiceContext,
  blob: { readonly id: RecordingId; readonly key: Uint8Array; readonly conversationId: ConversationId },
  onPiece: (doneBytes: number) => void,
): Promise<Uint8Array> {
  const reader = openBlob({
    files: vault.files,
    path: audio.blobPath(blob.id),
    key: blob.key,
    conversationId: blob.conversationId,
    blobId: blob.id,
  });
  try {
    return await hashDecrypted(reader, onPiece);
  } catch (error) {
    if (error instanceof Failure && error.code === "media.tampered") {
      throw new Failure("media.verification-failed");
    }
    throw error;
  } finally {
    reader.close();
  }
}
