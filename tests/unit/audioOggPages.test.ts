import fs from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opusLengthMs, readOggPage, readOggPages } from "../../shared/formats/oggPages.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { lengthMsAfter, syntheticBytes } from "../support/syntheticOgg.ts";

const ogg = Uint8Array.from(fs.readFileSync(fixturePath("speech.ogg")));

describe("pages of Ogg", () => {
  it("that ffmpeg wrote are all found whole, one a second", () => {
    const pages = readOggPages(ogg);

    expect(pages.at(-1)?.end).toBe(ogg.length);
    expect(pages.map(({ sequence }) => sequence)).toEqual([...pages.keys()]);
    expect(pages.slice(2, 10).map(({ granule }) => Number(granule))).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((second) => second * 48_000),
    );
    expect([pages[0]?.isFirst, pages.at(-1)?.isLast]).toEqual([true, true]);
  });

  it("are no pages any more once any byte of them has changed, or is missing", () => {
    const [page = { end: 0 }] = readOggPages(ogg).slice(2);
    const place = readOggPages(ogg)[2]?.start ?? 0;
    fc.assert(
      fc.property(
        fc.integer({ min: place, max: page.end - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const changed = Uint8Array.from(ogg);
          changed[at] = (changed[at] ?? 0) ^ flip;
          expect(readOggPage(changed, place)).toBeUndefined();
          expect(readOggPage(ogg.subarray(0, at), place)).toBeUndefined();
        },
      ),
    );
  });

  it("tell how long the sound is, without what the decoder leaves out", () => {
    expect(opusLengthMs(ogg, ogg.subarray(-9_000))).toBe(8_000);
    for (const pieces of [1, 2, 61]) {
      const bytes = syntheticBytes(pieces);
      expect(opusLengthMs(bytes, bytes.subarray(-9_000))).toBe(lengthMsAfter(pieces));
    }
  });

  it("say nothing where it is not Opus, and nothing is heard in heads alone", () => {
    const heads = ogg.subarray(0, readOggPages(ogg)[1]?.end);

    expect([
      opusLengthMs(heads, heads),
      opusLengthMs(ogg.subarray(1), ogg),
      opusLengthMs(ogg, ogg.subarray(0, 20)),
      opusLengthMs(new Uint8Array(0), new Uint8Array(0)),
    ]).toEqual([0, undefined, undefined, undefined]);
  });
});
