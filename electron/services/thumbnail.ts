/** The small waveform of the library: 60 pairs of magnitudes. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import { splitPeaksBySpeaker } from "../../shared/domain/peaks.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { saveThumbnail } from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findPeaks } from "../vault/peaksRepository.ts";
import { findSound } from "../vault/recordingRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";

/** Pairs in a thumbnail. */
export const thumbnailPairs = 60;

/**
 * Draws a thumbnail from peaks and who speaks when.
 *
 * @param peaks - interleaved min, max per bin of `binMs`
 * @returns 60 pairs (practitioner, client) of 0–255, scaled so that the loudest bar is 255; all 0 for silence
 */
export function thumbnailOf(
  peaks: Int8Array,
  binMs: number,
  segments: readonly Segment[],
  durationMs: number,
): Uint8Array {
  const { practitioner, client } = splitPeaksBySpeaker(peaks, binMs, segments, durationMs);
  const bars = Array.from({ length: thumbnailPairs }, (_, index) => [
    loudestIn(practitioner, index),
    loudestIn(client, index),
  ]).flat();
  const loudest = Math.max(...bars);
  return Uint8Array.from(bars, (bar) => (loudest === 0 ? 0 : Math.round((bar / loudest) * 255)));
}

/** Draws the thumbnail of a conversation anew; without sound that is ready there is none. */
export function renewThumbnail(vault: OpenVault, conversationId: ConversationId): void {
  const sound = findSound(vault.db, conversationId);
  if (sound?.state !== "ready" || sound.durationMs === null) return;
  // Bins finer than a bar by far would only cost time.
  const binMs = sound.durationMs >= thumbnailPairs * 640 ? 640 : 20;
  const peaks = findPeaks(vault.db, sound.id, binMs);
  if (peaks === undefined) return;
  const segments = listSegments(vault.db, conversationId);
  saveThumbnail(vault.db, conversationId, thumbnailOf(peaks, binMs, segments, sound.durationMs));
}

function loudestIn(magnitudes: Float32Array, bar: number): number {
  const from = Math.floor((bar * magnitudes.length) / thumbnailPairs);
  const to = Math.max(from + 1, Math.floor(((bar + 1) * magnitudes.length) / thumbnailPairs));
  let loudest = 0;
  for (const magnitude of magnitudes.subarray(from, to)) loudest = Math.max(loudest, magnitude);
  return loudest;
}
