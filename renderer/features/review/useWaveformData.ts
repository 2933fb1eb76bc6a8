/** The stored peaks of a recording, divided by who speaks; divided anew when speakers or times change. */
import { useMemo, useRef } from "react";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useRequest } from "../../api/useRequest.ts";
import { type WaveformData, waveformData } from "./waveformBars.ts";

/** Up to this length the finest bins cost nothing, in ms. */
const fineUpToMs = 20 * 60_000;

/** `undefined` until the peaks are there. */
export function useWaveformData(
  recordingId: RecordingId,
  durationMs: number,
  segments: readonly Segment[],
): WaveformData | undefined {
  const binMs = durationMs <= fineUpToMs ? 20 : 80;
  const peaks = useRequest("audio.peaks", { recordingId, binMs }).data?.peaks;
  const speaking = useRef(segments);
  if (!isSameSpeaking(speaking.current, segments)) speaking.current = segments;
  const whoSpeaks = speaking.current;
  return useMemo(
    () =>
      peaks === undefined || peaks.length === 0
        ? undefined
        : waveformData(peaks, binMs, whoSpeaks, durationMs),
    [peaks, binMs, whoSpeaks, durationMs],
  );
}

/** Whether the same people speak at the same times, whatever they say. */
export function isSameSpeaking(a: readonly Segment[], b: readonly Segment[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((segment, index) => {
    const other = b[index];
    return (
      other === segment ||
      (other?.speaker === segment.speaker &&
        other.startMs === segment.startMs &&
        other.endMs === segment.endMs)
    );
  });
}
