/** The recovery code: 160 random bits in eight groups that a person can copy by hand. */
import {
  bytesOfGroups,
  codeSecret,
  formatCode,
  normalisedCode,
  type ParsedCode,
  parseCode,
} from "./checkedCode.ts";

const groupCount = 8;
const codeBytes = bytesOfGroups(groupCount);
/** Keeps a recovery code from ever being the same secret as a passphrase of the same letters. */
const secretLabel = "lyhord/recovery-code/1:";

/**
 * Writes 20 random bytes as eight groups of five.
 *
 * @throws RangeError if there are not 20 bytes
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== codeBytes) throw new RangeError(`a recovery code is ${codeBytes} bytes`);
  return formatCode(bytes, groupCount);
}

/** Reads a code however it was typed. */
export function parseRecoveryCode(text: string): ParsedCode {
  return parseCode(text, groupCount);
}

/** Whether what was typed is that group (counted from 1) of a code, with the same tolerance as a whole code. */
export function isRecoveryCodeGroup(code: string, group: number, typed: string): boolean {
  const wanted = code.split("-")[group - 1];
  return wanted !== undefined && normalisedCode(typed) === wanted;
}

/**
 * The secret that goes into key derivation.
 *
 * @param bytes - the 20 bytes of the code; a copy is made, the caller wipes both
 */
export function recoveryCodeSecret(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== codeBytes) throw new RangeError(`a recovery code is ${codeBytes} bytes`);
  return codeSecret(secretLabel, bytes);
}
