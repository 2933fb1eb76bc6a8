/** Decodes IMA ADPCM as WAV files hold it (IMA, "Recommended Practices for Enhancing Digital Audio Compatibility", 1992). */
import { viewOf } from "../../../shared/formats/byteLook.ts";

/**
 * Decodes one block: four bytes of header a channel, then groups of eight samples, channel by channel.
 *
 * @param into - interleaved, −1…1; what the block has no samples for stays as it is
 */
export function decodeImaAdpcm(block: Uint8Array, channels: number, into: Float32Array): void {
  const view = viewOf(block);
  for (let channel = 0; channel < channels; channel += 1) {
    let sample = view.getInt16(channel * 4, true);
    let step = Math.min(88, block[channel * 4 + 2] ?? 0);
    into[channel] = sample / 32_768;
    let frame = 1;
    const first = 4 * channels + channel * 4;
    for (let group = first; group + 4 <= block.length; group += 4 * channels) {
      for (let nibble = 0; nibble < 8; nibble += 1) {
        const code = ((block[group + (nibble >> 1)] ?? 0) >> (4 * (nibble & 1))) & 15;
        const size = steps[step] ?? 0;
        const change =
          (size >> 3) +
          ((code & 1) === 0 ? 0 : size >> 2) +
          ((code & 2) === 0 ? 0 : size >> 1) +
          ((code & 4) === 0 ? 0 : size);
        sample = Math.max(-32_768, Math.min(32_767, (code & 8) === 0 ? sample + change : sample - change));
        step = Math.max(0, Math.min(88, step + (indexChanges[code & 7] ?? 0)));
        const at = frame * channels + channel;
        if (at < into.length) into[at] = sample / 32_768;
        frame += 1;
      }
    }
  }
}

const indexChanges = [-1, -1, -1, -1, 2, 4, 6, 8];

const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
];
