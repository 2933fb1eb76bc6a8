/** Opens sound that is decoded from its beginning to its end: what no browser knows, or finds no end in. */
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSink,
  CustomSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MP3,
} from "mediabunny";
import { aiffLayout, type FoundStream } from "../../shared/formats/aiffLayout.ts";
import { auLayout } from "../../shared/formats/auLayout.ts";
import { type ByteLook, latin1, lookLater } from "../../shared/formats/byteLook.ts";
import { cafLayout } from "../../shared/formats/cafLayout.ts";
import { mp4Layout } from "../../shared/formats/mp4Layout.ts";
import { lengthOfStream } from "../../shared/formats/streamLayout.ts";
import { wavLayout } from "../../shared/formats/wavLayout.ts";
import { alacSettings, decodeAlac } from "./decoders/alac.ts";
import { createBlockDecoder } from "./decoders/decodeBlock.ts";
import { openRanges, type Ranges } from "./openRanges.ts";
import { Refusal } from "./openTrack.ts";

/** A sound that can only be had in order. */
export interface ForwardSound {
  /** In ms; `null` where only reading it all tells. */
  readonly durationMs: number | null;
  /** From the beginning, without gaps; whoever takes one closes it. */
  samples(): AsyncGenerator<AudioSample>;
  /** How much of it was given, 0…1. */
  share(): number;
  close(): void;
}

/** Bytes asked for at a time, and the room that is kept for what was read. */
const pieceBytes = 262_144;
/** Of what becomes fifty times as much. */
const smallPieceBytes = 16_384;
const cacheBytes = 8 * 1_048_576;

/**
 * Opens a sound if it is of those kinds.
 *
 * @param url - absolute address that answers ranges
 * @returns `null` for what `openTrack` opens
 * @throws Refusal if nothing here decodes it, or its header is not whole
 */
export async function openForward(url: string): Promise<ForwardSound | null> {
  const ranges = await openRanges(url);
  const head = await ranges.read(0, 12);
  const start = latin1(head, 0, 4);
  const kind = latin1(head, 8, 4);
  if (kind === "WAVE") return openWav(ranges);
  if (start === "FORM" && (kind === "AIFF" || kind === "AIFC")) return openStream(ranges, aiffLayout);
  if (start === "caff") return openStream(ranges, cafLayout);
  if (start === ".snd") return openStream(ranges, auLayout);
  if (latin1(head, 0, 6) === "#!AMR\n") return openAmr(ranges);
  if (latin1(head, 4, 4) === "ftyp") return openMp4(ranges);
  return null;
}

async function openWav(ranges: Ranges): Promise<ForwardSound | null> {
  const layout = await lookLater(wavLayout(ranges.sizeBytes), ranges.read);
  if (layout?.isRegular) return null;
  return forwardOf(ranges, layout);
}

async function openStream(
  ranges: Ranges,
  look: (sizeBytes: number) => ByteLook<FoundStream | undefined>,
): Promise<ForwardSound> {
  return forwardOf(ranges, await lookLater(look(ranges.sizeBytes), ranges.read));
}

function forwardOf(ranges: Ranges, layout: FoundStream | undefined): ForwardSound | Promise<ForwardSound> {
  if (layout === undefined) throw new Refusal("media.truncated");
  const { codec, channels, sampleRate, blockBytes, dataStart, dataEnd } = layout;
  if (codec === null) throw new Refusal("media.no-decoder");
  const decode = createBlockDecoder({ ...layout, codec });
  if (decode === undefined) return openMpeg(ranges, dataStart, dataEnd);
  const step = Math.max(1, Math.floor(pieceBytes / blockBytes)) * blockBytes;
  const progress = createProgress(dataEnd - dataStart);

  async function* samples() {
    let frames = 0;
    for (let position = dataStart; position + blockBytes <= dataEnd; position += step) {
      const bytes = await ranges.read(position, Math.min(position + step, dataEnd));
      const whole = bytes.subarray(0, bytes.length - (bytes.length % blockBytes));
      const mono = toMono(decode?.(whole) ?? new Float32Array(0), channels);
      progress.to(position - dataStart + whole.length);
      if (mono.length > 0) yield sampleOf(mono, sampleRate, frames);
      frames += mono.length;
    }
  }

  const durationMs = lengthOfStream({ ...layout, codec });
  return { durationMs, samples, share: progress.share, close: () => undefined };
}

/** MPEG frames inside another file, as some recorders write them. */
async function openMpeg(ranges: Ranges, start: number, end: number): Promise<ForwardSound> {
  const input = new Input({
    formats: [MP3],
    source: new CustomSource({
      getSize: () => end - start,
      read: (from, to) => ranges.read(start + from, start + to),
      maxCacheSize: cacheBytes,
      prefetchProfile: "network",
    }),
  });
  return forwardTrack(input, ranges, (track) => new AudioSampleSink(track).samples());
}

async function openAmr(ranges: Ranges): Promise<ForwardSound> {
  const { amrMagic, createAmrDecoder, amrRate, wholeAmrFrames } = await import("./decoders/amr.ts");
  const progress = createProgress(ranges.sizeBytes);

  async function* samples() {
    const decode = createAmrDecoder();
    let held = new Uint8Array(0);
    let frames = 0;
    for (let position = amrMagic.length; position < ranges.sizeBytes; position += smallPieceBytes) {
      const read = await ranges.read(position, position + smallPieceBytes);
      const bytes = new Uint8Array(held.length + read.length);
      bytes.set(held);
      bytes.set(read, held.length);
      const mono = decode(bytes);
      held = bytes.slice(wholeAmrFrames(bytes).bytes);
      progress.to(position + smallPieceBytes);
      if (mono.length > 0) yield sampleOf(mono, amrRate, frames);
      frames += mono.length;
    }
  }

  return { durationMs: null, samples, share: progress.share, close: () => undefined };
}

async function openMp4(ranges: Ranges): Promise<ForwardSound | null> {
  const { sound, isCutOff } = await lookLater(mp4Layout(ranges.sizeBytes), ranges.read);
  if (sound?.codec === "alac") {
    const settings = alacSettings(sound.entry);
    if (settings === undefined) throw new Refusal("media.no-decoder");
    return forwardTrack(inputOf(ranges), ranges, (track) =>
      decodedPackets(track, settings.sampleRate, settings.channels, (packet) => {
        try {
          return decodeAlac(settings, packet);
        } catch (error) {
          // One packet that is damaged is so much silence; what follows keeps its place.
          if (error instanceof RangeError) return new Float32Array(settings.frameLength * settings.channels);
          throw error;
        }
      }),
    );
  }
  if (sound?.codec === "samr") {
    const { createAmrDecoder, amrRate } = await import("./decoders/amr.ts");
    return forwardTrack(inputOf(ranges), ranges, (track) =>
      decodedPackets(track, amrRate, 1, createAmrDecoder()),
    );
  }
  if (!isCutOff) return null;
  return forwardTrack(inputOf(ranges), ranges, (track) => new AudioSampleSink(track).samples());
}

function inputOf(ranges: Ranges): Input {
  return new Input({
    formats: ALL_FORMATS,
    source: new CustomSource({
      getSize: () => ranges.sizeBytes,
      read: ranges.read,
      maxCacheSize: cacheBytes,
      prefetchProfile: "network",
    }),
  });
}

async function forwardTrack(
  input: Input,
  ranges: Ranges,
  read: (track: InputAudioTrack) => AsyncGenerator<AudioSample, unknown>,
): Promise<ForwardSound> {
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw new Refusal("media.truncated");
  const lengthSeconds = await track.computeDuration();
  const progress = createProgress(lengthSeconds);

  async function* samples(found: InputAudioTrack) {
    let isAny = false;
    try {
      for await (const sample of read(found)) {
        isAny = true;
        progress.to(sample.timestamp);
        yield sample;
      }
    } catch (error) {
      // Where the file itself ends, the sound does; where reading failed, nobody knows.
      if (!isAny || ranges.hasFailed()) throw error;
    }
  }

  return {
    durationMs: Math.round(lengthSeconds * 1_000),
    samples: () => samples(track),
    share: progress.share,
    close: () => input.dispose(),
  };
}

async function* decodedPackets(
  track: InputAudioTrack,
  sampleRate: number,
  channels: number,
  decode: (packet: Uint8Array) => Float32Array,
) {
  const sink = new EncodedPacketSink(track);
  let frames = 0;
  for await (const packet of sink.packets()) {
    const mono = toMono(decode(packet.data), channels);
    if (mono.length > 0) yield sampleOf(mono, sampleRate, frames);
    frames += mono.length;
  }
}

function toMono(samples: Float32Array, channels: number): Float32Array {
  if (channels === 1) return samples;
  const mono = new Float32Array(Math.floor(samples.length / channels));
  for (let frame = 0; frame < mono.length; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += samples[frame * channels + channel] ?? 0;
    mono[frame] = sum / channels;
  }
  return mono;
}

function sampleOf(mono: Float32Array, sampleRate: number, fromFrame: number): AudioSample {
  return new AudioSample({
    data: mono,
    format: "f32-planar",
    numberOfChannels: 1,
    sampleRate,
    timestamp: fromFrame / sampleRate,
  });
}

function createProgress(whole: number) {
  let done = 0;
  return {
    to(part: number) {
      done = part;
    },
    share: () => (whole > 0 ? Math.min(1, done / whole) : 1),
  };
}
