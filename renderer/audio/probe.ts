/** Looks at a sound before anything of it is kept: can it be decoded, and is its end there? */
import { AudioSampleSink, EncodedPacketSink } from "mediabunny";
import { type ForwardSound, openForward } from "./openForward.ts";
import { openTrack, Refusal } from "./openTrack.ts";

/** Containers with an index or a declared length: a missing end is damage, not just a shorter sound. */
const indexed = ["audio/wav", "audio/mp4"];

/**
 * Decodes the first and, where the container says where it is, the last moment of a sound.
 *
 * @returns its length in ms, or `null` where only a full pass can tell
 * @throws Refusal
 */
export async function probe(url: string, mimeType: string): Promise<{ durationMs: number | null }> {
  const forward = await openForward(url);
  if (forward !== null) return probeForward(forward);
  const { track, close } = await openTrack(url);
  try {
    const sink = new AudioSampleSink(track);
    const first = await firstSample(sink);
    if (!first) throw new Refusal("media.truncated");
    if (!indexed.includes(mimeType)) return { durationMs: null };
    const packets = new EncodedPacketSink(track);
    const last = await packets.getPacket(Number.POSITIVE_INFINITY);
    if (!last || last.data.byteLength === 0) throw new Refusal("media.truncated");
    const sample = await sink.getSample(last.timestamp);
    if (!sample) throw new Refusal("media.truncated");
    const endSeconds = sample.timestamp + sample.duration;
    sample.close();
    return { durationMs: Math.round(endSeconds * 1_000) };
  } finally {
    close();
  }
}

async function probeForward(sound: ForwardSound): Promise<{ durationMs: number | null }> {
  try {
    for await (const sample of sound.samples()) {
      sample.close();
      return { durationMs: sound.durationMs };
    }
    throw new Refusal("media.truncated");
  } finally {
    sound.close();
  }
}

async function firstSample(sink: AudioSampleSink): Promise<boolean> {
  for await (const sample of sink.samples()) {
    sample.close();
    return true;
  }
  return false;
}
