/** Decodes Apple Lossless, after the description and the reference decoder that Apple published under Apache-2.0. */
import { latin1, viewOf } from "../../../shared/formats/byteLook.ts";
import { type BitReader, createBitReader } from "./bitReader.ts";

/** A decoder's settings ("magic cookie", `ALACSpecificConfig`). */
export interface AlacSettings {
  /** Samples of each channel in a packet. */
  readonly frameLength: number;
  /** 16, 20, 24 or 32 */
  readonly bits: number;
  readonly historyFactor: number;
  readonly firstHistory: number;
  readonly riceLimit: number;
  readonly channels: number;
  readonly sampleRate: number;
}

/**
 * Finds the settings in a sample entry of an MP4 file.
 *
 * @param entry - what follows the entry's name
 * @returns `undefined` if they are missing, or are none that a decoder can work with
 */
export function alacSettings(entry: Uint8Array): AlacSettings | undefined {
  // The box `alac` within the entry `alac`; its version and flags come first.
  const at = latin1(entry, 0, entry.length).indexOf("alac");
  if (at === -1 || entry.length < at + 8 + 24) return undefined;
  const view = viewOf(entry.subarray(at + 8));
  const settings = {
    frameLength: view.getUint32(0),
    bits: view.getUint8(5),
    historyFactor: view.getUint8(6),
    firstHistory: view.getUint8(7),
    riceLimit: view.getUint8(8),
    channels: view.getUint8(9),
    sampleRate: view.getUint32(20),
  };
  const isUsable =
    settings.frameLength >= 1 &&
    settings.frameLength <= 65_536 &&
    [16, 20, 24, 32].includes(settings.bits) &&
    settings.riceLimit >= 1 &&
    settings.riceLimit <= 31 &&
    settings.channels >= 1 &&
    settings.channels <= 8 &&
    settings.sampleRate >= 1_000 &&
    settings.sampleRate <= 768_000;
  return isUsable ? settings : undefined;
}

/**
 * Decodes a packet.
 *
 * @returns interleaved samples, −1…1
 * @throws RangeError if it is none
 */
export function decodeAlac(settings: AlacSettings, packet: Uint8Array): Float32Array {
  const bits = createBitReader(packet);
  const planes: Int32Array[] = [];
  while (planes.length < settings.channels && bits.left() >= 3) {
    const element = bits.read(3);
    if (element === endElement) break;
    if (element === single || element === lowFrequency) planes.push(...decodeElement(settings, bits, 1));
    else if (element === pair) planes.push(...decodeElement(settings, bits, 2));
    else if (element === fill) skipFill(bits);
    else if (element === data) skipData(bits);
    else throw new RangeError("an element that no file has");
  }
  return interleave(planes, settings);
}

const [single, pair, lowFrequency, data, fill, endElement] = [0, 1, 3, 4, 6, 7];

function interleave(planes: readonly Int32Array[], { channels, bits }: AlacSettings): Float32Array {
  const frames = planes[0]?.length ?? 0;
  const samples = new Float32Array(frames * channels);
  const scale = 2 ** (bits - 1);
  for (const [channel, plane] of planes.slice(0, channels).entries()) {
    for (let frame = 0; frame < Math.min(frames, plane.length); frame += 1) {
      samples[frame * channels + channel] = (plane[frame] ?? 0) / scale;
    }
  }
  return samples;
}

function skipFill(bits: BitReader): void {
  const count = bits.read(4);
  bits.skip(8 * (count === 15 ? 14 + bits.read(8) : count));
}

function skipData(bits: BitReader): void {
  bits.skip(4);
  const isAligned = bits.read(1) === 1;
  const count = bits.read(8);
  const all = count === 255 ? 255 + bits.read(8) : count;
  if (isAligned) bits.align();
  bits.skip(8 * all);
}

/** One channel, or two that are mixed. */
function decodeElement(settings: AlacSettings, bits: BitReader, channels: 1 | 2): Int32Array[] {
  bits.skip(4 + 12);
  const isPartial = bits.read(1) === 1;
  const shiftBits = bits.read(2) * 8;
  const isVerbatim = bits.read(1) === 1;
  const frames = isPartial ? bits.read(32) : settings.frameLength;
  if (frames > settings.frameLength || shiftBits >= settings.bits)
    throw new RangeError("larger than announced");
  if (isVerbatim) return verbatim(settings.bits, bits, frames, channels);
  const sampleBits = settings.bits - shiftBits + channels - 1;
  const mixBits = bits.read(8);
  const mixWeight = bits.readSigned(8);
  const predictors = Array.from({ length: channels }, () => readPredictor(bits));
  const shifted = bits.fork();
  bits.skip(shiftBits * channels * frames);
  const planes = predictors.map((predictor) => {
    const plane = readResidual(settings, bits, { frames, sampleBits, predictor });
    if (predictor.mode !== 0) predict(plane, new Int16Array(0), 31, sampleBits, 0);
    predict(plane, predictor.weights, predictor.weights.length, sampleBits, predictor.shift);
    return plane;
  });
  unmix(planes, mixBits, mixWeight);
  if (shiftBits > 0) {
    for (let frame = 0; frame < frames; frame += 1) {
      for (const plane of planes) plane[frame] = ((plane[frame] ?? 0) << shiftBits) | shifted.read(shiftBits);
    }
  }
  return planes;
}

function verbatim(sampleBits: number, bits: BitReader, frames: number, channels: number): Int32Array[] {
  const planes = Array.from({ length: channels }, () => new Int32Array(frames));
  for (let frame = 0; frame < frames; frame += 1) {
    for (const plane of planes) plane[frame] = bits.readSigned(sampleBits);
  }
  return planes;
}

interface Predictor {
  readonly mode: number;
  readonly shift: number;
  readonly historyWeight: number;
  readonly weights: Int16Array;
}

function readPredictor(bits: BitReader): Predictor {
  const mode = bits.read(4);
  const shift = bits.read(4);
  const historyWeight = bits.read(3);
  const count = bits.read(5);
  return {
    mode,
    shift,
    historyWeight,
    weights: Int16Array.from({ length: count }, () => bits.readSigned(16)),
  };
}

/** Adaptive Golomb code with runs of zeros. */
function readResidual(
  settings: AlacSettings,
  bits: BitReader,
  of: { readonly frames: number; readonly sampleBits: number; readonly predictor: Predictor },
): Int32Array {
  const factor = (settings.historyFactor * of.predictor.historyWeight) >> 2;
  const limit = settings.riceLimit;
  const plane = new Int32Array(of.frames);
  let history = settings.firstHistory;
  let afterRun = 0;
  for (let frame = 0; frame < of.frames; ) {
    const width = Math.min(limit, 31 - Math.clz32((history >>> 9) + 3));
    const value = readGolomb(bits, width, 2 ** width - 1, of.sampleBits) + afterRun;
    const half = Math.floor((value + 1) / 2);
    plane[frame] = value % 2 === 0 ? half : -half;
    frame += 1;
    const isClamped = value - afterRun > 0xffff;
    history = isClamped ? 0xffff : (factor * value + history - ((factor * history) >>> 9)) >>> 0;
    afterRun = 0;
    if (history < 128 && frame < of.frames) {
      const runWidth = Math.clz32(history) - 24 + ((history + 16) >>> 6);
      const run = readGolomb(bits, runWidth, (2 ** runWidth - 1) & (2 ** limit - 1), 16);
      if (run > of.frames - frame) throw new RangeError("a run beyond the packet");
      frame += run;
      afterRun = run >= 65_535 ? 0 : 1;
      history = 0;
    }
  }
  return plane;
}

/** Nine ones and a number as it is, or so many ones, a zero and the rest. */
function readGolomb(bits: BitReader, width: number, divisor: number, plainBits: number): number {
  const prefix = Math.min(9, bits.ones());
  if (bits.left() < prefix) throw new RangeError("beyond the end");
  bits.skip(prefix === 9 ? 9 : prefix + 1);
  if (prefix === 9) return bits.read(plainBits);
  if (width === 1) return prefix;
  const rest = bits.peek(width);
  bits.skip(rest < 2 ? width - 1 : width);
  return prefix * divisor + (rest < 2 ? 0 : rest - 1);
}

/** Adds to each residual what its predecessors foretell, in place; the weights learn from the sign of the error. */
function predict(
  plane: Int32Array,
  weights: Int16Array,
  order: number,
  sampleBits: number,
  shift: number,
): void {
  const unused = 32 - sampleBits;
  const wrap = (value: number) => (value << unused) >> unused;
  if (order === 0) return;
  const isDifference = order === 31;
  const lead = isDifference ? plane.length - 1 : Math.min(order, plane.length - 1);
  for (let index = 1; index <= lead; index += 1) {
    plane[index] = wrap((plane[index] ?? 0) + (plane[index - 1] ?? 0));
  }
  if (isDifference) return;
  const rounding = shift === 0 ? 0 : 1 << (shift - 1);
  for (let index = order + 1; index < plane.length; index += 1) {
    const base = plane[index - order - 1] ?? 0;
    const error = plane[index] ?? 0;
    let sum = rounding;
    for (let tap = 0; tap < order; tap += 1) {
      sum = (sum + Math.imul(weights[tap] ?? 0, (plane[index - 1 - tap] ?? 0) - base)) | 0;
    }
    plane[index] = wrap(error + base + (sum >> shift));
    learn({ plane, weights, index, base, error, shift });
  }
}

function learn(at: {
  readonly plane: Int32Array;
  readonly weights: Int16Array;
  readonly index: number;
  readonly base: number;
  readonly error: number;
  readonly shift: number;
}): void {
  const { plane, weights, index, base, shift } = at;
  const direction = Math.sign(at.error);
  let left = at.error;
  for (let tap = weights.length - 1; tap >= 0 && left * direction > 0; tap -= 1) {
    const distance = base - (plane[index - 1 - tap] ?? 0);
    const sign = Math.sign(distance);
    weights[tap] = (weights[tap] ?? 0) - sign * direction;
    left -= (weights.length - tap) * ((sign * direction * distance) >> shift);
  }
}

function unmix([first, second]: readonly Int32Array[], mixBits: number, mixWeight: number): void {
  if (first === undefined || second === undefined || mixWeight === 0) return;
  for (let frame = 0; frame < first.length; frame += 1) {
    const difference = second[frame] ?? 0;
    const left = (first[frame] ?? 0) + difference - (Math.imul(mixWeight, difference) >> mixBits);
    first[frame] = left;
    second[frame] = left - difference;
  }
}
