/**
 * The header that blobs and parts share: whole it is the associated data of everything after it.
 *
 * | bytes | content |
 * |---|---|
 * | 0–3 | magic |
 * | 4 | version |
 * | 5 | chunk size as a power of two; 0 in a part |
 * | 6–9 | key generation, big-endian |
 * | 10 | media type |
 * | 11–26 | conversation id |
 * | 27–42 | blob id |
 * | 43–57 | nonce prefix |
 */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { nonceBytes } from "../crypto/aead.ts";
import { tampered } from "./mediaFault.ts";
import { type MediaType, mediaTypeByCode, mediaTypes } from "./mediaTypes.ts";

/** Length of a header in bytes. */
export const headerBytes = 58;

/** Length of the random part of every nonce, in bytes. */
export const noncePrefixBytes = 15;

/** What distinguishes a blob's header from a part's. */
export interface HeaderForm {
  /** Four ASCII characters. */
  readonly magic: string;
  readonly version: number;
  readonly chunkExponent: number;
}

/** Whose sound this is, and how it is encrypted. */
export interface MediaHeader {
  /** Which media key, from 1; below 2³². */
  readonly keyGeneration: number;
  readonly mediaType: MediaType;
  readonly conversationId: ConversationId;
  readonly blobId: RecordingId;
  /** 15 random bytes, never the same for two files under one key. */
  readonly noncePrefix: Uint8Array;
}

/** Encodes a header, 58 bytes. @throws RangeError if a field does not fit */
export function encodeMediaHeader(form: HeaderForm, header: MediaHeader): Uint8Array {
  if (header.noncePrefix.length !== noncePrefixBytes) throw new RangeError("a nonce prefix has 15 bytes");
  if (
    !Number.isInteger(header.keyGeneration) ||
    header.keyGeneration < 0 ||
    header.keyGeneration > 0xffff_ffff
  ) {
    throw new RangeError("a key generation has 32 bits");
  }
  const bytes = new Uint8Array(headerBytes);
  bytes.set(new TextEncoder().encode(form.magic), 0);
  bytes[4] = form.version;
  bytes[5] = form.chunkExponent;
  new DataView(bytes.buffer).setUint32(6, header.keyGeneration);
  bytes[10] = mediaTypes[header.mediaType].code;
  bytes.set(idToBytes(header.conversationId), 11);
  bytes.set(idToBytes(header.blobId), 27);
  bytes.set(header.noncePrefix, 43);
  return bytes;
}

/**
 * Reads a header; nothing in it is authentic until something encrypted with it as associated data has opened.
 *
 * @param bytes - the first 58 bytes of a file, or all of a shorter one
 * @throws Failure `media.tampered`: `header-short`, `magic`, `version`, `chunk-size`, `media-type`
 */
export function parseMediaHeader(form: HeaderForm, bytes: Uint8Array): MediaHeader {
  if (bytes.length < headerBytes) throw tampered("header-short");
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 4)) !== form.magic) throw tampered("magic");
  if (bytes[4] !== form.version) throw tampered("version");
  if (bytes[5] !== form.chunkExponent) throw tampered("chunk-size");
  const mediaType = mediaTypeByCode(bytes[10] ?? 0);
  if (mediaType === undefined) throw tampered("media-type");
  return {
    keyGeneration: new DataView(bytes.buffer, bytes.byteOffset).getUint32(6),
    mediaType,
    conversationId: idFromBytes(bytes.subarray(11, 27)) as ConversationId,
    blobId: idFromBytes(bytes.subarray(27, 43)) as RecordingId,
    noncePrefix: bytes.slice(43, headerBytes),
  };
}

/**
 * Checks that a file is the one it was looked up as.
 *
 * @throws Failure `media.tampered`: `conversation`, `blob`
 */
export function checkMediaOwner(
  header: MediaHeader,
  expected: { readonly conversationId: ConversationId; readonly blobId: RecordingId },
): void {
  if (header.conversationId !== expected.conversationId) throw tampered("conversation");
  if (header.blobId !== expected.blobId) throw tampered("blob");
}

/**
 * The nonce of a chunk or record, 24 bytes: prefix ‖ big-endian 64-bit index ‖ 1 for the last, else 0.
 *
 * @param index - from 0
 */
export function nonceAt(prefix: Uint8Array, index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(nonceBytes);
  nonce.set(prefix);
  new DataView(nonce.buffer).setBigUint64(noncePrefixBytes, BigInt(index));
  nonce[nonceBytes - 1] = isLast ? 1 : 0;
  return nonce;
}

function idToBytes(id: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new RangeError("not an id");
  return Uint8Array.from(id.replaceAll("-", "").match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

function idFromBytes(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
