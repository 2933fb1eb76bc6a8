/** Random bits written so that a person can copy them by hand: groups of four symbols and a check symbol each. */

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const dataPerGroup = 4;
const groupSize = dataPerGroup + 1;

/** What reading a typed code gives; `group` counts from 1. */
export type ParsedCode =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly canonical: string }
  | { readonly ok: false; readonly reason: "length" }
  | { readonly ok: false; readonly reason: "character" | "checksum"; readonly group: number };

/** How many bytes a code of so many groups holds; whole for an even number of them. */
export function bytesOfGroups(groupCount: number): number {
  return (groupCount * dataPerGroup * 5) / 8;
}

/**
 * Writes random bytes as groups of five: four symbols of Crockford's base32 and one check symbol.
 *
 * The check is a weighted sum in GF(32) with the group's number in it, so that one wrong symbol, two
 * neighbours swapped, or two groups swapped never pass.
 *
 * @param bytes - as many as `bytesOfGroups` says
 */
export function formatCode(bytes: Uint8Array, groupCount: number): string {
  const values = toFiveBits(bytes);
  const groups = Array.from({ length: groupCount }, (_, group) => {
    const data = values.slice(group * dataPerGroup, (group + 1) * dataPerGroup);
    return [...data, checkOf(data, group)].map((value) => symbols[value]).join("");
  });
  return groups.join("-");
}

/** Reads a code however it was typed: any case, any spaces and dashes, O for 0, I and L for 1. */
export function parseCode(text: string, groupCount: number): ParsedCode {
  const values = [...normalisedCode(text)].map((symbol) => symbols.indexOf(symbol));
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
  return { ok: true, bytes, canonical: formatCode(bytes, groupCount) };
}

/**
 * The secret that goes into key derivation: a label, which keeps codes of different uses apart, and the code's bytes.
 *
 * @param label - ASCII
 * @param bytes - a copy is made; the caller wipes both
 */
export function codeSecret(label: string, bytes: Uint8Array): Uint8Array {
  const secret = new Uint8Array(label.length + bytes.length);
  secret.set([...label].map((letter) => letter.charCodeAt(0)));
  secret.set(bytes, label.length);
  return secret;
}

/** What was typed as the symbols it stands for; what stands for none is left as it is. */
export function normalisedCode(text: string): string {
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
