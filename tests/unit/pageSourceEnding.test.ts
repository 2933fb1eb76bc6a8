/** What a person is told of an erasure at the source, in four languages. */
import { describe, expect, test } from "vitest";
import { endingSentence } from "../../renderer/features/source/endingSentence.ts";
import { originWord } from "../../renderer/features/source/originWord.ts";
import { languages } from "../../shared/domain/settings.ts";
import { type SourceErasure, untouchedReasonSchema } from "../../shared/domain/sourceErasure.ts";
import { soundOrigins } from "../../shared/domain/whereabouts.ts";
import { fixedTexts } from "../support/fixedTexts.ts";

const untouched = untouchedReasonSchema.options.map(
  (reason): SourceErasure => ({ outcome: "untouched", reason }),
);
const others: readonly SourceErasure[] = [
  ...(["drive", "network", "copy"] as const).map(
    (reach) => ({ outcome: "gone", reach, wasOverwritten: true }) as const,
  ),
  { outcome: "gone", reach: "drive", wasOverwritten: false },
  { outcome: "unfinished" },
  { outcome: "unseen" },
];

describe.each(languages)("in %s", (language) => {
  const say = (ending: SourceErasure) => endingSentence(fixedTexts(language), ending);

  test.each(untouched)("%j follows the file's name", (ending) => {
    expect(say(ending)).toMatch(/^\p{Ll}.*[.?]$/u);
  });

  test.each(others)("%j is a whole sentence", (ending) => {
    expect(say(ending)).toMatch(/^\p{Lu}.*\.$/u);
  });

  test("no two endings are told alike", () => {
    const told = [...untouched, ...others].map(say);
    expect(new Set(told).size).toBe(told.length);
  });
});

test("what was not overwritten is not said to be", () => {
  const say = (wasOverwritten: boolean) =>
    endingSentence(fixedTexts("en"), { outcome: "gone", reach: "drive", wasOverwritten });
  expect([say(true), say(false)]).toEqual([
    "Overwritten and removed. On memory cards and in flash memory, remnants may survive in cells that nobody can reach.",
    "Removed. It could not be overwritten first, for lack of room.",
  ]);
});

test("both kinds of phone are a phone, and what nobody has said is elsewhere", () => {
  expect([...soundOrigins, null].map(originWord)).toEqual([
    "recorder",
    "phone",
    "phone",
    "computer",
    "elsewhere",
    "elsewhere",
  ]);
});
