/** Makes a sound ready for review in one pass: its peaks, and where it cannot be sought exactly, mono Opus in Ogg. */
import { ADTS, type AudioSample, AudioSampleSink, MP3, OGG } from "mediabunny";
import { createPeakAccumulator } from "../../shared/domain/peaks.ts";
import { encodeOpus, encodeOpusSamples, type OpusSink, opusRate } from "./encodeOpus.ts";
import { type ForwardSound, openForward } from "./openForward.ts";
import { type OpenTrack, openTrack, Refusal } from "./openTrack.ts";

/** Bin width in ms, the finest that is kept. */
const binMs = 20;
/** So much less than the container declares, and the file was cut off. */
const missingMs = 1_500;

/** What a pass yields. */
export interface Prepared {
  readonly durationMs: number;
  /** 20 ms bins of interleaved min and max. */
  readonly peaks: Int8Array;
  /** The sound ended before the length that its file announces. */
  readonly isCutOff: boolean;
}

type Measured = Omit<Prepared, "isCutOff">;

/**
 * Decodes a sound once from beginning to end, in constant memory apart from its peaks.
 *
 * @param url - absolute address that answers ranges
 * @param transcode - whether `sink.store` gets the sound as Opus in Ogg, strictly forward
 * @throws Refusal if it turns out not to be decodable
 */
export async function prepare(url: string, transcode: boolean, sink: OpusSink): Promise<Prepared> {
  const forward = transcode ? await openForward(url) : null;
  if (forward !== null) return transcodingForward(forward, sink);
  const open = await openTrack(url);
  try {
    const measured = transcode ? await transcoding(open, sink) : await listening(open, sink);
    const isCutOff = measured.durationMs < (await declaredMs(open)) - missingMs;
    // What is made anew ends where it ends; a file that is kept as it is would announce more than it has.
    if (isCutOff && !transcode) throw new Refusal("media.truncated");
    return { ...measured, isCutOff };
  } finally {
    open.close();
  }
}

async function transcodingForward(sound: ForwardSound, sink: OpusSink): Promise<Prepared> {
  const meter = createMeter(opusRate);
  try {
    await encodeOpusSamples(withProgress(sound, sink), sink, (sample) => {
      meter.add(sample);
      return sample;
    });
    return { ...meter.finish(), isCutOff: false };
  } finally {
    sound.close();
  }
}

async function* withProgress(sound: ForwardSound, sink: OpusSink): AsyncGenerator<AudioSample> {
  for await (const sample of sound.samples()) {
    sink.progress(sound.share());
    yield sample;
  }
}

/** The length a container vouches for; 0 where it is only an estimate (MP3, ADTS) or not known before the end (Ogg). */
async function declaredMs({ input, track }: OpenTrack): Promise<number> {
  const format = await input.getFormat();
  if (format === MP3 || format === ADTS || format === OGG) return 0;
  return ((await track.getDurationFromMetadata()) ?? 0) * 1_000;
}

async function listening({ track }: OpenTrack, sink: OpusSink): Promise<Measured> {
  const lengthSeconds = await track.computeDuration();
  const meter = createMeter(track.sampleRate);
  for await (const sample of new AudioSampleSink(track).samples()) {
    meter.add(sample);
    sink.progress(Math.min(1, sample.timestamp / lengthSeconds));
    sample.close();
  }
  return meter.finish();
}

async function transcoding(open: OpenTrack, sink: OpusSink): Promise<Measured> {
  const meter = createMeter(opusRate);
  await encodeOpus(open, sink, (sample) => {
    meter.add(sample);
    return sample;
  });
  return meter.finish();
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

  function finish(): Measured {
    if (frames === 0) throw new Refusal("media.truncated");
    return { durationMs: Math.round((frames / sampleRate) * 1_000), peaks: peaks.finish() };
  }

  return { add, finish };
}
