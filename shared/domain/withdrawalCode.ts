/** The code on the client's copy: 80 random bits in four groups, which take a permission back without a passphrase. */
import { bytesOfGroups, codeSecret, formatCode, type ParsedCode, parseCode } from "./checkedCode.ts";

const groupCount = 4;
/** How many random bytes a withdrawal code is made of. */
export const withdrawalCodeBytes = bytesOfGroups(groupCount);
/** Keeps it from ever being the same secret as a passphrase or a recovery code. */
const secretLabel = "lyhord/withdrawal-code/1:";

/**
 * Writes 10 random bytes as four groups of five.
 *
 * @throws RangeError if there are not 10 bytes
 */
export function formatWithdrawalCode(bytes: Uint8Array): string {
  requireLength(bytes);
  return formatCode(bytes, groupCount);
}

/** Reads a code however it was typed. */
export function parseWithdrawalCode(text: string): ParsedCode {
  return parseCode(text, groupCount);
}

/**
 * The secret that goes into key derivation.
 *
 * @param bytes - the 10 bytes of the code; a copy is made, the caller wipes both
 */
export function withdrawalCodeSecret(bytes: Uint8Array): Uint8Array {
  requireLength(bytes);
  return codeSecret(secretLabel, bytes);
}

function requireLength(bytes: Uint8Array): void {
  if (bytes.length !== withdrawalCodeBytes) {
    throw new RangeError(`a withdrawal code is ${withdrawalCodeBytes} bytes`);
  }
}
