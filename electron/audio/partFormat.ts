/**
 * Part, version 1: a recording in progress, as a header and records that are appended and never rewritten.
 *
 * A record is its length (u32, big-endian, 1…1 MiB plain bytes) ‖ ciphertext ‖ tag: XChaCha20-Poly1305 under
 * a subkey of the recording key, nonce `nonceAt(prefix, i, false)`, associated data header ‖ length.
 * A crash can tear the last record; all before it stay whole.
 */
import { subkey } from "../crypto/subkey.ts";
import {
  encodeMediaHeader,
  type HeaderForm,
  headerBytes,
  type MediaHeader,
  parseMediaHeader,
} from "./mediaHeader.ts";

/** Length of the field in front of each record, in bytes. */
export const recordLengthBytes = 4;

/** The most plain bytes a record holds. */
export const maximumRecordBytes = 1024 * 1024;

const partForm: HeaderForm = { magic: "LyhP", version: 1, chunkExponent: 0 };

/** Encodes the header of a part. @throws RangeError if a field does not fit */
export function encodePartHeader(header: MediaHeader): Uint8Array {
  return encodeMediaHeader(partForm, header);
}

/** Reads the header of a part, not yet authenticated. @throws Failure `media.tampered` */
export function parsePartHeader(bytes: Uint8Array): MediaHeader {
  return parseMediaHeader(partForm, bytes);
}

/** The key of the part of a recording, so that part and blob never share a key. */
export function partKey(recordingKey: Uint8Array): Uint8Array {
  return subkey(recordingKey, "lyhpart1", 1);
}

/** The associated data of a record: header ‖ length. */
export function recordAssociated(header: Uint8Array, lengthField: Uint8Array): Uint8Array {
  const associated = new Uint8Array(headerBytes + recordLengthBytes);
  associated.set(header);
  associated.set(lengthField, headerBytes);
  return associated;
}
