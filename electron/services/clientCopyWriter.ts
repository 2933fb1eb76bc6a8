/** Writes a copy for the client: encrypted piece by piece as it comes, then read back and decrypted (shared/formats/clientCopyFile.ts). */
import { setImmediate } from "node:timers/promises";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { Failure } from "../../shared/errors.ts";
import {
  asData,
  type CopyHeader,
  copyIterations,
  copyNonce,
  copyNoncePrefixBytes,
  copyPieceBytes,
  copySaltBytes,
  framedDocument,
  pieceLine,
  pieceOfLine,
} from "../../shared/formats/clientCopyFile.ts";
import { decryptAesGcm, encryptAesGcm, passphraseKey } from "../crypto/aesGcm.ts";
import { createSha256 } from "../crypto/hash.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import { clientCopyPage } from "./clientCopyPage.ts";
import type { ServiceContext } from "./context.ts";
import { createOutsideFile, type OutsideFile } from "./outsideFile.ts";

/** A copy being written; ends with `finish` or `discard`. */
export interface ClientCopyWriter {
  /** Bytes of sound so far. */
  soundBytes(): number;
  append(sound: Uint8Array): void;
  /**
   * Ends the file, reads it back and gives it its name.
   *
   * @param requireStillWanted - called once it was read back; if it throws, the file gets no name
   * @returns its size
   * @throws Failure `copy.not-verified`, `copy.not-written`; nothing is left of the file then
   */
  finish(
    copy: OutsideCopy & { readonly conversationId: ConversationId },
    requireStillWanted: () => void,
  ): Promise<number>;
  discard(): void;
}

/** What a copy is made of at the beginning. */
export interface NewClientCopy {
  readonly targetPath: string;
  /** Left as it is: its owner wipes it. */
  readonly passphrase: Uint8Array;
  readonly language: Language;
  /** JSON. */
  readonly document: string;
}

/** Derives the key and begins the file. @throws Failure `copy.not-written` */
export async function beginClientCopyFile(
  context: ServiceContext,
  { targetPath, passphrase, language, document }: NewClientCopy,
): Promise<ClientCopyWriter> {
  const salt = randomBytes(copySaltBytes);
  const noncePrefix = randomBytes(copyNoncePrefixBytes);
  const header = headerText(salt, noncePrefix);
  const key = await passphraseKey(passphrase, salt, copyIterations);
  const sealing: Sealing = { key, noncePrefix, associated: new TextEncoder().encode(header) };
  const { before, after } = clientCopyPage(context, language, header);
  const plainHash = createSha256();
  // A full piece is held back until more comes, since only then is it known not to be the last.
  const held = new Uint8Array(copyPieceBytes);
  let heldBytes = 0;
  let pieces = 0;
  let soundBytes = 0;

  const file = createOutsideFile(context, targetPath);

  function discard(): void {
    wipe(key, held);
    file.discard();
  }

  function writePiece(isLast: boolean): void {
    const plain = held.subarray(0, heldBytes);
    plainHash.update(plain);
    const sealed = sealPiece(sealing, pieces, isLast, plain);
    file.append(new TextEncoder().encode(pieceLine(Buffer.from(sealed).toString("base64"))));
    pieces += 1;
    heldBytes = 0;
  }

  function take(bytes: Uint8Array): void {
    for (let taken = 0; taken < bytes.length; ) {
      if (heldBytes === copyPieceBytes) writePiece(false);
      const part = bytes.subarray(taken, taken + copyPieceBytes - heldBytes);
      held.set(part, heldBytes);
      heldBytes += part.length;
      taken += part.length;
    }
  }

  try {
    file.append(new TextEncoder().encode(before));
    take(framedDocument(new TextEncoder().encode(document)));
  } catch (error) {
    discard();
    throw error;
  }

  return {
    soundBytes: () => soundBytes,
    append(sound) {
      take(sound);
      soundBytes += sound.length;
    },
    async finish(copy, requireStillWanted) {
      try {
        writePiece(true);
        file.append(new TextEncoder().encode(after));
        file.reopen();
        const read = await hashOfPieces(file, sealing, pieces);
        if (read === undefined || Buffer.compare(read, plainHash.digest()) !== 0)
          throw new Failure("copy.not-verified");
        const sizeBytes = file.sizeBytes();
        // Reading back took a while, in which something may have been erased.
        requireStillWanted();
        file.keep(copy);
        return sizeBytes;
      } finally {
        discard();
      }
    },
    discard,
  };
}

interface Sealing {
  readonly key: Uint8Array;
  readonly noncePrefix: Uint8Array;
  readonly associated: Uint8Array;
}

function headerText(salt: Uint8Array, noncePrefix: Uint8Array): string {
  const header: CopyHeader = {
    format: "lyhord-client-copy/1",
    kdf: {
      name: "PBKDF2",
      hash: "SHA-256",
      iterations: copyIterations,
      salt: Buffer.from(salt).toString("base64"),
    },
    cipher: { name: "AES-GCM", keyBits: 256, noncePrefix: Buffer.from(noncePrefix).toString("base64") },
    pieceBytes: copyPieceBytes,
  };
  return asData(JSON.stringify(header));
}

function sealPiece(
  { key, noncePrefix, associated }: Sealing,
  index: number,
  isLast: boolean,
  plain: Uint8Array,
): Uint8Array {
  return encryptAesGcm(key, copyNonce(noncePrefix, index, isLast), plain, associated);
}

/**
 * Reads the file line by line and decrypts its pieces.
 *
 * @param expected - how many pieces there must be
 * @returns SHA-256 of all that was encrypted; `undefined` if a piece is missing, too many or not authentic
 */
async function hashOfPieces(
  file: OutsideFile,
  { key, noncePrefix, associated }: Sealing,
  expected: number,
): Promise<Uint8Array | undefined> {
  const hash = createSha256();
  let index = 0;
  for await (const line of linesOf(file)) {
    const base64 = pieceOfLine(line);
    if (base64 === undefined) continue;
    const nonce = copyNonce(noncePrefix, index, index === expected - 1);
    const plain = decryptAesGcm(key, nonce, Buffer.from(base64, "base64"), associated);
    if (plain === undefined) return undefined;
    hash.update(plain);
    wipe(plain);
    index += 1;
  }
  return index === expected ? hash.digest() : undefined;
}

async function* linesOf(file: OutsideFile): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for (let position = 0; ; ) {
    const bytes = file.read(position, copyPieceBytes);
    if (bytes.length === 0) break;
    position += bytes.length;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    await setImmediate();
  }
  yield rest;
}
