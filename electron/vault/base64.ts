/** Bytes inside JSON: base64 with padding (RFC 4648 §4). */
import { z } from "zod";

/** Writes bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** Reads base64 that has been checked to be such. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}

/** A JSON string that stands for exactly `length` bytes; the one spelling that `toBase64` gives. */
export function base64Codec(length: number) {
  return z.codec(
    z.string().refine((text) => toBase64(fromBase64(text)) === text),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length),
    { decode: fromBase64, encode: toBase64 },
  );
}
