/** Recognises MPEG audio frames: layers II and III (ISO/IEC 11172-3, 13818-3) and ADTS (13818-7). */

/** Whether the bytes begin with so many MP2 or MP3 frames in a row, of one version, layer and sample rate. */
export function isMpegAudioStart(bytes: Uint8Array, frames: number): boolean {
  let offset = 0;
  for (let found = 0; found < frames; found += 1) {
    const length = mpegFrameBytes(bytes, offset);
    if (length === undefined || !isSameStream(bytes, offset)) return false;
    offset += length;
  }
  return true;
}

/** So many bytes at a file's end tell whether its last frame is whole: several frames of the longest kind. */
export const mpegTailBytes = 16_384;

/**
 * Whether MPEG audio ends in the middle of a frame, as a file does that was copied only in part.
 *
 * @param tail - the last bytes of a file, or all of a shorter one; what stands behind the frames (tags, zeros) is no damage
 * @returns `false` too where no frames are found
 */
export function endsMidFrame(tail: Uint8Array): boolean {
  const start = tail.findIndex((_, offset) => isMpegAudioStart(tail.subarray(offset), 4));
  if (start < 0) return false;
  const frames = tail.subarray(start);
  let offset = 0;
  while (offset < frames.length) {
    const length = mpegFrameBytes(frames, offset);
    if (length === undefined || !isSameStream(frames, offset)) {
      return frames.length - offset < headerBytes && frames[offset] === 0xff;
    }
    offset += length;
  }
  return offset > frames.length;
}

/** Whether the bytes begin with two ADTS frames in a row, of one profile and sample rate. */
export function isAdtsStart(bytes: Uint8Array): boolean {
  const length = adtsFrameBytes(bytes, 0);
  if (length === undefined || adtsFrameBytes(bytes, length) === undefined) return false;
  // Version, layer, profile and sample rate; the CRC flag and what follows may differ.
  return bytes[1] === bytes[length + 1] && (bytes[2] ?? 0) >> 2 === (bytes[length + 2] ?? 0) >> 2;
}

function mpegFrameBytes(bytes: Uint8Array, offset: number): number | undefined {
  const [sync = 0, second = 0, third = 0, fourth] = bytes.subarray(offset, offset + 4);
  if (fourth === undefined || sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layer = 4 - ((second >> 1) & 3);
  const rateIndex = (third >> 2) & 3;
  const bitrateIndex = third >> 4;
  if (version === reservedVersion || (layer !== 2 && layer !== 3) || rateIndex === 3) return undefined;
  const isVersion1 = version === 3;
  const kbps = bitrates[isVersion1 ? (layer === 2 ? "v1l2" : "v1l3") : "v2"][bitrateIndex];
  if (kbps === undefined || kbps === 0) return undefined;
  const sampleRate = (sampleRates[rateIndex] ?? 0) / (isVersion1 ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 3 && !isVersion1 ? 576 : 1152;
  return Math.floor(((samples / 8) * kbps * 1000) / sampleRate) + ((third >> 1) & 1);
}

/** Version, layer and sample rate as in the first frame; bit rate, CRC and padding may change from frame to frame. */
function isSameStream(bytes: Uint8Array, offset: number): boolean {
  const sameKind = ((bytes[1] ?? 0) & 0xfe) === ((bytes[offset + 1] ?? 0) & 0xfe);
  return sameKind && ((bytes[2] ?? 0) & 0x0c) === ((bytes[offset + 2] ?? 0) & 0x0c);
}

function adtsFrameBytes(bytes: Uint8Array, offset: number): number | undefined {
  const header = bytes.subarray(offset, offset + 7);
  const [sync, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = header;
  if (header.length < 7 || sync !== 0xff || (second & 0xf6) !== 0xf0) return undefined;
  const rateIndex = (third >> 2) & 15;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return rateIndex > 12 || length <= 7 ? undefined : length;
}

const headerBytes = 4;
const reservedVersion = 1;

/** Of version 1; half of it in version 2, a quarter in 2.5. */
const sampleRates = [44_100, 48_000, 32_000];

/** kbit/s by index; 0 is “free format”, which no recorder writes. */
const bitrates = {
  v1l2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  v1l3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
