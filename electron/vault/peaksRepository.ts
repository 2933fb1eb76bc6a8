/** Rows of `peaks`: what a waveform is drawn from, at several widths of bin. */
import type Database from "better-sqlite3";
import type { RecordingId } from "../../shared/domain/ids.ts";

/** Stores peaks of one width, replacing earlier ones. */
export function savePeaks(
  db: Database.Database,
  recordingId: RecordingId,
  binMs: number,
  peaks: Int8Array,
): void {
  db.prepare("INSERT OR REPLACE INTO peaks (recording_id, bin_ms, data) VALUES (?, ?, ?)").run(
    recordingId,
    binMs,
    new Uint8Array(peaks.buffer, peaks.byteOffset, peaks.length),
  );
}

/** Interleaved min, max per bin. @returns `undefined` if they were not made yet, or are erased */
export function findPeaks(
  db: Database.Database,
  recordingId: RecordingId,
  binMs: number,
): Int8Array<ArrayBuffer> | undefined {
  const row = db
    .prepare<[string, number], { data: Uint8Array }>(
      "SELECT data FROM peaks WHERE recording_id = ? AND bin_ms = ?",
    )
    .get(recordingId, binMs);
  return row && Int8Array.from(new Int8Array(row.data.buffer, row.data.byteOffset, row.data.length));
}
