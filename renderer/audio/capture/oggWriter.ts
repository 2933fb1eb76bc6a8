/** Writes Opus packets into Ogg pages of at most a second, strictly forward. */
import { EncodedAudioPacketSource, EncodedPacket, NullTarget, OggOutputFormat, Output } from "mediabunny";
import { captureRate, packetFrames } from "./opusSettings.ts";

/** A writer; ends with `finish`. */
export interface OggWriter {
  /**
   * Takes the next packet.
   *
   * @param frames - how much of it is sound; less than all in the last one only
   * @param metadata - the encoder's, with the first packet
   */
  add(bytes: Uint8Array, frames: number, metadata?: EncodedAudioChunkMetadata): void;
  /** Ends the page before this packet, counted from 0; it is written once the packet after that has been added. */
  cutBefore(packet: number): void;
  /** Resolves when all that was added is on a page or waits for the page's other packets. */
  settled(): Promise<void>;
  /** Writes the last page, marked as such. */
  finish(): Promise<void>;
}

const pageSeconds = 1;
/** A limit that any further packet exceeds. */
const cutSeconds = 0.001;

/**
 * @param onPage - hears each page, in order; the bytes are its own
 * @param fail - hears that nothing can be written any more
 */
export function createOggWriter(onPage: (page: Uint8Array) => void, fail: () => void): OggWriter {
  let addedCount = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  const packets = new EncodedAudioPacketSource("opus");
  const output = new Output({
    format: new OggOutputFormat({
      // Asked anew for every packet. Each one is held back until the next has come, for the last bears the end mark.
      get maximumPageDuration() {
        return addedCount - 1 === cutAt + 1 ? cutSeconds : pageSeconds;
      },
      onPage,
    }),
    target: new NullTarget(),
  });
  output.addAudioTrack(packets);
  let written = output.start();

  return {
    add(bytes, frames, metadata) {
      written = written.then(() => {
        const seconds = (addedCount * packetFrames) / captureRate;
        addedCount += 1;
        return packets.add(new EncodedPacket(bytes, "key", seconds, frames / captureRate), metadata);
      });
      written.catch(fail);
    },
    cutBefore(packet) {
      cutAt = packet;
    },
    settled: () => written,
    finish: () => written.then(() => output.finalize()),
  };
}
