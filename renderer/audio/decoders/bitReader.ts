/** Reads numbers of up to 32 bits, the highest bit first. */

/** A place in some bytes. */
export interface BitReader {
  /** @throws RangeError if there are not so many bits left */
  read(count: number): number;
  /** Two's complement. @throws RangeError if there are not so many bits left */
  readSigned(count: number): number;
  /** How many ones come next, at most 25. */
  ones(): number;
  /** What `read` would give; zeros beyond the end. */
  peek(count: number): number;
  skip(count: number): void;
  /** Goes on to the next whole byte. */
  align(): void;
  /** Bits up to the end; below 0 beyond it. */
  left(): number;
  /** Another reader at the same place. */
  fork(): BitReader;
}

/** Creates a reader. @param from - in bits */
export function createBitReader(bytes: Uint8Array, from = 0): BitReader {
  let position = from;
  const bits = bytes.length * 8;

  /** The next bits as far as one look at four bytes reaches: 25 of them at least. */
  function word(): number {
    const at = position >> 3;
    const four =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    return four << (position & 7);
  }

  function peek(count: number): number {
    if (count <= 25) return count === 0 ? 0 : word() >>> (32 - count);
    let value = 0;
    for (let done = 0; done < count; ) {
      const at = position + done;
      const inByte = Math.min(8 - (at & 7), count - done);
      const byte = bytes[at >> 3] ?? 0;
      value = value * 2 ** inByte + ((byte >> (8 - (at & 7) - inByte)) & (2 ** inByte - 1));
      done += inByte;
    }
    return value;
  }

  function read(count: number): number {
    if (position + count > bits) throw new RangeError("beyond the end");
    const value = peek(count);
    position += count;
    return value;
  }

  return {
    read,
    readSigned(count) {
      const value = read(count);
      return value >= 2 ** (count - 1) ? value - 2 ** count : value;
    },
    ones: () => Math.min(25, Math.clz32(~word())),
    peek,
    skip(count) {
      position += count;
    },
    align() {
      position = (position + 7) & ~7;
    },
    left: () => bits - position,
    fork: () => createBitReader(bytes, position),
  };
}
