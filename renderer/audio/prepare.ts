/** Makes a sound ready for review in one pass: its peaks, and where it cannot be sought exactly, mono Opus in Ogg. */
import {
  ADTS,
  type AudioSample,
  AudioSampleSink,
  Conversion,
  MP3,
  OGG,
  OggOutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from "mediabunny";
import { createPeakAccumulator } from "../../shared/domain/peaks.ts";
import { type OpenTrack, openTrack, Refusal } from "./openTrack.ts";

/** Bin width in ms, the finest that is kept. */
const binMs = 20;
/** Opus for speech: 32 kbit/s mono, 14 MB an hour. */
const bitrate = 32_000;
const opusRate = 48_000;
const pieceBytes = 262_144;
const pageSeconds = 1;
/** So much less than the container declares, and the file was cut off. */
const missingMs = 1_500;

/** What a pass yields: length in ms and 20 ms bins of interleaved min and max. */
export interface Prepared {
  readonly durationMs: number;
  readonly peaks: Int8Array;
}

/** Where a pass reports to. */
export interface PrepareSink {
  /** Resolves when the piece is encrypted and written; the pass waits for it. */
  store(offset: number, bytes: Uint8Array): Promise<void>;
  /** Share of the sound that is done, 0…1. */
  progress(share: number): void;
}

/**
 * Decodes a sound once from beginning to end, in constant memory apart from its peaks.
 *
 * @param url - absolute address that answers ranges
 * @param transcode - whether `sink.store` gets the sound as Opus in Ogg, strictly forward
 * @throws Refusal if it turns out not to be decodable
 */
export async function prepare(url: string, transcode: boolean, sink: PrepareSink): Promise<Prepared> {
  const open = await openTrack(url);
  try {
    const prepared = transcode ? await transcoding(open, sink) : await listening(open, sink);
    if (prepared.durationMs < (await declaredMs(open)) - missingMs) throw new Refusal("media.truncated");
    return prepared;
  } finally {
    open.close();
  }
}

/** The length a container vouches for; 0 where it is only an estimate (MP3, ADTS) or not known before the end (Ogg). */
async function declaredMs({ input, track }: OpenTrack): Promise<number> {
  const format = await input.getFormat();
  if (format === MP3 || format === ADTS || format === OGG) return 0;
  return ((await track.getDurationFromMetadata()) ?? 0) * 1_000;
}

async function listening({ track }: OpenTrack, sink: PrepareSink): Promise<Prepared> {
  const lengthSeconds = await track.computeDuration();
  const meter = createMeter(track.sampleRate);
  for await (const sample of new AudioSampleSink(track).samples()) {
    meter.add(sample);
    sink.progress(Math.min(1, sample.timestamp / lengthSeconds));
    sample.close();
  }
  return meter.finish();
}

async function transcoding({ input }: OpenTrack, sink: PrepareSink): Promise<Prepared> {
  const meter = createMeter(opusRate);
  const pieces = createPieces(sink);
  const output = new Output({
    format: new OggOutputFormat({ maximumPageDuration: pageSeconds }),
    target: new StreamTarget(
      new WritableStream<StreamTargetChunk>({
        write: (chunk) => pieces.write(chunk.position, chunk.data),
      }),
    ),
  });
  const conversion = await Conversion.init({
    input,
    output,
    video: { discard: true },
    audio: {
      codec: "opus",
      bitrate,
      numberOfChannels: 1,
      sampleRate: opusRate,
      forceTranscode: true,
      process: (sample) => {
        meter.add(sample);
        return sample;
      },
    },
    tags: {},
  });
  if (!conversion.isValid) throw new Refusal("media.no-decoder");
  conversion.onProgress = (share) => sink.progress(share);
  await conversion.execute();
  await pieces.flush();
  return meter.finish();
}

/** Gathers what is written strictly forward into pieces, and hands them on one at a time. */
function createPieces(sink: PrepareSink) {
  let held = new Uint8Array(pieceBytes);
  let heldBytes = 0;
  let offset = 0;

  async function flush(): Promise<void> {
    if (heldBytes === 0) return;
    const bytes = held.subarray(0, heldBytes);
    held = new Uint8Array(pieceBytes);
    heldBytes = 0;
    await sink.store(offset, bytes);
    offset += bytes.length;
  }

  async function write(position: number, data: Uint8Array): Promise<void> {
    if (position !== offset + heldBytes) throw new RangeError("the encoder went back in its output");
    for (let from = 0; from < data.length; ) {
      const part = data.subarray(from, from + pieceBytes - heldBytes);
      held.set(part, heldBytes);
      heldBytes += part.length;
      from += part.length;
      if (heldBytes === pieceBytes) await flush();
    }
  }

  return { write, flush };
}

/** Measures peaks at the time stamps the samples bear; a gap in the sound is silence. */
function createMeter(sampleRate: number) {
  const peaks = createPeakAccumulator(sampleRate, binMs);
  let frames = 0;
  let mono = new Float32Array(0);
  let plane = new Float32Array(0);

  function add(sample: AudioSample): void {
    const skip = Math.max(0, Math.round(-sample.timestamp * sampleRate));
    if (skip >= sample.numberOfFrames) return;
    const gap = Math.round(sample.timestamp * sampleRate) + skip - frames;
    if (gap > sampleRate / 10) push(new Float32Array(gap));
    if (mono.length !== sample.numberOfFrames) {
      mono = new Float32Array(sample.numberOfFrames);
      plane = new Float32Array(sample.numberOfFrames);
    }
    mono.fill(0);
    for (let channel = 0; channel < sample.numberOfChannels; channel++) {
      sample.copyTo(plane, { format: "f32-planar", planeIndex: channel });
      for (let index = 0; index < plane.length; index++) {
        mono[index] = (mono[index] ?? 0) + (plane[index] ?? 0) / sample.numberOfChannels;
      }
    }
    push(mono.subarray(skip));
  }

  function push(samples: Float32Array): void {
    peaks.push(samples);
    frames += samples.length;
  }

  function finish(): Prepared {
    if (frames === 0) throw new Refusal("media.truncated");
    return { durationMs: Math.round((frames / sampleRate) * 1_000), peaks: peaks.finish() };
  }

  return { add, finish };
}
