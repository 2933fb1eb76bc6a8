/** Decodes Microsoft ADPCM (RFC 2361, "Multimedia Data Standards Update", 1994). */
import { viewOf } from "../../../shared/formats/byteLook.ts";

/**
 * Decodes one block: predictor, step and two samples of each channel, then a half byte a sample.
 *
 * @param into - interleaved, −1…1; what the block has no samples for stays as it is
 */
export function decodeMsAdpcm(block: Uint8Array, channels: number, into: Float32Array): void {
  const view = viewOf(block);
  const states = Array.from({ length: channels }, (_, channel) => {
    const predictor = Math.min(6, block[channel] ?? 0);
    const at = (field: number) => view.getInt16(channels + (field * channels + channel) * 2, true);
    return {
      one: firstFactors[predictor] ?? 0,
      two: secondFactors[predictor] ?? 0,
      step: at(0),
      last: at(1),
      before: at(2),
    };
  });
  for (const [channel, { last, before }] of states.entries()) {
    into[channel] = before / 32_768;
    into[channels + channel] = last / 32_768;
  }
  let written = 2 * channels;
  for (const byte of block.subarray(7 * channels)) {
    for (const code of [byte >> 4, byte & 15]) {
      const state = states[written % channels];
      if (state === undefined || written >= into.length) return;
      const predicted = Math.trunc((state.last * state.one + state.before * state.two) / 256);
      const change = (code < 8 ? code : code - 16) * state.step;
      state.before = state.last;
      state.last = Math.max(-32_768, Math.min(32_767, predicted + change));
      state.step = Math.max(16, Math.min(32_767 * 768, ((adaptations[code] ?? 0) * state.step) >> 8));
      into[written] = state.last / 32_768;
      written += 1;
    }
  }
}

const firstFactors = [256, 512, 0, 192, 240, 460, 392];
const secondFactors = [0, -256, 0, 64, 0, -208, -232];
const adaptations = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
