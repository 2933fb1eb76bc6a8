/**
 * Blobs and parts written a second time, from the text of SECURITY.md and over OpenSSL instead of libsodium,
 * so that the product's writer and reader are checked against something that is not themselves.
 */
import { createCipheriv } from "node:crypto";

/** What a reference file is made of. */
export interface ReferenceHeader {
  readonly keyGeneration: number;
  readonly mediaTypeCode: number;
  /** 16 bytes as hex, with or without dashes. */
  readonly conversationId: string;
  readonly blobId: string;
  /** 15 bytes as hex. */
  readonly noncePrefix: string;
}

const chunkBytes = 65_536;

/** A blob as the format demands. */
export function referenceBlob(key: Uint8Array, header: ReferenceHeader, plain: Uint8Array): Uint8Array {
  const head = referenceHeader("LyhB", 16, header);
  const chunkCount = Math.max(1, Math.ceil(plain.length / chunkBytes));
  const chunks = Array.from({ length: chunkCount }, (_, index) => {
    const nonce = referenceNonce(header.noncePrefix, index, index === chunkCount - 1);
    return xchacha20poly1305(key, nonce, plain.subarray(index * chunkBytes, (index + 1) * chunkBytes), head);
  });
  return Buffer.concat([head, ...chunks]);
}

/** A part as the format demands, under the part's own key. */
export function referencePart(
  partKey: Uint8Array,
  header: ReferenceHeader,
  records: readonly Uint8Array[],
): Uint8Array {
  const head = referenceHeader("LyhP", 0, header);
  const sealed = records.map((record, index) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(record.length);
    const nonce = referenceNonce(header.noncePrefix, index, false);
    return Buffer.concat([length, xchacha20poly1305(partKey, nonce, record, Buffer.concat([head, length]))]);
  });
  return Buffer.concat([head, ...sealed]);
}

/** XChaCha20-Poly1305 as in draft-irtf-cfrg-xchacha-03 §2.3, with OpenSSL's ChaCha20-Poly1305 inside. */
export function xchacha20poly1305(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  const inner = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]);
  const cipher = createCipheriv("chacha20-poly1305", hchacha20(key, nonce.subarray(0, 16)), inner, {
    authTagLength: 16,
  });
  cipher.setAAD(associated, { plaintextLength: plain.length });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function referenceHeader(magic: string, chunkExponent: number, header: ReferenceHeader): Buffer {
  const generation = Buffer.alloc(4);
  generation.writeUInt32BE(header.keyGeneration);
  return Buffer.concat([
    Buffer.from(magic, "latin1"),
    Buffer.from([1, chunkExponent]),
    generation,
    Buffer.from([header.mediaTypeCode]),
    Buffer.from(header.conversationId.replaceAll("-", ""), "hex"),
    Buffer.from(header.blobId.replaceAll("-", ""), "hex"),
    Buffer.from(header.noncePrefix, "hex"),
  ]);
}

function referenceNonce(prefix: string, index: number, isLast: boolean): Buffer {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(index));
  return Buffer.concat([Buffer.from(prefix, "hex"), counter, Buffer.from([isLast ? 1 : 0])]);
}

/** HChaCha20 (draft-irtf-cfrg-xchacha-03 §2.2). */
function hchacha20(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const input = new DataView(
    new Uint8Array(Buffer.concat([Buffer.from("expand 32-byte k"), key, nonce])).buffer,
  );
  const state = Uint32Array.from({ length: 16 }, (_, word) => input.getUint32(word * 4, true));
  for (let round = 0; round < 10; round += 1) {
    for (const column of [0, 1, 2, 3]) quarterRound(state, column, column + 4, column + 8, column + 12);
    quarterRound(state, 0, 5, 10, 15);
    quarterRound(state, 1, 6, 11, 12);
    quarterRound(state, 2, 7, 8, 13);
    quarterRound(state, 3, 4, 9, 14);
  }
  const derived = new DataView(new ArrayBuffer(32));
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((word, index) => {
    derived.setUint32(index * 4, state[word] ?? 0, true);
  });
  return new Uint8Array(derived.buffer);
}

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const mix = (sum: number, addend: number, target: number, bits: number) => {
    state[sum] = (state[sum] ?? 0) + (state[addend] ?? 0);
    const mixed = (state[target] ?? 0) ^ (state[sum] ?? 0);
    state[target] = (mixed << bits) | (mixed >>> (32 - bits));
  };
  mix(a, b, d, 16);
  mix(c, d, b, 12);
  mix(a, b, d, 8);
  mix(c, d, b, 7);
}
