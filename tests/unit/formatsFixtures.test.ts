/** The committed sound files are what tests/fixtures/README.md says, and the hour is built exactly. */
import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixturePath } from "../support/fixturePath.ts";
import { longMp3, mp3Frames } from "../support/hourMp3.ts";

describe("the MP3 without a Xing header", () => {
  const file = readFileSync(fixturePath("beeps-vbr-noxing.mp3"));

  test("is small, begins with a tag, has no header frame and a bit rate that varies", () => {
    expect(file.length).toBeLessThanOrEqual(300_000);
    expect(file.subarray(0, 3).toString("latin1")).toBe("ID3");
    expect(["Xing", "Info", "VBRI"].filter((name) => file.includes(name))).toEqual([]);
    const { bytes } = mp3Frames(file);
    const rates = new Set<number>();
    for (let at = 0; at < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
      if (at < 0) break;
      if (bytes[at + 1] === 0xfb) rates.add((bytes[at + 2] ?? 0) >> 4);
    }
    expect(rates.size).toBeGreaterThan(3);
  });

  test("consists of whole frames from the tag to its end", () => {
    const { bytes, frameCount } = mp3Frames(file);
    expect(frameCount).toBe(1_668);
    expect(bytes.length).toBe(file.length - 37);
  });

  test("repeats to an hour whose duration and beeps are exact", () => {
    const { bytes, durationMs, beepsMs } = longMp3();
    expect(durationMs).toBe(60 * 60_048);
    expect(mp3Frames(bytes).frameCount).toBe(60 * 1_668);
    expect(beepsMs.length).toBe(120);
    expect(beepsMs.at(-1)).toBeCloseTo(59 * 60_048 + 55_034.53, 1);
  });
});

test("a file that is no MP3 is not taken for one", () => {
  expect(() => mp3Frames(readFileSync(fixturePath("not-audio.mp3")))).toThrow("no frame at 0");
});

test.each([
  ["speech.wav", 0, "RIFF"],
  ["speech.ogg", 0, "OggS"],
  ["speech.m4a", 4, "ftyp"],
  ["speech.flac", 0, "fLaC"],
  ["speech.webm", 0, "\u001aEß£"],
  ["speech.aac", 0, "ÿñ"],
  ["speech.amr", 0, "#!AMR\n"],
  ["unknown-size.wav", 4, "ÿÿÿÿWAVE"],
])("%s begins as its kind does", (name, at, magic) => {
  expect(readFileSync(fixturePath(name)).toString("latin1", at, at + magic.length)).toBe(magic);
});

test("the index of the good M4A stands in front, that of the truncated one is missing", () => {
  const good = readFileSync(fixturePath("speech.m4a"));
  expect(good.indexOf("moov")).toBeLessThan(good.indexOf("mdat"));
  expect(readFileSync(fixturePath("truncated.m4a")).includes("moov")).toBe(false);
  expect(statSync(fixturePath("empty.wav")).size).toBe(0);
});

test.each(["sv", "en"])(
  "the example conversation in %s is small Opus in Ogg with all its words to show",
  (language) => {
    const folder = new URL("../../resources/sample/", import.meta.url);
    const sample = JSON.parse(readFileSync(new URL("sample.json", folder), "utf8"));
    const { audio, transcript, title, occasion, source, participants } = sample.languages[language];
    const bytes = readFileSync(new URL(audio, folder));
    expect(bytes.length).toBeLessThan(400_000);
    expect(bytes.toString("latin1", 28, 36)).toBe("OpusHead");
    expect(readFileSync(new URL(transcript, folder), "utf8").startsWith("WEBVTT")).toBe(true);
    expect(
      [title, occasion, source, ...participants].every((text) => typeof text === "string" && text !== ""),
    ).toBe(true);
  },
);
