/** Kinds of sound that Lyhörd knows but does not decode: their names, and what a converter calls them. */

/** A kind that is known by its first bytes. */
export interface ForeignFormat {
  /** As people know it. */
  readonly format: string;
  /** As ffmpeg calls what reads it; `null` if it has nothing that does. */
  readonly demuxer: string | null;
}

interface Signature extends ForeignFormat {
  readonly offset: number;
  /** Each character is one byte. */
  readonly magic: string;
}

const signatures: readonly Signature[] = [
  { offset: 0, magic: "#!AMR", format: "AMR", demuxer: "amr" },
  { offset: 0, magic: "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011", format: "WMA", demuxer: "asf" },
  { offset: 1, magic: "dss", format: "DSS", demuxer: "dss" },
  { offset: 1, magic: "ds2", format: "DS2", demuxer: null },
  { offset: 8, magic: "AIFF", format: "AIFF", demuxer: "aiff" },
  { offset: 8, magic: "AIFC", format: "AIFF", demuxer: "aiff" },
  { offset: 0, magic: "caff", format: "CAF", demuxer: "caf" },
  { offset: 0, magic: ".snd", format: "AU", demuxer: "au" },
  { offset: 0, magic: "riff\u002e\u0091\u00cf\u0011", format: "Wave64", demuxer: "w64" },
  { offset: 0, magic: "MThd", format: "MIDI", demuxer: null },
  { offset: 0, magic: "MAC ", format: "APE", demuxer: "ape" },
  { offset: 0, magic: "wvpk", format: "WavPack", demuxer: "wv" },
  { offset: 0, magic: "TTA1", format: "TTA", demuxer: "tta" },
  { offset: 0, magic: ".RMF", format: "RealAudio", demuxer: "rm" },
  { offset: 0, magic: ".ra\u00fd", format: "RealAudio", demuxer: "rm" },
  { offset: 0, magic: "\u000b\u0077", format: "AC-3", demuxer: "ac3" },
  { offset: 0, magic: "OggS", format: "Ogg", demuxer: "ogg" },
];

/** Olympus' mark of a dictation that was encrypted on the recorder. */
const encryptedMark = "\u0003enc";

/**
 * The known kind that is not decoded here.
 *
 * @param head - the first 16 bytes or more
 * @returns `undefined` if nothing is recognised; meant to be asked after `sniffAudio` found nothing
 */
export function foreignFormat(head: Uint8Array): ForeignFormat | undefined {
  const start = String.fromCharCode(...head.subarray(0, 32));
  const found = signatures.find(({ offset, magic }) => start.startsWith(magic, offset));
  return found && { format: found.format, demuxer: found.demuxer };
}

/** Whether this is a dictation that only the dictation software with its password can open. */
export function isEncryptedDictation(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, 4)) === encryptedMark;
}
