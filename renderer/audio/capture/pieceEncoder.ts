/** Encodes sound to Opus in Ogg and hands it on piece by piece. */
import { preSkipIn } from "../../../shared/formats/oggPages.ts";
import type { CapturePiece } from "./capture.ts";
import { createOggPieces } from "./oggPieces.ts";
import { createOggWriter } from "./oggWriter.ts";
import { captureRate, opusConfig, packetFrames } from "./opusSettings.ts";

/** An encoder; ends with `finish`, or with a failure. */
export interface PieceEncoder {
  /** Takes the next sound; channels are equally long. */
  add(channels: readonly Float32Array<ArrayBuffer>[]): void;
  /** Hands on everything so far; adds up to 70 ms of silence. */
  flush(): Promise<void>;
  /**
   * Hands on everything, with the end mark; nothing at all for less than 20 ms of sound.
   *
   * @returns samples of each channel that were handed on in all
   */
  finish(): Promise<number>;
  /** Samples of each channel so far. */
  frameCount(): number;
}

/** So many packets must follow until a page that was cut is written. */
const packetsAfterCut = 2;
/** An encoder that gives nothing for so long has broken down without a word. */
const patienceMs = 10_000;

/**
 * Creates an encoder for one or two channels.
 *
 * @param emit - hears each piece, in order
 * @param fail - hears that it broke down; may be called more than once
 */
export function createPieceEncoder(
  channelCount: 1 | 2,
  emit: (piece: CapturePiece) => void,
  fail: () => void,
): PieceEncoder {
  const pieces = createOggPieces(channelCount);
  const writer = createOggWriter((page) => {
    const piece = pieces.add(page);
    if (piece !== undefined) emit(piece);
  }, fail);
  const encoder = new AudioEncoder({ output: write, error: fail });
  encoder.configure(opusConfig(channelCount));
  let frameCount = 0;
  let flushedCount = 0;
  let packetCount = 0;
  let preSkip = 0;
  let lastPacket: { readonly index: number; readonly frames: number } | undefined;
  let awaited: { readonly packetCount: number; resolve(): void } | undefined;

  function write(chunk: EncodedAudioChunk, metadata?: EncodedAudioChunkMetadata): void {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    if (metadata?.decoderConfig?.description !== undefined) {
      preSkip = preSkipIn(bytesOf(metadata.decoderConfig.description)) ?? 0;
    }
    const frames = packetCount === lastPacket?.index ? lastPacket.frames : packetFrames;
    writer.add(bytes, frames, metadata);
    packetCount += 1;
    if (awaited !== undefined && packetCount >= awaited.packetCount) awaited.resolve();
  }

  function encode(channels: readonly Float32Array<ArrayBuffer>[], atFrame: number): void {
    const frames = channels[0]?.length ?? 0;
    if (frames === 0 || encoder.state !== "configured") return;
    const data = new Float32Array(frames * channelCount);
    for (const [channel, samples] of channels.entries()) data.set(samples, channel * frames);
    const sound = new AudioData({
      format: "f32-planar",
      sampleRate: captureRate,
      numberOfFrames: frames,
      numberOfChannels: channelCount,
      timestamp: Math.round((atFrame / captureRate) * 1_000_000),
      data,
    });
    encoder.encode(sound);
    sound.close();
  }

  function add(channels: readonly Float32Array<ArrayBuffer>[]): void {
    pieces.measure(channels);
    encode(channels, frameCount);
    frameCount += channels[0]?.length ?? 0;
  }

  function silence(frames: number): Float32Array<ArrayBuffer>[] {
    return Array.from({ length: channelCount }, () => new Float32Array(frames));
  }

  async function packetsAreWritten(count: number): Promise<void> {
    if (packetCount < count) {
      await new Promise<void>((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error("the encoder gives nothing")), patienceMs);
        awaited = {
          packetCount: count,
          resolve: () => {
            clearTimeout(patience);
            awaited = undefined;
            resolve();
          },
        };
      });
    }
    await writer.settled();
  }

  return {
    add,
    async flush() {
      if (frameCount === flushedCount) return;
      if (frameCount < packetFrames) add(silence(packetFrames - frameCount));
      await packetsAreWritten(Math.floor(frameCount / packetFrames));
      // The encoder lags behind by what a player skips at the beginning.
      const cut = Math.ceil((frameCount + preSkip) / packetFrames);
      writer.cutBefore(cut);
      add(silence((cut + packetsAfterCut) * packetFrames - frameCount));
      await packetsAreWritten(cut + packetsAfterCut);
      flushedCount = frameCount;
    },
    async finish() {
      if (frameCount < packetFrames) {
        encoder.close();
        return 0;
      }
      await packetsAreWritten(Math.floor(frameCount / packetFrames));
      const count = Math.ceil((frameCount + preSkip) / packetFrames);
      lastPacket = { index: count - 1, frames: frameCount + preSkip - (count - 1) * packetFrames };
      encode(silence(count * packetFrames - frameCount), frameCount);
      await packetsAreWritten(count);
      await writer.finish();
      encoder.close();
      return frameCount;
    },
    frameCount: () => frameCount,
  };
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
