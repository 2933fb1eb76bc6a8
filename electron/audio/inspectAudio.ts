/** Tells what a file of sound is, by its bytes alone, and whether its recorder got to the end of it. */
import { Failure } from "../../shared/errors.ts";
import { aiffLayout, type FoundStream } from "../../shared/formats/aiffLayout.ts";
import { auLayout } from "../../shared/formats/auLayout.ts";
import { type ByteLook, lookNow } from "../../shared/formats/byteLook.ts";
import { cafLayout } from "../../shared/formats/cafLayout.ts";
import { mp4Layout } from "../../shared/formats/mp4Layout.ts";
import type { SoundEnding } from "../../shared/formats/streamLayout.ts";
import { wavLayout } from "../../shared/formats/wavLayout.ts";
import { type ForeignFormat, foreignFormat, isEncryptedDictation } from "./foreignFormats.ts";
import type { MediaType } from "./mediaTypes.ts";
import { endsMidFrame, mpegTailBytes } from "./mpegFrames.ts";
import { rangeToSniff, sniffAudio } from "./sniffAudio.ts";

/** `decodable` is taken in as it is; `foreign` only through a converter. */
export type SoundForm =
  | { readonly kind: "decodable"; readonly mediaType: MediaType; readonly ending: SoundEnding }
  | ({ readonly kind: "foreign" } & ForeignFormat);

/** Reads the bytes `[start, end)`, which are there. */
type Read = (start: number, end: number) => Uint8Array;

/**
 * Looks at a file.
 *
 * @param sizeBytes - at least 1
 * @throws Failure `media.not-audio`, `media.encrypted`, `media.truncated` if not even its beginning is whole,
 *   `media.no-index` for an MP4 without the part that says where its sounds are
 */
export function inspectAudio(read: Read, sizeBytes: number): SoundForm {
  const there: Read = (start, end) => read(Math.min(start, sizeBytes), Math.min(end, sizeBytes));
  // A tag is not read: it may claim to be larger than the memory there is.
  const { from, to } = rangeToSniff(there(0, 16));
  const head = there(from, to);
  if (isEncryptedDictation(head)) throw new Failure("media.encrypted");
  const sniffed = sniffAudio(head);
  switch (sniffed) {
    case "wav":
      return wavForm(there, sizeBytes);
    case "m4a":
      return mp4Form(there, sizeBytes);
    case "aiff":
      return streamForm("aiff", there, aiffLayout(sizeBytes), foreignFormat(head));
    case "au":
      return streamForm("au", there, auLayout(sizeBytes), foreignFormat(head));
    case "caf":
      return streamForm("caf", there, cafLayout(sizeBytes), foreignFormat(head));
    case undefined: {
      const foreign = foreignFormat(head);
      if (foreign === undefined) throw new Failure("media.not-audio");
      return { kind: "foreign", ...foreign };
    }
    case "mp3": {
      const tail = there(Math.max(0, sizeBytes - mpegTailBytes), sizeBytes);
      return { kind: "decodable", mediaType: "mp3", ending: endsMidFrame(tail) ? "cut-off" : "whole" };
    }
    default:
      return { kind: "decodable", mediaType: sniffed, ending: "whole" };
  }
}

function wavForm(read: Read, sizeBytes: number): SoundForm {
  const layout = lookNow(wavLayout(sizeBytes), read);
  if (layout === undefined) throw new Failure("media.truncated");
  if (layout.codec === null) {
    const name = wavCodecs[layout.formatTag] ?? `0x${layout.formatTag.toString(16)}`;
    return { kind: "foreign", format: `WAV (${name})`, demuxer: "wav" };
  }
  requireSound(layout);
  // Chromium plays no samples of 64 bits.
  const isPlayed = layout.isRegular && !(layout.codec.kind === "pcm" && layout.codec.bits === 64);
  return { kind: "decodable", mediaType: isPlayed ? "wav" : "wav-other", ending: layout.ending };
}

function streamForm(
  mediaType: MediaType,
  read: Read,
  look: ByteLook<FoundStream | undefined>,
  foreign: ForeignFormat | undefined,
): SoundForm {
  const layout = lookNow(look, read);
  if (layout === undefined) throw new Failure("media.truncated");
  if (layout.codec === null && foreign !== undefined) return { kind: "foreign", ...foreign };
  requireSound(layout);
  return { kind: "decodable", mediaType, ending: layout.ending };
}

function requireSound({ dataStart, dataEnd, blockBytes }: FoundStream): void {
  if (dataEnd - dataStart < blockBytes) throw new Failure("media.truncated");
}

function mp4Form(read: Read, sizeBytes: number): SoundForm {
  const { hasIndex, sound, isCutOff } = lookNow(mp4Layout(sizeBytes), read);
  if (!hasIndex) throw new Failure("media.no-index");
  if (sound === null) throw new Failure("media.not-audio");
  if (!mp4Codecs.decoded.includes(sound.codec)) {
    return { kind: "foreign", format: `M4A (${printable(sound.codec)})`, demuxer: "mov" };
  }
  const isPlayed = mp4Codecs.played.includes(sound.codec) && !isCutOff;
  return {
    kind: "decodable",
    mediaType: isPlayed ? "m4a" : "mp4-other",
    ending: isCutOff ? "cut-off" : "whole",
  };
}

function printable(codec: string): string {
  return codec.replace(/[^\x21-\x7e]/g, "").trim() || "?";
}

/** Names of sample entries: those Chromium plays, and those that are decoded in the page. */
const mp4Codecs = {
  played: ["mp4a", "Opus", "fLaC"],
  decoded: [
    ...[
      "mp4a",
      "Opus",
      "fLaC",
      ".mp3",
      "alac",
      "samr",
      "ulaw",
      "alaw",
      "raw ",
      "sowt",
      "twos",
      "in24",
      "in32",
    ],
    ...["fl32", "fl64", "lpcm", "ipcm", "fpcm"],
  ],
};

/** Encodings that dictation machines and telephones have written into WAV files (RFC 2361). */
const wavCodecs: Readonly<Record<number, string>> = {
  2: "ADPCM",
  17: "ADPCM",
  49: "GSM",
  20: "G.723",
  34: "TrueSpeech",
  64: "G.721",
  66: "G.723.1",
  69: "G.726",
  80: "MPEG",
  97: "Philips",
  100: "G.726",
  101: "G.722",
  131: "G.729",
  352: "WMA",
  353: "WMA",
  655: "G.722",
  41225: "Speex",
};
