/** Brings sound to the rate the speech model was trained on, piece by piece. */

/** What the model hears, in samples a second. */
export const speechRate = 16_000;

/** Zero crossings of the kernel on each side: enough that nothing folds down into speech. */
const lobes = 8;

/** Takes pieces of one channel in order, and gives what is finished of it at `speechRate`. */
export type Resampler = (samples: Float32Array) => Float32Array;

/**
 * Creates a resampler by windowed sinc; the output is in time with the input and lags behind by a fraction of a ms.
 *
 * @param fromRate - samples a second of what comes in, a positive integer
 */
export function createResampler(fromRate: number): Resampler {
  if (fromRate === speechRate) return (samples) => samples;
  const divisor = greatestDivisor(fromRate, speechRate);
  const up = speechRate / divisor;
  const down = fromRate / divisor;
  const half = Math.ceil(lobes * Math.max(1, fromRate / speechRate));
  const kernels = Array.from({ length: up }, (_, phase) => kernelOf(phase / up, half, fromRate));
  let held = new Float32Array(half - 1);
  let phase = 0;
  return (samples) => {
    const input = new Float32Array(held.length + samples.length);
    input.set(held);
    input.set(samples, held.length);
    const output = new Float32Array(Math.ceil((samples.length * up) / down) + 1);
    let count = 0;
    let start = 0;
    while (start + 2 * half <= input.length) {
      const kernel = kernels[phase] ?? new Float32Array(0);
      let sum = 0;
      for (let tap = 0; tap < kernel.length; tap += 1) sum += (kernel[tap] ?? 0) * (input[start + tap] ?? 0);
      output[count] = sum;
      count += 1;
      phase += down;
      start += Math.floor(phase / up);
      phase %= up;
    }
    held = input.slice(start);
    return output.subarray(0, count);
  };
}

/** Weights of `2 * half` samples, of which the output lies `fraction` of a sample after number `half - 1`. */
function kernelOf(fraction: number, half: number, fromRate: number): Float32Array {
  const cutoff = 0.95 * Math.min(1, speechRate / fromRate);
  const weights = Float32Array.from({ length: 2 * half }, (_, tap) => {
    const distance = tap - (half - 1) - fraction;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / half);
    return Math.abs(distance) >= half ? 0 : cutoff * sinc(cutoff * distance) * window;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
