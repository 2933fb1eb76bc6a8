/** A short recording as the page's recorder made it, piece by piece. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { fixturePath } from "./fixturePath.ts";

/** What the page appends. */
export interface RecordedPiece {
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly endMs: number;
  /** 20 ms bins, interleaved min, max. */
  readonly peaks: Int8Array<ArrayBuffer>;
}

const listSchema = z.array(
  z.object({ index: z.int(), endMs: z.int(), sizeBytes: z.int(), peaks: z.base64() }),
);

/** The pieces of `recorded.ogg`, in order. */
export function recordedPieces(): RecordedPiece[] {
  const sound = readFileSync(fixturePath("recorded.ogg"));
  let at = 0;
  return listSchema
    .parse(JSON.parse(readFileSync(fixturePath("recorded.json"), "utf8")))
    .map(({ index, endMs, sizeBytes, peaks }) => {
      const bytes = Uint8Array.from(sound.subarray(at, at + sizeBytes));
      at += sizeBytes;
      return { index, endMs, bytes, peaks: Int8Array.from(Buffer.from(peaks, "base64")) };
    });
}
