/** Words found again, replaced and put back, where they are said, and whether new ones have come in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { putBack, replaceSpans } from "../../shared/domain/replacedWords.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { leastMarginMs, spokenPlace } from "../../shared/domain/spokenPlace.ts";
import { findAgain, foldedWord, hasWord } from "../../shared/domain/wordAgain.ts";
import { addsWords } from "../../shared/domain/wordsAdded.ts";

const placesOf = (text: string, word: string) =>
  findAgain(text, word).map(({ startIndex, endIndex }) => text.slice(startIndex, endIndex));

describe("a word again", () => {
  it.each([
    ["Anna och ANNA såg Annas bil och Anna's hus.", "anna", ["Anna", "ANNA", "Anna", "Anna"]],
    ["Annan var Hanna, inte Johanna eller anna1.", "Anna", []],
    ["Lars bil, larsson", "Lars", ["Lars"]],
    ["Anna  Berg och anna berg", "Anna Berg", ["Anna  Berg", "anna berg"]],
    ["Ring 070-1 (nu), inte 1070-1.", "070-1", ["070-1"]],
    ["a+b? Ja, a+b.", "a+b", ["a+b", "a+b"]],
    ["Öbo ÖBO", "öbo", ["Öbo", "ÖBO"]],
    ["...", "...", []],
  ])("in %j is %j by itself, in any case and with the genitive's s", (text, word, places) => {
    expect(placesOf(text, word)).toEqual(places);
    expect(hasWord(text, word)).toBe(places.length > 0);
  });

  it("is the same word however it is written", () => {
    expect(foldedWord("  ANNA   Öberg ")).toBe(foldedWord("anna öberg"));
  });

  it("stands where it is said to, in order and without overlaps, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("a", "Anna", "b c", "1", "é", "+"), (text, word) => {
        let last = 0;
        for (const { startIndex, endIndex } of findAgain(text, word)) {
          expect(startIndex).toBeGreaterThanOrEqual(last);
          expect(foldedWord(text.slice(startIndex, endIndex))).toBe(foldedWord(word));
          last = endIndex;
        }
      }),
    );
  });
});

describe("replacing", () => {
  it("keeps the genitive, and says what was there and where its replacement begins", () => {
    const text = "Annas bil, ANNA!";

    expect(replaceSpans(text, findAgain(text, "Anna"), "[dotter]")).toEqual({
      text: "[dotter]s bil, [dotter]!",
      replaced: [
        { startIndex: 0, original: "Anna", replacement: "[dotter]" },
        { startIndex: 15, original: "ANNA", replacement: "[dotter]" },
      ],
    });
  });

  it("is taken back by putting the words back", () => {
    const piece = fc.constantFrom("Anna", "ANNA", "annas", " ", "[ort]", "[dotter]", "x", ", ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const done = replaceSpans(text, findAgain(text, "anna"), "[dotter]");
        expect(putBack(done.text, done.replaced)).toBe(text);
      }),
    );
  });

  it("can be taken back after the text around it has changed, as far as the replacements are there", () => {
    const { text, replaced } = replaceSpans("Anna och Anna.", findAgain("Anna och Anna.", "Anna"), "[x]");

    expect(putBack(`Ja, ${text}`, replaced)).toBe("Ja, Anna och Anna.");
    expect(putBack("Bara [x].", replaced)).toBe("Bara Anna.");
    expect(putBack("Inget.", replaced)).toBe("Inget.");
  });
});

describe("where a word is said", () => {
  const line = { startMs: 10_000, endMs: 14_000, text: "Jag heter Anna Karlsson." };

  it("is estimated from its place in the line, with a margin", () => {
    expect(spokenPlace(line, { startIndex: 10, endIndex: 23 })).toEqual({ startMs: 11_366, endMs: 14_134 });
  });

  it("has a wider margin in a long line, and never begins before the sound", () => {
    expect(
      spokenPlace({ startMs: 0, endMs: 40_000, text: "Anna och så vidare" }, { startIndex: 0, endIndex: 4 }),
    ).toEqual({ startMs: 0, endMs: Math.ceil((40_000 * 4) / 18 + 2_000) });
  });

  it("holds at least the word and its margins", () => {
    const anyPlace = fc
      .record({
        startMs: fc.nat(60_000),
        lengthMs: fc.integer({ min: 1, max: 60_000 }),
        text: fc.string({ minLength: 1 }),
      })
      .chain((one) => fc.record({ one: fc.constant(one), from: fc.nat(one.text.length - 1) }));
    fc.assert(
      fc.property(anyPlace, ({ one: { startMs, lengthMs, text }, from }) => {
        const endMs = startMs + lengthMs;
        const place = spokenPlace({ startMs, endMs, text }, { startIndex: from, endIndex: text.length });
        expect(place.endMs).toBeGreaterThanOrEqual(endMs + leastMarginMs);
        expect(place.startMs).toBeLessThanOrEqual(startMs + (lengthMs * from) / text.length);
        expect(Number.isSafeInteger(place.startMs) && place.startMs >= 0 && place.startMs < place.endMs).toBe(
          true,
        );
      }),
    );
  });
});

describe("new words", () => {
  const row = (id: string, text: string, part: Partial<Segment> = {}): Segment => ({
    id: id as Segment["id"],
    startMs: 0,
    endMs: 1_000,
    speaker: "client",
    text,
    ...part,
  });
  const before = [row("1", "Jag sa det."), row("2", "Till henne.")];

  it.each([
    ["another word", [row("1", "Jag sa Anna."), row("2", "Till henne.")], true],
    ["the same word once more", [row("1", "Jag sa det det."), row("2", "Till henne.")], true],
    ["a line more", [...before, row("3", "Anna")], true],
    [
      "a name of a speaker",
      [row("1", "Jag sa det.", { speakerName: "Anna" }), row("2", "Till henne.")],
      true,
    ],
    ["a word less", [row("1", "Jag sa."), row("2", "Till henne.")], false],
    ["a line less", [row("1", "Jag sa det.")], false],
    ["two lines as one", [row("1", "Jag sa det. Till henne.")], false],
    [
      "other times and the other speaker",
      [row("1", "Jag sa det.", { speaker: "practitioner", endMs: 9 }), row("2", "Till henne.")],
      false,
    ],
    ["other punctuation", [row("1", "Jag – sa det!"), row("2", "Till henne.")], false],
  ] as const)("%s: %#", (_, after, adds) => {
    expect(addsWords(before, after)).toBe(adds);
  });
});
