/** Small files whose text is authenticated: the exact text that was authenticated is stored beside its code. */
import { z } from "zod";
import { isMacOf, macOf } from "../crypto/mac.ts";
import { type FilePort, readWhole, replaceWhole } from "../ports/files.ts";
import { base64Codec, toBase64 } from "./base64.ts";

/** A text and its code (keyed BLAKE2b-256); nothing is said about whether they belong together. */
export interface AuthenticatedText {
  readonly text: string;
  readonly mac: Uint8Array;
}

/**
 * Reads such a file.
 *
 * @returns `undefined` if there is no file; `"malformed"` if it is not byte for byte what `writeAuthenticated` writes
 */
export function readAuthenticated(
  files: FilePort,
  path: string,
): AuthenticatedText | "malformed" | undefined {
  const bytes = readWhole(files, path);
  if (bytes === undefined) return undefined;
  const content = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const parsed = fileSchema.safeParse(jsonOf(content));
  if (!parsed.success) return "malformed";
  // One spelling only: nothing in the file may be changed without being noticed, not even a space.
  return encode(parsed.data) === content ? parsed.data : "malformed";
}

/**
 * Reads such a file in any spelling, also one that an editor began with a byte order mark: for what counts whether or
 * not it is authentic.
 *
 * @returns as `readAuthenticated`
 */
export function readInAnySpelling(
  files: FilePort,
  path: string,
): AuthenticatedText | "malformed" | undefined {
  const bytes = readWhole(files, path);
  if (bytes === undefined) return undefined;
  const parsed = fileSchema.safeParse(jsonOf(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data : "malformed";
}

/** Whether the code was made over exactly this text with this key. */
export function isAuthentic({ text, mac }: AuthenticatedText, macKey: Uint8Array): boolean {
  return isMacOf(macKey, new TextEncoder().encode(text), mac);
}

/** Replaces such a file atomically; when it returns, it is on the medium. */
export function writeAuthenticated(files: FilePort, path: string, text: string, macKey: Uint8Array): void {
  const mac = macOf(macKey, new TextEncoder().encode(text));
  replaceWhole(files, path, new TextEncoder().encode(encode({ text, mac })));
}

const fileSchema = z.strictObject({ text: z.string(), mac: base64Codec(32) });

function encode({ text, mac }: AuthenticatedText): string {
  return `${JSON.stringify({ text, mac: toBase64(mac) })}\n`;
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
