/** Decodes GSM 06.10 full rate in pairs of frames, as WAV files hold it (ETSI EN 300 961; RFC 2361 for the pairs). */

/** Bits of the eight reflection coefficients. */
const coefficientBits = [6, 6, 5, 5, 4, 4, 3, 3];
const frameSamples = 160;

/** Creates a decoder for blocks of 65 bytes in order; each gives 320 samples, −1…1. */
export function createGsmDecoder(): (block: Uint8Array, into: Float32Array) => void {
  const state: State = {
    coefficients: new Int32Array(8),
    residual: new Int32Array(120 + 40),
    lag: 40,
    lattice: new Int32Array(9),
    emphasis: 0,
  };
  return (block, into) => {
    const bits = createBits(block);
    for (const half of [0, 1]) {
      decodeFrame(state, bits, into.subarray(half * frameSamples, (half + 1) * frameSamples));
    }
  };
}

interface State {
  /** Log area ratios of the last frame. */
  readonly coefficients: Int32Array;
  /** The last 120 samples of the residual, then the 40 at hand. */
  readonly residual: Int32Array;
  lag: number;
  readonly lattice: Int32Array;
  emphasis: number;
}

/** Reads numbers of few bits, the lowest bit first. */
function createBits(bytes: Uint8Array): (count: number) => number {
  let position = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, position += 1) {
      value |= (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) << bit;
    }
    return value;
  };
}

function decodeFrame(state: State, bits: (count: number) => number, into: Float32Array): void {
  const coded = coefficientBits.map(bits);
  const excitation = new Int32Array(frameSamples);
  for (let part = 0; part < 4; part += 1) decodePart(state, bits, excitation.subarray(part * 40));
  const current = Int32Array.from(coded, decodeCoefficient);
  const previous = state.coefficients;
  for (const [end, start, mix] of interpolations) {
    const reflection = current.map((now, index) => toReflection(mix(previous[index] ?? 0, now)));
    filter(state, reflection, excitation.subarray(start, end));
  }
  state.coefficients.set(current);
  for (let index = 0; index < frameSamples; index += 1) {
    state.emphasis = clamp((excitation[index] ?? 0) + times(state.emphasis, 28_180));
    into[index] = (clamp(state.emphasis * 2) & ~7) / 32_768;
  }
}

/** Long-term prediction and the regular pulses of 40 samples (§5.3.1, §5.3.2). */
function decodePart(state: State, bits: (count: number) => number, into: Int32Array): void {
  const { residual } = state;
  const lag = bits(7);
  const gain = gains[bits(2)] ?? 0;
  const grid = bits(2);
  const { exponent, mantissa } = blockMaximum(bits(6));
  const shift = 6 - exponent;
  const rounding = shift >= 1 ? 1 << (shift - 1) : 0;
  const pulses = new Int32Array(40);
  for (let pulse = 0; pulse < 13; pulse += 1) {
    const scaled = times(factors[mantissa] ?? 0, ((bits(3) << 1) - 7) << 12);
    pulses[grid + 3 * pulse] = clamp(scaled + rounding) >> shift;
  }
  if (lag >= 40 && lag <= 120) state.lag = lag;
  for (let index = 0; index < 40; index += 1) {
    const predicted = times(gain, residual[120 + index - state.lag] ?? 0);
    residual[120 + index] = clamp((pulses[index] ?? 0) + predicted);
  }
  into.set(residual.subarray(120), 0);
  residual.copyWithin(0, 40);
}

function blockMaximum(coded: number): { readonly exponent: number; readonly mantissa: number } {
  let exponent = coded > 15 ? (coded >> 3) - 1 : 0;
  let mantissa = coded - (exponent << 3);
  if (mantissa === 0) return { exponent: -4, mantissa: 7 };
  while (mantissa <= 7) {
    mantissa = (mantissa << 1) | 1;
    exponent -= 1;
  }
  return { exponent, mantissa: mantissa - 8 };
}

function decodeCoefficient(coded: number, index: number): number {
  const [offset = 0, least = 0, inverse = 0] = coefficientTable[index] ?? [];
  return clamp(2 * times(inverse, clamp(((coded + least) << 10) - offset * 2)));
}

function toReflection(ratio: number): number {
  const size = Math.abs(ratio);
  const reflection = size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : clamp((size >> 2) + 26_112);
  return ratio < 0 ? -reflection : reflection;
}

/** The lattice filter (§5.3.4), in place. */
function filter({ lattice }: State, reflection: Int32Array, samples: Int32Array): void {
  for (let index = 0; index < samples.length; index += 1) {
    let sample = samples[index] ?? 0;
    for (let stage = 7; stage >= 0; stage -= 1) {
      const factor = reflection[stage] ?? 0;
      const held = lattice[stage] ?? 0;
      sample = clamp(sample - times(factor, held));
      lattice[stage + 1] = clamp(held + times(factor, sample));
    }
    lattice[0] = sample;
    samples[index] = sample;
  }
}

/** Product of two numbers of 16 bits as fractions, rounded. */
function times(one: number, other: number): number {
  return one === -32_768 && other === -32_768 ? 32_767 : (one * other + 16_384) >> 15;
}

function clamp(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}

/** Up to which sample, from which, and how the coefficients of the last frame and this one are mixed (§5.3.3). */
const interpolations: readonly [number, number, (previous: number, now: number) => number][] = [
  [13, 0, (previous, now) => clamp(clamp((previous >> 2) + (now >> 2)) + (previous >> 1))],
  [27, 13, (previous, now) => clamp((previous >> 1) + (now >> 1))],
  [40, 27, (previous, now) => clamp(clamp((previous >> 2) + (now >> 2)) + (now >> 1))],
  [frameSamples, 40, (_, now) => now],
];

/** B, MIC and INVA of table 5.1. */
const coefficientTable = [
  [0, -32, 13_107],
  [0, -32, 13_107],
  [2_048, -16, 13_107],
  [-2_560, -16, 13_107],
  [94, -8, 19_223],
  [-1_792, -8, 17_476],
  [-341, -4, 31_454],
  [-1_144, -4, 29_708],
];
const gains = [3_277, 11_469, 21_299, 32_767];
const factors = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767];
