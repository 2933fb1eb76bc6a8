/** Names kinds of sound that Lyhörd knows but cannot take, so that the refusal can say what to do. */

/** Magic bytes as latin-1 text at an offset, and the name people know the format by. */
const signatures: readonly { readonly offset: number; readonly magic: string; readonly format: string }[] = [
  { offset: 0, magic: "#!AMR", format: "AMR" },
  { offset: 0, magic: "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011", format: "WMA" },
  { offset: 1, magic: "dss", format: "DSS" },
  { offset: 1, magic: "ds2", format: "DS2" },
  { offset: 8, magic: "AIFF", format: "AIFF" },
  { offset: 8, magic: "AIFC", format: "AIFF" },
  { offset: 0, magic: "caff", format: "CAF" },
  { offset: 0, magic: ".snd", format: "AU" },
  { offset: 0, magic: "MThd", format: "MIDI" },
  { offset: 0, magic: "MAC ", format: "APE" },
  { offset: 0, magic: "wvpk", format: "WavPack" },
  { offset: 0, magic: ".RMF", format: "RealAudio" },
  { offset: 0, magic: ".ra\u00fd", format: "RealAudio" },
  { offset: 0, magic: "\u000b\u0077", format: "AC-3" },
  { offset: 0, magic: "OggS", format: "Ogg" },
];

/**
 * The name of a known format that is not taken.
 *
 * @param head - the first 16 bytes or more
 * @returns `undefined` if nothing is recognised; meant to be asked after `sniffAudio` found nothing
 */
export function undecodableFormat(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 32));
  return signatures.find(({ offset, magic }) => start.startsWith(magic, offset))?.format;
}
