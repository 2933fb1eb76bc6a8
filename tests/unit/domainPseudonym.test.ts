/** Pseudonyms: suggestions reveal nothing, and what reveals something is noticed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pseudonymConcern, suggestPseudonyms } from "../../shared/domain/pseudonym.ts";
import { pseudonymWords } from "../../shared/domain/pseudonymWords.ts";
import { languages } from "../../shared/domain/settings.ts";

const steady = () => 0.5;

describe.each(languages)("in %s", (language) => {
  test("no suggestion is ever a concern, even when numbered", () => {
    const many = suggestPseudonyms(language, [], steady, 150);
    expect(many.filter((word) => pseudonymConcern(word) !== undefined)).toEqual([]);
    expect(new Set(many).size).toBe(150);
  });

  test("there are at least 40 words, each once", () => {
    const words = pseudonymWords[language];
    expect(words.length).toBeGreaterThanOrEqual(40);
    expect(new Set(words).size).toBe(words.length);
  });
});

test("what is taken is not suggested, whatever its case", () => {
  fc.assert(
    fc.property(
      fc.subarray([...pseudonymWords.sv]),
      fc.integer({ min: 1, max: 60 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (taken, count, numbers) => {
        const suggestions = suggestPseudonyms(
          "sv",
          taken.map((word) => word.toUpperCase()),
          () => numbers.next().value,
          count,
        );
        expect(suggestions.length).toBe(count);
        expect(suggestions.filter((word) => taken.includes(word))).toEqual([]);
      },
    ),
  );
});

test.each([
  ["811228-9874", "national-id"],
  ["Tallen 811228-9874", "national-id"],
  ["070-123 45 67", "phone"],
  ["+47 22 33 44 55", "phone"],
  ["tallen@example.se", "email"],
  ["Karin", "looks-like-a-name"],
  ["karin k", "looks-like-a-name"],
  ["mohammed", "looks-like-a-name"],
  ["Øyvind-2", "looks-like-a-name"],
  ["Lo Hagberg", "looks-like-a-name"],
  ["K. Hagberg", "looks-like-a-name"],
])("%s is noticed as %s", (text, concern) => {
  expect(pseudonymConcern(text)).toBe(concern);
});

test.each([
  "",
  "Tallen",
  "tallen",
  "Granen 12",
  "den blå stenen",
  "Klient 7",
  "Kvinna 34 år",
  "2026-01-15",
  "K7",
])("%j is no concern", (text) => {
  expect(pseudonymConcern(text)).toBeUndefined();
});
