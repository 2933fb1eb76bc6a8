/** Turns Ogg pages into pieces: the headers go with the first one, each piece knows its end and its peaks. */
import { createPeakAccumulator, joinPeaks } from "../../../shared/domain/peaks.ts";
import { preSkipIn, readOggPage } from "../../../shared/formats/oggPages.ts";
import type { CapturePiece } from "./capture.ts";
import { captureRate, packetFrames } from "./opusSettings.ts";

/** Puts pieces together; lives as long as the recording. */
export interface OggPieces {
  /** Takes the sound that the pages to come will hold; channels are equally long. */
  measure(channels: readonly Float32Array[]): void;
  /** Takes the next page. @returns a piece if sound ends on it */
  add(page: Uint8Array): CapturePiece | undefined;
}

/** Width of a bin of the stored peaks, ms: that of an Opus packet, so that no page ends within one. */
const binMs = (packetFrames / captureRate) * 1_000;

/** Creates an empty collection for one or two channels. */
export function createOggPieces(channelCount: 1 | 2): OggPieces {
  const accumulators = Array.from({ length: channelCount }, () => createPeakAccumulator(captureRate, binMs));
  let waiting: Uint8Array[] = [];
  let preSkip = 0;
  let index = 0;
  let binCount = 0;

  function peaksUpTo(granule: number, isLast: boolean): Int8Array<ArrayBuffer> {
    const bins = Math.ceil(granule / packetFrames) - binCount;
    binCount += bins;
    return joinPeaks(accumulators.map((peaks) => (isLast ? peaks.finish() : peaks.take(bins))));
  }

  return {
    measure(channels) {
      for (const [channel, samples] of channels.entries()) accumulators[channel]?.push(samples);
    },
    add(page) {
      const head = readOggPage(page, 0);
      if (head === undefined) throw new RangeError("no Ogg page");
      const { isFirst, isLast, bodyStart, end } = head;
      const granule = Number(head.granule);
      if (isFirst) {
        const skipped = preSkipIn(page.subarray(bodyStart, end));
        if (skipped === undefined) throw new RangeError("no Opus header");
        preSkip = skipped;
      }
      waiting.push(page);
      if (granule <= 0) return undefined;
      const bytes = joined(waiting);
      waiting = [];
      const endMs = Math.max(0, Math.floor(((granule - preSkip) / captureRate) * 1_000));
      return { index: index++, bytes, endMs, peaks: peaksUpTo(granule, isLast) };
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
