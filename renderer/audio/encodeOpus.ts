/** Encodes an open sound to mono Opus in Ogg, handed on strictly forward in pieces. */
import {
  type AudioSample,
  AudioSampleSource,
  Conversion,
  OggOutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from "mediabunny";
import { type OpenTrack, Refusal } from "./openTrack.ts";

/** Opus for speech: 32 kbit/s mono, 14 MB an hour. */
const bitrate = 32_000;
/** Samples a second of what `process` is given. */
export const opusRate = 48_000;
const pieceBytes = 262_144;
const pageSeconds = 1;

/** Where a pass reports to. */
export interface OpusSink {
  /** Resolves when the piece is encrypted and written; the pass waits for it. */
  store(offset: number, bytes: Uint8Array): Promise<void>;
  /** Share of the sound that is done, 0…1. */
  progress(share: number): void;
}

/**
 * Encodes a sound once from beginning to end, in constant memory.
 *
 * @param process - is given every stretch of sound, mono and at `opusRate`, and gives the one to encode
 * @throws Refusal if it turns out not to be decodable
 */
export async function encodeOpus(
  { input }: OpenTrack,
  sink: OpusSink,
  process: (sample: AudioSample) => AudioSample,
): Promise<void> {
  const pieces = createPieces(sink);
  const output = createOutput(pieces);
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
      process,
    },
    tags: {},
  });
  if (!conversion.isValid) throw new Refusal("media.no-decoder");
  conversion.onProgress = (share) => sink.progress(share);
  await conversion.execute();
  await pieces.flush();
}

/**
 * Encodes samples as they come.
 *
 * @param samples - in order and without gaps; each is closed when it has been taken
 * @param process - as of `encodeOpus`
 */
export async function encodeOpusSamples(
  samples: AsyncIterable<AudioSample>,
  sink: Pick<OpusSink, "store">,
  process: (sample: AudioSample) => AudioSample,
): Promise<void> {
  const pieces = createPieces(sink);
  const output = createOutput(pieces);
  const transform = { numberOfChannels: 1, sampleRate: opusRate, process };
  const source = new AudioSampleSource({ codec: "opus", bitrate, transform });
  output.addAudioTrack(source);
  await output.start();
  for await (const sample of samples) {
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  await pieces.flush();
}

function createOutput(pieces: Pieces): Output {
  return new Output({
    format: new OggOutputFormat({ maximumPageDuration: pageSeconds }),
    target: new StreamTarget(
      new WritableStream<StreamTargetChunk>({
        write: (chunk) => pieces.write(chunk.position, chunk.data),
      }),
    ),
  });
}

interface Pieces {
  write(position: number, data: Uint8Array): Promise<void>;
  flush(): Promise<void>;
}

/** Gathers what is written strictly forward into pieces, and hands them on one at a time. */
function createPieces(sink: Pick<OpusSink, "store">): Pieces {
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
