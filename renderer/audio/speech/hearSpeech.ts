/** Listens through stretches of a sound for speech, in constant memory apart from a few numbers a frame. */
import { type AudioSample, AudioSampleSink, type InputAudioTrack } from "mediabunny";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import { type HeardStretch, speechFrameMs } from "../../../shared/domain/speechRows.ts";
import { openTrack } from "../openTrack.ts";
import { createResampler } from "./resampler.ts";
import { judgedSamples, type SpeechJudge, type SpeechModel } from "./speechModel.ts";
import { createPowerMeter } from "./stretchMeter.ts";

/** Silence that is let through to the model at the end, so that its last frame is whole. */
const tail = new Float32Array(4_096);

/**
 * Hears where somebody speaks.
 *
 * @param url - absolute address that answers ranges
 * @param stretches - the parts to listen to, in order; the rest is not even decoded
 * @param hear - share of them that is done, 0…1
 * @returns one for each stretch
 * @throws Refusal if the sound turns out not to be decodable
 */
export async function hearSpeech(
  url: string,
  stretches: readonly Passage[],
  model: SpeechModel,
  hear: (share: number) => void,
): Promise<HeardStretch[]> {
  const open = await openTrack(url);
  try {
    const totalMs = stretches.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const heard: HeardStretch[] = [];
    let doneMs = 0;
    for (const stretch of stretches) {
      const progress = (ms: number) => hear(Math.min(1, (doneMs + ms) / totalMs));
      heard.push(await hearStretch(open.track, stretch, model.judge(), progress));
      doneMs += stretch.endMs - stretch.startMs;
    }
    return heard;
  } finally {
    open.close();
  }
}

async function hearStretch(
  track: InputAudioTrack,
  { startMs, endMs }: Passage,
  judge: SpeechJudge,
  progress: (ms: number) => void,
): Promise<HeardStretch> {
  const { sampleRate, numberOfChannels } = track;
  const frames = Math.ceil((endMs - startMs) / speechFrameMs);
  const probability = new Float32Array(frames);
  const meters = Array.from({ length: numberOfChannels }, () => createPowerMeter(sampleRate));
  const power = createPowerMeter(sampleRate);
  const resample = createResampler(sampleRate);
  let held = new Float32Array(0);
  let frame = 0;

  async function push(mono: Float32Array): Promise<void> {
    const resampled = resample(mono);
    const samples = new Float32Array(held.length + resampled.length);
    samples.set(held);
    samples.set(resampled, held.length);
    let from = 0;
    for (; from + judgedSamples <= samples.length && frame < frames; from += judgedSamples) {
      probability[frame] = await judge(samples.subarray(from, from + judgedSamples));
      frame += 1;
    }
    held = samples.slice(from);
    progress(frame * speechFrameMs);
  }

  for await (const planes of planesFrom(track, startMs / 1_000, endMs / 1_000)) {
    for (const [channel, plane] of planes.entries()) meters[channel]?.add(plane);
    const mono = mixed(planes);
    power.add(mono);
    await push(mono);
  }
  await push(tail);

  const [first, second] = meters.map((meter) => meter.finish(frames));
  return {
    startMs,
    probability,
    power: power.finish(frames),
    channels: first === undefined || second === undefined ? null : [first, second],
  };
}

/** The channels of a stretch piece by piece, without gaps: where the sound has one, there is silence. */
async function* planesFrom(track: InputAudioTrack, start: number, end: number) {
  const { sampleRate, numberOfChannels } = track;
  const wanted = Math.round((end - start) * sampleRate);
  let position = 0;
  for await (const sample of new AudioSampleSink(track).samples(start, end)) {
    const offset = Math.round((sample.timestamp - start) * sampleRate) - position;
    const skip = Math.max(0, -offset);
    const gap = Math.min(offset, wanted - position);
    // Time stamps are rounded: less than this is no gap.
    if (gap > sampleRate / 10) {
      yield Array.from({ length: numberOfChannels }, () => new Float32Array(gap));
      position += gap;
    }
    const planes = planesOf(sample, skip, wanted - position);
    sample.close();
    position += planes[0]?.length ?? 0;
    yield planes;
  }
}

function planesOf(sample: AudioSample, skip: number, most: number): Float32Array[] {
  return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(sample.numberOfFrames);
    sample.copyTo(plane, { format: "f32-planar", planeIndex });
    return plane.subarray(Math.min(skip, plane.length), Math.min(skip + Math.max(0, most), plane.length));
  });
}

function mixed(planes: readonly Float32Array[]): Float32Array {
  const [only] = planes;
  if (only === undefined || planes.length === 1) return only ?? new Float32Array(0);
  return only.map((_, index) => planes.reduce((sum, plane) => sum + (plane[index] ?? 0), 0) / planes.length);
}
