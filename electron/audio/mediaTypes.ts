/** The kinds of audio a blob may hold. */

/** Kind → its number in blob headers (part of the format: never reused), its MIME type, and whether it seeks exactly. */
export const mediaTypes = {
  wav: { code: 1, mimeType: "audio/wav", isSeekExact: true },
  mp3: { code: 2, mimeType: "audio/mpeg", isSeekExact: false },
  m4a: { code: 3, mimeType: "audio/mp4", isSeekExact: true },
  ogg: { code: 4, mimeType: "audio/ogg", isSeekExact: true },
  flac: { code: 5, mimeType: "audio/flac", isSeekExact: false },
  webm: { code: 6, mimeType: "audio/webm", isSeekExact: false },
  adts: { code: 7, mimeType: "audio/aac", isSeekExact: false },
  /** WAV in which players lose their way: sizes that are wrong, or another encoding than plain samples. */
  "wav-other": { code: 8, mimeType: "audio/wav", isSeekExact: false },
  amr: { code: 9, mimeType: "audio/amr", isSeekExact: false },
  /** MP4 that no browser plays (Apple Lossless, AMR), or whose end is missing. */
  "mp4-other": { code: 10, mimeType: "audio/mp4", isSeekExact: false },
  aiff: { code: 11, mimeType: "audio/aiff", isSeekExact: false },
  au: { code: 12, mimeType: "audio/basic", isSeekExact: false },
  caf: { code: 13, mimeType: "audio/x-caf", isSeekExact: false },
} as const;

/** A kind of audio by its container. */
export type MediaType = keyof typeof mediaTypes;

/** The kind with this number; `undefined` for a number not in use. */
export function mediaTypeByCode(code: number): MediaType | undefined {
  return (Object.keys(mediaTypes) as MediaType[]).find((type) => mediaTypes[type].code === code);
}

/**
 * Whether a position in the file is found exactly, so that it may be kept as it came.
 *
 * The others are transcoded once: seeking in MP3, ADTS, WebM and FLAC without a seek table is an
 * estimate that drifts by seconds in an hour.
 */
export function isSeekExact(type: MediaType): boolean {
  return mediaTypes[type].isSeekExact;
}
