/** Tells the kind of audio by its first bytes, never by a file's name. */
import type { MediaType } from "./mediaTypes.ts";
import { isAdtsStart, isMpegAudioStart } from "./mpegFrames.ts";

/** How far an MP3 may begin with padding or the rest of a cut frame, bytes. */
const resyncBytes = 4096;

/** What is looked at after any ID3 tags, bytes. */
const lookBytes = 8192;

/**
 * Where the bytes are that `sniffAudio` needs: 8 KiB after the ID3 tag, which may hold a picture, or claim to.
 *
 * @param start - the first 10 bytes of the file, or all of a shorter one
 * @returns `[from, to)`, perhaps beyond the end of the file; read what is there of it
 */
export function rangeToSniff(start: Uint8Array): { readonly from: number; readonly to: number } {
  const from = endOfId3(start);
  return { from, to: from + lookBytes };
}

/**
 * The kind of audio that a file is in which these bytes stand at the beginning, or after its ID3 tag.
 *
 * @param head - what `rangeToSniff` says, or all of the file up to there
 * @returns `undefined` if it is not one of the kinds Lyhörd takes, or too short to tell
 */
export function sniffAudio(head: Uint8Array): MediaType | undefined {
  const audio = head.subarray(endOfId3(head));
  if (isWav(audio)) return "wav";
  if (isMp4Audio(audio)) return "m4a";
  if (isOggAudio(audio)) return "ogg";
  if (hasText(audio, 0, "fLaC")) return "flac";
  if (isAiff(audio)) return "aiff";
  if (hasText(audio, 0, "caff\u0000\u0001")) return "caf";
  if (hasText(audio, 0, ".snd")) return "au";
  // The wideband kind and the one of several channels have longer words here.
  if (hasText(audio, 0, "#!AMR\n")) return "amr";
  if (isMatroska(audio)) return "webm";
  if (isAdtsStart(audio)) return "adts";
  if (isMp3(audio)) return "mp3";
  return undefined;
}

/** End of a leading ID3v2 tag (id3.org, ID3v2.4 §3.1: size as four 7-bit bytes, without header and footer); 0 without one. */
function endOfId3(head: Uint8Array): number {
  if (head.length < 10 || !hasText(head, 0, "ID3")) return 0;
  const [flags = 0, ...size] = head.subarray(5, 10);
  if (size.some((byte) => byte > 127)) return 0;
  const footerBytes = (flags & 0x10) === 0 ? 0 : 10;
  return 10 + size.reduce((sum, byte) => sum * 128 + byte, 0) + footerBytes;
}

/** RIFF, or one of its 64-bit kin (EBU Tech 3306, ITU-R BS.2088), holding WAVE. */
function isWav(bytes: Uint8Array): boolean {
  const isRiff = ["RIFF", "RF64", "BW64"].some((magic) => hasText(bytes, 0, magic));
  return isRiff && hasText(bytes, 8, "WAVE");
}

/** IFF holding either kind of AIFF. */
function isAiff(bytes: Uint8Array): boolean {
  return hasText(bytes, 0, "FORM") && (hasText(bytes, 8, "AIFF") || hasText(bytes, 8, "AIFC"));
}

/** ISO base media (ISO/IEC 14496-12) with a brand for sound or film; the same box begins HEIC and AVIF pictures. */
function isMp4Audio(bytes: Uint8Array): boolean {
  if (!hasText(bytes, 4, "ftyp") || bytes.length < 12) return false;
  const brand = textAt(bytes, 8, 4);
  return /^(M4[ABV] |mp4[12]|MP4 |iso[m2-9]|avc1|dash|qt {2}|3g[a-z2].|mmp4|MSNV)$/.test(brand);
}

/** A first Ogg page (RFC 3533 §6) whose packet begins an Opus, Vorbis or FLAC stream. */
function isOggAudio(bytes: Uint8Array): boolean {
  if (!hasText(bytes, 0, "OggS") || bytes[4] !== 0) return false;
  const packet = 27 + (bytes[26] ?? 0);
  return ["OpusHead", "\u0001vorbis", "\u007fFLAC"].some((magic) => hasText(bytes, packet, magic));
}

/** An EBML header (RFC 8794) whose DocType is WebM or Matroska. */
function isMatroska(bytes: Uint8Array): boolean {
  if (!hasText(bytes, 0, "\u001aE\u00df\u00a3")) return false;
  const header = textAt(bytes, 4, 60);
  return /\u0042\u0082[\u0084\u0088](webm|matroska)/.test(header);
}

/** At the very start two frames in a row are enough; after other bytes, where chance has more tries, it takes three. */
function isMp3(bytes: Uint8Array): boolean {
  if (isMpegAudioStart(bytes, 2)) return true;
  for (let offset = 1; offset < Math.min(resyncBytes, bytes.length); offset += 1) {
    if (bytes[offset] === 0xff && isMpegAudioStart(bytes.subarray(offset), 3)) return true;
  }
  return false;
}

function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  return bytes.length >= offset + text.length && textAt(bytes, offset, text.length) === text;
}

/** Each byte as the character of that number. */
function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
