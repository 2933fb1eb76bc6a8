/** Looking at a file by ranges: one description of what to read, for a file at hand as for one that is fetched. */

/** `[start, end)` in bytes; what lies beyond the end of the file is left out of the answer. */
export type ByteRange = readonly [start: number, end: number];

/** A reader that asks for ranges and is given their bytes. */
export type ByteLook<T> = Generator<ByteRange, T, Uint8Array>;

/** Carries out a look at a file at hand. @returns what the look came to */
export function lookNow<T>(look: ByteLook<T>, read: (start: number, end: number) => Uint8Array): T {
  let step = look.next();
  while (step.done !== true) step = look.next(read(...step.value));
  return step.value;
}

/** Carries out a look at a file that is fetched. @returns what the look came to */
export async function lookLater<T>(
  look: ByteLook<T>,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<T> {
  let step = look.next();
  while (step.done !== true) step = look.next(await read(...step.value));
  return step.value;
}

/** The bytes as a view for numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Each byte as the character of that number; shorter where the bytes end. */
export function latin1(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
