/** The recovery code: 160 random bits written so that a person can copy them by hand, with a check in every group. */

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const groupCount = 8;
const dataPerGroup = 4;
const codeBytes = (groupCount * dataPerGroup * 5) / 8;
/** Keeps a recovery code from ever being the same secret as a passphrase of the same letters. */
const secretLabel = "lyhord/recovery-code/1:";

/** What reading a typed code gives; `group` counts from 1. */
export type ParsedRecoveryCode =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly canonical: string }
  | { readonly ok: false; readonly reason: "length" }
  | { readonly ok: false; readonly reason: "character" | "checksum"; readonly group: number };

/**
 * Writes 20 random bytes as eight groups of five: four symbols of Crockford's base32 and one check symbol.
 *
 * The check is a weighted sum in GF(32) with the group's number in it, so that one wrong symbol, two
 * neighbours swapped, or two groups swapped never pass.
 *
 * @throws RangeError if there are not 20 bytes
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== codeBytes) throw new RangeError(`a recovery code is ${codeBytes} bytes`);
  const values = toFiveBits(bytes);
  const groups = Array.from({ length: groupCount }, (_, group) => {
    const data = values.slice(group * dataPerGroup, (group + 1) * dataPerGroup);
    return [...data, checkOf(data, group)].map((value) => symbols[value]).join("");
  });
  return groups.join("-");
}

/** Reads a code however it was typed: any case, any spaces and dashes, O for 0, I and L for 1. */
export function parseRecoveryCode(text: string): ParsedRecoveryCode {
  const values = [...normalised(text)].map((symbol) => symbols.indexOf(symbol));
  const groupSize = dataPerGroup + 1;
  const strange = values.indexOf(-1);
  if (strange !== -1) {
    const group = Math.min(groupCount, Math.floor(strange / groupSize) + 1);
    return { ok: false, reason: "character", group };
  }
  if (values.length !== groupCount * groupSize) return { ok: false, reason: "length" };
  const data: number[] = [];
  for (let group = 0; group < groupCount; group += 1) {
    const part = values.slice(group * groupSize, group * groupSize + dataPerGroup);
    if (checkOf(part, group) !== values[group * groupSize + dataPerGroup]) {
      return { ok: false, reason: "checksum", group: group + 1 };
    }
    data.push(...part);
  }
  const bytes = toBytes(data);
  return { ok: true, bytes, canonical: formatRecoveryCode(bytes) };
}

/** Whether what was typed is that group (counted from 1) of a code, with the same tolerance as a whole code. */
export function isRecoveryCodeGroup(code: string, group: number, typed: string): boolean {
  const wanted = code.split("-")[group - 1];
  return wanted !== undefined && normalised(typed) === wanted;
}

/**
 * The secret that goes into key derivation: a label and the code's bytes.
 *
 * @param bytes - the 20 bytes of the code; a copy is made, the caller wipes both
 */
export function recoveryCodeSecret(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== codeBytes) throw new RangeError(`a recovery code is ${codeBytes} bytes`);
  const secret = new Uint8Array(secretLabel.length + bytes.length);
  secret.set([...secretLabel].map((letter) => letter.charCodeAt(0)));
  secret.set(bytes, secretLabel.length);
  return secret;
}

function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Dash}_.·\u200B\uFEFF]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

/** Distinct weights other than 0 and 1 (the check's own) find every single error and every swap of neighbours. */
function checkOf(data: readonly number[], group: number): number {
  return data.reduce((sum, value, index) => sum ^ multiply(value, index + 2), group + 1);
}

/** Multiplication in GF(32) modulo x⁵ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let left = a, right = b; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left <<= 1;
    if (left & 32) left ^= 0b100101;
  }
  return product;
}

function toFiveBits(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      values.push((buffer >> bits) & 31);
      buffer &= (1 << bits) - 1;
    }
  }
  return values;
}

function toBytes(values: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const value of values) {
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 255);
      buffer &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}
