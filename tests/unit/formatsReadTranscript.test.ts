/** Transcript files from bytes: encodings, kinds, refusals, and anything at all. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import { decodeText } from "../../shared/formats/decodeText.ts";
import { detectTranscript } from "../../shared/formats/detectTranscript.ts";
import { mapSpeakers } from "../../shared/formats/mapSpeakers.ts";
import { transcriptWarningCodes } from "../../shared/formats/parsedTranscript.ts";
import { readTranscript } from "../../shared/formats/readTranscript.ts";
import { settleTimes } from "../../shared/formats/settleTimes.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { longTranscript } from "../support/longTranscript.ts";
import { rowsOf, warningsOf } from "../support/printedTranscripts.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
};
const nordic = "WEBVTT\n\n00:01.000 --> 00:02.000\nÅ, ä ö æ ø – “så”\n";

describe("encodings", () => {
  test.each([
    ["UTF-8", utf8(nordic), "utf-8"],
    ["UTF-8 with a mark", utf8(`\uFEFF${nordic}`), "utf-8"],
    ["UTF-16 LE with a mark", utf16(`\uFEFF${nordic}`, false), "utf-16le"],
    ["UTF-16 BE with a mark", utf16(`\uFEFF${nordic}`, true), "utf-16be"],
    ["UTF-16 LE without", utf16(nordic, false), "utf-16le"],
    ["UTF-16 BE without", utf16(nordic, true), "utf-16be"],
  ])("%s", (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: nordic, encoding });
  });

  test("Windows-1252 with its own quotes, dashes and euro", () => {
    const bytes = Uint8Array.of(0xc5, 0xe4, 0xf6, 0xe6, 0xf8, 0x96, 0x93, 0x94, 0x80, 0x85);
    expect(decodeText(bytes)).toEqual({ text: "Åäöæø–“”€…", encoding: "windows-1252" });
  });

  test("every byte that Windows-1252 defines is read as another library reads it", () => {
    const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    for (let byte = 0x80; byte <= 0xff; byte += 1) {
      if (undefinedBytes.includes(byte)) continue;
      const bytes = Uint8Array.of(0x61, byte, 0x61);
      expect(decodeText(bytes).text).toBe(iconv.decode(Buffer.from(bytes), "windows-1252"));
    }
  });

  test("any text comes through UTF-8 and both kinds of UTF-16 with a mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(decodeText(utf8(`\uFEFF${text}`)).text).toBe(text);
        expect(decodeText(utf16(`\uFEFF${text}`, false)).text).toBe(text);
        expect(decodeText(utf16(`\uFEFF${text}`, true)).text).toBe(text);
      }),
    );
  });
});

describe("kinds", () => {
  test.each([
    ["WEBVTT\n\n00:01.000 --> 00:02.000\na", "web-vtt"],
    ["\uFEFF\n WEBVTT - x\n", "web-vtt"],
    ["WEBVTTX", "plain-text"],
    ["1\n00:00:01,000 --> 00:00:02,000\na", "sub-rip"],
    ["00:01.000 --> 00:02.000\na", "sub-rip"],
    ["B: jag gick --> hem", "plain-text"],
    ['<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT>', "elan"],
    ["<p>hej</p>", "plain-text"],
    ['File type = "ooTextFile"\nObject class = "TextGrid"', "text-grid"],
    ['"ooTextFile"\n"TextGrid"', "text-grid"],
    ["1.5\t2.5\tHej\n\\\t10\t20\n3,5\t4,5\tJo", "audacity"],
    ['{"text":"<p>a</p>","media":"","media-time":1}', "o-transcribe"],
    ['{"text":"a","segments":[{"text":"a"}]}', "whisper"],
    ['[{"text":"a"}]', "whisper"],
    ["Start;Slut;Talare;Text\n0;1;A;b", "csv"],
    ["sep=,\nspeaker,text\nA,b", "csv"],
    ["0,5;1,5;Hej\n2;3;Jo", "csv"],
    ["Ja, visst.\nNej, inte.\nJo, då.", "plain-text"],
    ["Hej; du.\nJo.", "plain-text"],
    ["B: Hej #00:00:01-5#", "f4"],
    ["Samtal\n[00:34:12] B: Hej", "f4"],
    ["{00.34.20} B: Hej", "f4"],
    ["B: Hej [skratt] du", "plain-text"],
    ["", "plain-text"],
  ])("%j is %s", (text, kind) => {
    expect(detectTranscript(text)).toBe(kind);
  });
});

describe("the committed files", () => {
  const read = (name: string) => readTranscript(readFileSync(fixturePath(name)));
  const said = [
    "Hej! Vad skulle du vilja att vi pratar om i dag?",
    "Jag vet inte riktigt – det har varit mycket.",
    "Det har varit mycket på en gång.",
    "Ja. Fast i går gick jag ut, faktiskt.",
  ];

  test.each([
    ["talk.vtt", "web-vtt", "utf-8", []],
    ["talk.srt", "sub-rip", "windows-1252", ["windows-1252"]],
  ])("%s has four timed segments of two people", (name, format, encoding, warnings) => {
    const transcript = read(name);
    expect(transcript.format).toBe(format);
    expect(transcript.encoding).toBe(encoding);
    expect(transcript.warnings.map(({ code }) => code)).toEqual(warnings);
    expect(settleTimes(transcript.segments, 8_000)).toEqual([
      { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: said[0] },
      { startMs: 3_300, endMs: 4_600, speaker: "Klient", text: said[1] },
      { startMs: 4_600, endMs: 6_400, speaker: "Rådgivare", text: said[2] },
      { startMs: 6_400, endMs: 7_800, speaker: "Klient", text: said[3] },
    ]);
    expect(mapSpeakers(transcript.segments).map(({ label, guess }) => `${label} ${guess}`)).toEqual([
      "Rådgivare practitioner",
      "Klient client",
    ]);
  });

  test.each([
    ["praat-long-utf16.TextGrid", "text-grid", "utf-16be"],
    ["praat-short.TextGrid", "text-grid", "utf-8"],
    ["elan.eaf", "elan", "utf-8"],
    ["ffmpeg.srt", "sub-rip", "utf-8"],
    ["ffmpeg.vtt", "web-vtt", "utf-8"],
    ["libreoffice-sv.csv", "csv", "windows-1252"],
    ["whisperx.json", "whisper", "utf-8"],
    ["whisper-cpp.json", "whisper", "utf-8"],
    ["openai-whisper.json", "whisper", "utf-8"],
    ["talk.otr", "o-transcribe", "utf-8"],
  ])("transcripts/%s is known for what it is", (name, format, encoding) => {
    const transcript = read(`transcripts/${name}`);
    expect({ format: transcript.format, encoding: transcript.encoding }).toEqual({ format, encoding });
    expect(transcript.isMachineMade ?? false).toBe(format === "whisper");
    expect(transcript.segments.map(({ text }) => text).join(" ")).toContain("Hej! Vad skulle du");
  });

  test("a table that a spreadsheet wrote in Swedish is read with its decimal commas and its gaps", () => {
    const transcript = read("transcripts/libreoffice-sv.csv");
    expect(rowsOf(transcript)).toEqual([
      "1800–3200 Rådgivare: Hej! Vad skulle du vilja att vi pratar om i dag?",
      '3300–4600 Klient: Jag vet inte riktigt; det har varit "mycket".',
      "4600–? Rådgivare: Det har varit mycket på en gång.",
      "3606400–3607800 Klient: [skratt]",
    ]);
    expect(warningsOf(transcript)).toEqual(["1 windows-1252", "4 missing-end"]);
  });

  test("a TextGrid in Praat's binary form is refused", () => {
    expect(() => read("transcripts/praat-binary.TextGrid")).toThrow(new Failure("transcript.unreadable"));
  });

  test("talk.txt has a heading and four segments without times", () => {
    const { format, segments } = read("talk.txt");
    expect(format).toBe("plain-text");
    expect(segments.map(({ speaker }) => speaker)).toEqual([undefined, "B", "K", "B", "K"]);
    expect(segments.slice(1).map(({ text }) => text)).toEqual(said);
    expect(settleTimes(segments, 8_000).at(-1)?.endMs).toBe(8_000);
  });

  test.each(["sv", "en"])("the example conversation in %s is whole and ordered", (language) => {
    const { segments, warnings } = readTranscript(
      readFileSync(new URL(`../../resources/sample/example.${language}.vtt`, import.meta.url)),
    );
    expect(warnings).toEqual([]);
    expect(segments).toHaveLength(16);
    expect(mapSpeakers(segments).map(({ guess }) => guess)).toEqual(["practitioner", "client"]);
    for (const [index, { startMs = 0, endMs = 0 }] of segments.entries()) {
      expect(startMs).toBeGreaterThan(segments[index - 1]?.endMs ?? 0);
      expect(endMs).toBeGreaterThan(startMs);
      expect(endMs).toBeLessThan(90_000);
    }
  });
});

describe("refusals", () => {
  const codeOf = (bytes: Uint8Array) => {
    try {
      return readTranscript(bytes).format;
    } catch (error) {
      return error instanceof Failure ? error.code : error;
    }
  };

  test("no bytes, only blanks, and cues without text are empty", () => {
    expect(codeOf(new Uint8Array())).toBe("transcript.empty");
    expect(codeOf(utf8("\uFEFF \r\n\t"))).toBe("transcript.empty");
    expect(codeOf(utf8("WEBVTT\n\n00:01.000 --> 00:02.000\n\n"))).toBe("transcript.empty");
  });

  test("sound, archives and noise are no text", () => {
    expect(codeOf(readFileSync(fixturePath("speech.ogg")))).toBe("transcript.unreadable");
    expect(codeOf(readFileSync(fixturePath("speech.m4a")))).toBe("transcript.unreadable");
    expect(codeOf(utf8("PK\u0003\u0004\u0014\u0000\u0006\u0000\u0008\u0000word/document.xml"))).toBe(
      "transcript.unreadable",
    );
  });
});

test("a very long text is divided and said to be, and nothing of it is lost", () => {
  const { segments, warnings } = readTranscript(utf8(`B: ${"ord ".repeat(12_000)}slut`));
  expect(warnings).toEqual([{ line: 1, code: "long-text" }]);
  expect(Math.max(...segments.map(({ text }) => text.length))).toBeLessThanOrEqual(20_000);
  expect(segments.map(({ text }) => text).join(" ")).toBe(`${"ord ".repeat(12_000)}slut`);
});

test("characters that cannot be decoded are said to be so at their line", () => {
  const bytes = Buffer.concat([Buffer.from("\uFEFFB: Hej\nK: "), Buffer.from([0xe4]), Buffer.from(" nej")]);
  expect(readTranscript(bytes).warnings).toEqual([{ line: 2, code: "undecodable-characters" }]);
});

test.each(["sv", "nb", "da", "en"])("every warning has a text in %s that names the line", (language) => {
  const texts = JSON.parse(
    readFileSync(new URL(`../../shared/i18n/${language}.json`, import.meta.url), "utf8"),
  ).transcript.warning;
  expect(Object.keys(texts).sort()).toEqual([...transcriptWarningCodes].sort());
  for (const code of transcriptWarningCodes) {
    if (code !== "windows-1252") expect(texts[code]).toContain("{{line}}");
  }
});

test("a long transcript is read whole", () => {
  const { segments, warnings } = readTranscript(utf8(longTranscript(3_000, 7_200_000)));
  expect(segments).toHaveLength(3_000);
  expect(warnings).toEqual([]);
  expect(segments.at(-1)?.endMs).toBeGreaterThan(7_190_000);
});

test.each(["\n", "\r", "\r\n"])("what has more lines than any transcript is refused (%j)", (lineEnd) => {
  const lines = (count: number) => utf8(`K: a${lineEnd}`.repeat(count));
  expect(readTranscript(lines(79_999)).segments).toHaveLength(79_999);
  expect(() => readTranscript(lines(80_000))).toThrow(new Failure("transcript.unreadable"));
});

test("labels that nobody could be told apart by are words before a colon", () => {
  const named = (count: number) =>
    utf8(Array.from({ length: count }, (_, index) => `Namn${index}: a`).join("\n"));
  expect(readTranscript(named(500)).segments[0]).toMatchObject({ speaker: "Namn0", text: "a" });
  expect(readTranscript(named(501)).segments[0]).toEqual({ text: "Namn0: a", line: 1 });
});

describe("anything at all", () => {
  const pieces = fc.constantFrom(
    "WEBVTT",
    "\n",
    "\n\n",
    "\r\n",
    "-->",
    "00:01.000 --> 00:02.000",
    "00:00:01,000 --> ",
    "NOTE ",
    "STYLE",
    "<v Anna>",
    "<v >",
    "<v",
    "</v>",
    "<",
    ">",
    "&amp;",
    "&#xD800;",
    "&#9999999;",
    "1",
    "12. ",
    "[00:34:12]",
    "#00:00:20-5#",
    "B: ",
    "K:\t",
    "Rådgivare: ",
    "- ",
    "{\\an8}",
    "ord ",
    "\u0000",
    "\uFEFF",
    "\uD83D",
    "å",
    "\t",
    ":",
    ";",
    ",",
    '"',
    "Start;Slut;Talare;Text\n",
    "1,5;2,5;",
    "1.0\t2.0\t",
    "\\\t1\t2",
    '{"segments":[',
    '{"start":1,"end":2,"text":"a"}',
    '{"text":"<p>',
    '<span class=\\"timestamp\\" data-timestamp=\\"1.5\\">',
    '</p>","media":""}',
    "]}",
    'File type = "ooTextFile"\nObject class = "TextGrid"\n',
    '0 9 <exists> 1 "IntervalTier" "K" 0 9 1 0 9 "a"',
    "<ANNOTATION_DOCUMENT>",
    '<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="5"/></TIME_ORDER>',
    '<TIER TIER_ID="K"><ANNOTATION>',
    '<ALIGNABLE_ANNOTATION TIME_SLOT_REF1="ts1"><ANNOTATION_VALUE>a',
    "<![CDATA[",
    "<!DOCTYPE",
  );
  const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }).map((parts) => parts.join(""));
  const check = (bytes: Uint8Array) => {
    try {
      const { segments, warnings } = readTranscript(bytes);
      expect(segments.some(({ text }) => text !== "")).toBe(true);
      const broken = segments.filter(({ text, speaker }) => text !== text.trim() || speaker === "");
      expect(broken).toEqual([]);
      const codes = new Set(warnings.map(({ code }) => code));
      expect(transcriptWarningCodes).toEqual(expect.arrayContaining([...codes]));
      expect(settleTimes(segments, 10_000)).toHaveLength(segments.length);
      mapSpeakers(segments);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      expect(["transcript.empty", "transcript.unreadable"]).toContain(error.code);
    }
  };

  test("pieces of transcripts in any order are read or refused", () => {
    fc.assert(
      fc.property(text, (made) => check(utf8(made))),
      { numRuns: 5_000 },
    );
  });

  test("any bytes are read or refused", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), check), { numRuns: 2_000 });
  });

  test.each([
    "<v ",
    "<v\t\t",
    "B: ",
    "&#",
    "{\\",
    "00:01 --> ",
    "- \n",
    "[00:01] a\nb\n",
    "a:\t",
    "1. ",
    "<<<c.",
    "#00:00:20-5# ",
    "[45:33]",
    ";",
    ",",
    '"',
    '"a";',
    "1,5;2;a\n",
    "1\t2\ta\n",
    "1 ",
    '\\"',
    "<a>",
    "<a b=",
    "[",
    "{}",
    "'=",
    "<p>",
    "\u200Ba:\u200B ",
  ])("two hundred thousand characters of %j are read or refused, not hung over", (piece) => {
    const many = piece.repeat(Math.ceil(200_000 / piece.length));
    check(utf8(many));
    check(utf8(`WEBVTT\n\n00:01.000 --> 00:02.000\n${many}`));
    check(utf8(`1\n00:00:01,000 --> 00:00:02,000\n${many}`));
    check(utf8(`Start;Talare;Text\n1;A;${many}`));
    check(utf8(`Start,Text\n1,"${many}`));
    check(
      utf8(`File type = "ooTextFile"\nObject class = "TextGrid"\n0 9 <exists> 1 "IntervalTier" "K" ${many}`),
    );
    check(utf8(`<ANNOTATION_DOCUMENT>${many}`));
    check(utf8(`{"segments":[{"text":"a"}${many}`));
    check(utf8(JSON.stringify({ text: many, media: "" })));
    check(utf8(`1.0\t2.0\t${many}`));
    check(utf8(`#00:00:01-0# ${many}`));
  });
});
