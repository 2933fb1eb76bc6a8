/** Random bytes from the system's generator. */
import { sodium } from "./sodium.ts";

/** Unpredictable bytes, fit for keys and nonces. */
export function randomBytes(length: number): Uint8Array {
  return sodium().randombytes_buf(length);
}
