/** Bytes of a text file as text, whatever program wrote it. */

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The text and what its bytes were taken for. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

/** The part of the platform's decoder that is used; Node and the page both have it. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/**
 * Decodes by byte order mark, then by the zero bytes of UTF-16, then as UTF-8 if it is valid, else as Windows-1252.
 *
 * @returns the text without its mark; never throws
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return { text: utf8(bytes.subarray(3), false), encoding: "utf-8" };
  if (startsWith(bytes, [0xff, 0xfe])) return { text: utf16(bytes.subarray(2), 0), encoding: "utf-16le" };
  if (startsWith(bytes, [0xfe, 0xff])) return { text: utf16(bytes.subarray(2), 1), encoding: "utf-16be" };
  const zeros = zeroShares(bytes);
  if (zeros.odd > 0.3 && zeros.even < 0.05) return { text: utf16(bytes, 0), encoding: "utf-16le" };
  if (zeros.even > 0.3 && zeros.odd < 0.05) return { text: utf16(bytes, 1), encoding: "utf-16be" };
  try {
    return { text: utf8(bytes, true), encoding: "utf-8" };
  } catch {
    return { text: windows1252(bytes), encoding: "windows-1252" };
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Shares of zero bytes at even and odd places in the first 4 KiB. */
function zeroShares(bytes: Uint8Array): { even: number; odd: number } {
  const counts = [0, 0];
  const length = Math.min(bytes.length, 4_096);
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] === 0) counts[index % 2] = (counts[index % 2] ?? 0) + 1;
  }
  const half = Math.max(1, length / 2);
  return { even: (counts[0] ?? 0) / half, odd: (counts[1] ?? 0) / half };
}

function utf8(bytes: Uint8Array, fatal: boolean): string {
  return new TextDecoder("utf-8", { fatal }).decode(bytes);
}

/** @param highByte - 0 or 1: where in a pair the lower byte stands last (0: little-endian) */
function utf16(bytes: Uint8Array, highByte: 0 | 1): string {
  const pieces: string[] = [];
  let units: number[] = [];
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const [first = 0, second = 0] = [bytes[index], bytes[index + 1]];
    units.push(highByte === 0 ? first | (second << 8) : (first << 8) | second);
    if (units.length === 4_096) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return (pieces.join("") + String.fromCharCode(...units)).toWellFormed();
}

/** Characters of the bytes 0x80–0x9F (WHATWG Encoding, index windows-1252); the others are their own code points. */
const upperControls = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

function windows1252(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += 4_096) {
    const codes = [...bytes.subarray(from, from + 4_096)];
    pieces.push(
      codes
        .map((byte) =>
          byte >= 0x80 && byte < 0xa0 ? upperControls.charAt(byte - 0x80) : String.fromCharCode(byte),
        )
        .join(""),
    );
  }
  return pieces.join("");
}
