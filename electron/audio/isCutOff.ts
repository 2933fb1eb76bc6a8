/** Tells by its own header whether a WAV file was cut off. */

const unknownSizes = [0, 0xffff_ffff];

/**
 * Whether a RIFF file declares more bytes than there are.
 *
 * A recorder that died leaves the size 0 or all ones: then the sound goes as far as the file does, and nothing is
 * missing that was ever written.
 *
 * @param head - at least the first 12 bytes; anything but RIFF/WAVE is never cut off
 * @param sizeBytes - of the whole file
 */
export function isCutOff(head: Uint8Array, sizeBytes: number): boolean {
  if (head.length < 12 || text(head, 0) !== "RIFF" || text(head, 8) !== "WAVE") return false;
  const declared = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
  return !unknownSizes.includes(declared) && declared + 8 > sizeBytes;
}

function text(head: Uint8Array, at: number): string {
  return String.fromCharCode(...head.subarray(at, at + 4));
}
