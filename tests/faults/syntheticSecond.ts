/** Sound that was never recorded, to be told apart second by second. */

/** The bytes of one second, about what Opus makes of speech: 3.5–4.5 kB, no second like another. */
export function syntheticSecond(second: number): Uint8Array {
  const sizeBytes = 3_500 + ((second * 337) % 1_000);
  const bytes = new Uint8Array(sizeBytes);
  let state = (second + 1) * 2_654_435_761;
  for (let index = 0; index < sizeBytes; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
