/** Files that no program should write, and files that were once right. */
import fs from "node:fs";
import { fixturePath } from "../support/fixturePath.ts";
import { cutSounds, malformedSounds } from "./malformedSounds.ts";
import type { Pick } from "./pickFrom.ts";

/** What is offered, and as what. */
export interface OfferedFile {
  readonly what: string;
  readonly as: "sound" | "transcript";
  /** Pieces that follow each other; a number is so many zero bytes that take no room on the disk. */
  readonly pieces: readonly (Uint8Array | number)[];
}

const sounds = [
  "speech.wav",
  "speech.ogg",
  "speech.webm",
  "speech.m4a",
  "speech.aac",
  "speech.flac",
  "speech.amr",
  "beeps-vbr-noxing.mp3",
  "truncated.m4a",
  "unknown-size.wav",
  "not-audio.mp3",
  "empty.wav",
  "foreign/alac.m4a",
  "foreign/amr.3gp",
  "foreign/g726.wav",
  "foreign/gsm.wav",
  "foreign/ima.wav",
  "foreign/mp3-inside.wav",
  "foreign/ms-stereo.wav",
  "foreign/pcm.aiff",
  "foreign/pcm.caf",
  "foreign/ulaw.au",
  "foreign/voice.amr",
  "foreign/voice.wma",
] as const;
const transcripts = [
  "talk.vtt",
  "talk.srt",
  "talk.txt",
  "transcripts/elan.eaf",
  "transcripts/libreoffice-sv.csv",
  "transcripts/openai-whisper.json",
  "transcripts/praat-long-utf16.TextGrid",
  "transcripts/praat-short.TextGrid",
  "transcripts/talk.f4",
  "transcripts/talk.labels",
  "transcripts/talk.otr",
  "transcripts/whisper-cpp.json",
  "transcripts/whisperx.json",
] as const;

const mebibyte = 2 ** 20;
/** What a transcript may have at most. */
const longest = 4 * mebibyte;

/** Tokens that readers look for, and numbers at the ends of their ranges. */
const tokens: readonly Uint8Array[] = [
  ...[
    "WEBVTT",
    "\n\n",
    "-->",
    "00:00:01.000 --> 00:00:02.000\n",
    "99:99:99,999 --> ",
    "<v ",
    "</v>",
    "&lt;",
    "NOTE ",
  ],
  ...["#00:00:20-5#", "[45:33]", ";", "\t", '"', "sep=,\n", "Start;Slut;Talare;Text\n", "'=1", "\\"],
  ...[
    "<TIER",
    "</TIER>",
    "<!DOCTYPE x [",
    "<![CDATA[",
    "TIME_SLOT_REF1=",
    "&#xD800;",
    "IntervalTier",
    "<exists>",
  ],
  ...['{"segments":[', '"words":[', "NaN", "\\u0000", "[[[[", "data-timestamp=", "<p>", "1e999"],
  ...[
    "ID3\u0004\u0000\u0000\u007f\u007f\u007f\u007f",
    "RIFF",
    "WAVE",
    "data",
    "OggS",
    "OpusHead",
    "fLaC",
    "ftyp",
    "moov",
  ],
  ...["trak", "stsd", "fmt ", "ds64", "RF64", "FORM", "SSND", "COMM", "caff", "desc", "#!AMR\n", "\u0003enc"],
].map((token) => Buffer.from(token, "latin1"));
const numbers: readonly Uint8Array[] = [
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
].map((bytes) => Uint8Array.from(bytes));

/** Files written by hand, each wrong or extreme in its own way. */
export const corpus: readonly (() => OfferedFile)[] = [
  () =>
    sound("a tag of 256 MiB before an MP3", [
      text("ID3\u0004\u0000\u0000\u007f\u007f\u007f\u007f"),
      300 * mebibyte,
    ]),
  () =>
    sound("a tag that ends beyond the file", [text("ID3\u0004\u0000\u0000\u007f\u007f\u007f\u007f"), 100]),
  () =>
    sound("a WAV that declares more than there is", [text("RIFF\u00ff\u00ff\u00ff\u007fWAVEfmt "), 1_000]),
  () => sound("a WAV of nothing but its first words", [text("RIFF\u0004\u0000\u0000\u0000WAVE")]),
  () =>
    sound("boxes within boxes", [
      text("\u0000\u0000\u0000\u0014ftypM4A "),
      ...repeated("\u0000\u0000\u0000\u0008moov", 50_000),
    ]),
  () =>
    sound("an Ogg page with 255 segments and no packet", [
      text("OggS\u0000\u0002"),
      20,
      Uint8Array.of(255),
      255,
    ]),
  () => sound("nothing but sync bytes", [Buffer.alloc(mebibyte, 0xff)]),
  () => sound("nothing but zeros, 1 GiB", [1_024 * mebibyte]),
  () => transcript("one line of 4 MiB", [Buffer.alloc(longest, "ord ")]),
  () => transcript("one word of 4 MiB", [Buffer.alloc(longest, "o")]),
  () => transcript("nothing but line ends", [Buffer.alloc(longest, "\n")]),
  () => transcript("a million empty cues", [text("WEBVTT\n\n"), Buffer.alloc(longest - 100, "\n-->\n")]),
  () =>
    transcript("cues of one letter", [
      text("WEBVTT\n\n"),
      Buffer.alloc(longest - 100, "00:00.000 --> 00:01.000\na\n\n"),
    ]),
  () =>
    transcript("tags within tags", [
      text("WEBVTT\n\n00:00.000 --> 00:01.000\n"),
      ...repeated("<v a><c><i>", 200_000),
    ]),
  () =>
    transcript("a tag without end", [
      text("WEBVTT\n\n00:00.000 --> 00:01.000\n<v "),
      Buffer.alloc(longest - 100, "a "),
    ]),
  () =>
    transcript("entities without end", [
      text("WEBVTT\n\n00:00.000 --> 00:01.000\n"),
      ...repeated("&#x", 300_000),
    ]),
  () => transcript("speakers without words", [...repeated("Klient: ", 300_000)]),
  () =>
    transcript("odd UTF-16", [
      Uint8Array.of(0xff, 0xfe),
      Buffer.from("WEBVTT\n\nord", "utf16le").subarray(1),
    ]),
  () => transcript("lone surrogates", [Uint8Array.of(0xff, 0xfe), ...repeated("\u0000\u00d8", 100_000)]),
  () => transcript("overlong UTF-8", [...repeated("\u00c0\u00af\u00e0\u0080\u00af", 100_000)]),
  () =>
    transcript("a million times, all the same", [
      text("WEBVTT\n\n"),
      Buffer.alloc(longest - 100, "99:59:59.999 --> 00:00:00.000\nx\n\n"),
    ]),
  () => transcript("larger than any transcript", [5 * mebibyte]),
  () => transcript("a sound", [fs.readFileSync(fixturePath("speech.ogg"))]),
  () => transcript("nothing", []),
  () =>
    transcript("as many cues as there may be lines for", [text("WEBVTT\n"), ...repeated("\n-->\n", 39_000)]),
  () =>
    transcript("as many words as there may be lines for", [
      text("WEBVTT\n\n"),
      ...repeated("00:00.000 --> 00:01.000\na\n\n", 26_000),
    ]),
  () => transcript("as many speakers as there may be lines for", [...speakers(79_000)]),
  () =>
    transcript("a table of nothing but separators", [
      text("Start;Slut;Talare;Text\n"),
      Buffer.alloc(longest - 100, ";"),
    ]),
  () =>
    transcript("a table whose quote is never closed", [
      text('Talare;Text\nA;"'),
      Buffer.alloc(longest - 100, 'ord ""'),
    ]),
  () => transcript("as many rows as there may be lines for", [...repeated("1,5;2,5;A;b\n", 23_900)]),
  () =>
    transcript("an entity that grows", [
      text('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'),
      ...Array.from({ length: 20 }, (_, depth) =>
        text(`<!ENTITY a${depth} "${`&a${depth === 0 ? "" : depth - 1};`.repeat(10)}">`),
      ),
      text("]><ANNOTATION_DOCUMENT>&a19;</ANNOTATION_DOCUMENT>"),
    ]),
  () =>
    transcript("elements within elements", [
      text("<ANNOTATION_DOCUMENT>"),
      Buffer.alloc(longest - 100, "<TIER>"),
    ]),
  () =>
    transcript("as many elements as there may be", [
      text("<ANNOTATION_DOCUMENT>"),
      ...repeated('<TIER TIER_ID="a"/>', 59_900),
      text("</ANNOTATION_DOCUMENT>"),
    ]),
  () =>
    transcript("attributes without end", [
      text("<ANNOTATION_DOCUMENT "),
      Buffer.alloc(longest - 100, 'a="b" '),
    ]),
  () =>
    transcript("an annotation of 4 MiB of references", [
      text("<ANNOTATION_DOCUMENT><TIER><ANNOTATION><ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>"),
      Buffer.alloc(longest - 200, "&#229;"),
    ]),
  () =>
    transcript("a TextGrid that promises more than there is", [
      text(
        'File type = "ooTextFile"\nObject class = "TextGrid"\n0 9 <exists> 999999999\n"IntervalTier" "a" 0 9 999999999 ',
      ),
      Buffer.alloc(longest - 200, '0 1 "a" '),
    ]),
  () =>
    transcript("a TextGrid of nothing but quotes", [
      text('File type = "ooTextFile"\nObject class = "TextGrid"\n'),
      Buffer.alloc(longest - 100, '"'),
    ]),
  () => transcript("lists within lists", [text('{"segments":['), Buffer.alloc(longest - 100, "[")]),
  () => transcript("as many objects as there may be", [text("["), ...repeated("{},", 399_000), text("{}]")]),
  () =>
    transcript("segments with nothing but words", [
      text('{"segments":[{"start":0,"end":1,"text":"a","words":['),
      ...repeated('{"word":"a","speaker":"b"},', 100_000),
      text("{}]}]}"),
    ]),
  () => transcript("a JSON text of one string", [text('{"text":"'), Buffer.alloc(longest - 100, "\\u00e5")]),
  () =>
    transcript("stamps without words", [
      text('{"media":"","text":"'),
      Buffer.alloc(longest - 100, "<span data-timestamp='1'>"),
      text('"}'),
    ]),
  () => transcript("stamps between letters", [Buffer.alloc(longest, "#00:00:20-5#a")]),
  () =>
    transcript("voices of one letter in one cue", [
      text("WEBVTT\n\n00:00.000 --> 00:01.000\n"),
      Buffer.alloc(longest - 100, "<v a>b"),
    ]),
  () =>
    transcript("paragraphs of one letter", [
      text('{"media":"","text":"'),
      Buffer.alloc(longest - 104, "<p>a"),
      text('"}'),
    ]),
  () => transcript("stamps and nothing else", [Buffer.alloc(longest, "#00:00:20-5#")]),
  () => transcript("labels without words", [...repeated("1.0\t2.0\t\n", 79_000)]),
  ...malformedSounds.map((make) => () => {
    const { what, pieces } = make();
    return sound(what, pieces);
  }),
];

/** Beginnings of good files of sound. */
export const cutFiles: readonly (() => OfferedFile)[] = cutSounds.map((make) => () => {
  const { what, pieces } = make();
  return sound(what, pieces);
});

/** A file that was right, changed at up to eight places; or bytes at random. */
export function fuzzedFile(pick: Pick): OfferedFile {
  const names = [...sounds, ...transcripts];
  const name = names[pick(names.length)] ?? "talk.vtt";
  const as = (transcripts as readonly string[]).includes(name) ? "transcript" : "sound";
  let bytes = beginningOf(name);
  if (pick(20) === 0) bytes = Uint8Array.from({ length: pick(4_096) }, () => pick(256));
  for (let changes = 1 + pick(8); changes > 0; changes -= 1) bytes = changed(bytes, pick);
  return { what: `${name}, changed`, as, pieces: [bytes] };
}

/** Fixtures that were read already. */
const beginnings = new Map<string, Uint8Array>();

function beginningOf(name: string): Uint8Array {
  const bytes = beginnings.get(name) ?? fs.readFileSync(fixturePath(name)).subarray(0, 64 * 1_024);
  beginnings.set(name, bytes);
  return bytes;
}

function changed(bytes: Uint8Array, pick: Pick): Uint8Array {
  const at = pick(bytes.length + 1);
  // Most of what readers decide by stands at the beginning.
  const place = pick(2) === 0 ? Math.min(at, pick(256)) : at;
  const length = pick(2) === 0 ? pick(16) : pick(2_048);
  const [before, cut, after] = [
    bytes.subarray(0, place),
    bytes.subarray(place, place + length),
    bytes.subarray(place + length),
  ];
  switch (pick(6)) {
    case 0:
      return Buffer.concat([before, Uint8Array.of((cut[0] ?? 0) ^ (1 << pick(8))), cut.subarray(1), after]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, cut, cut, after]);
    case 3:
      return before;
    case 4:
      return Buffer.concat([before, tokens[pick(tokens.length)] ?? cut, bytes.subarray(place)]);
    default:
      return Buffer.concat([before, numbers[pick(numbers.length)] ?? cut, bytes.subarray(place + 4)]);
  }
}

function sound(what: string, pieces: OfferedFile["pieces"]): OfferedFile {
  return { what, as: "sound", pieces };
}

function transcript(what: string, pieces: OfferedFile["pieces"]): OfferedFile {
  return { what, as: "transcript", pieces };
}

/** Each character is one byte. */
function text(characters: string): Uint8Array {
  return Buffer.from(characters, "latin1");
}

function repeated(characters: string, times: number): Uint8Array[] {
  return [text(characters.repeat(times))];
}

function speakers(count: number): Uint8Array[] {
  return [text(Array.from({ length: count }, (_, index) => `N${index.toString(36)}: a`).join("\n"))];
}
