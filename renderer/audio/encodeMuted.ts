/** Encodes a sound anew with passages of it silent, for a copy that leaves Lyhörd. */
import { AudioSample } from "mediabunny";
import { type Passage, silence } from "../../shared/domain/mutedPassages.ts";
import { encodeOpus, type OpusSink, opusRate } from "./encodeOpus.ts";
import { openTrack } from "./openTrack.ts";

/**
 * Hands on mono Opus in Ogg in which the passages are silent.
 *
 * @param url - absolute address that answers ranges
 * @param muted - in order, without overlaps
 * @throws Refusal if the sound turns out not to be decodable
 */
export async function encodeMuted(url: string, muted: readonly Passage[], sink: OpusSink): Promise<void> {
  const open = await openTrack(url);
  try {
    await encodeOpus(open, sink, (sample) => (muted.length === 0 ? sample : silenced(sample, muted)));
  } finally {
    open.close();
  }
}

function silenced(sample: AudioSample, muted: readonly Passage[]): AudioSample {
  const data = new Float32Array(sample.numberOfFrames);
  sample.copyTo(data, { format: "f32-planar", planeIndex: 0 });
  silence(data, Math.round(sample.timestamp * opusRate), opusRate, muted);
  return new AudioSample({
    data,
    format: "f32-planar",
    numberOfChannels: 1,
    sampleRate: sample.sampleRate,
    timestamp: sample.timestamp,
  });
}
