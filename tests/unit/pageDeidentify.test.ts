/** The walk's words: found, decided and asked for, in order, each place with the longest word it belongs to. */
import { describe, expect, test } from "vitest";
import { soughtWords } from "../../renderer/features/deidentify/soughtWords.ts";
import { suggestReplacement } from "../../renderer/features/deidentify/suggestReplacement.ts";
import { isOpen, type WalkSource, walkWords } from "../../renderer/features/deidentify/walkWords.ts";
import type { DecidedWord } from "../../shared/domain/deidentification.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

function row(number: number, text: string, part: Partial<Segment> = {}): Segment {
  const id = `00000000-0000-4000-8000-00000000000${number}` as SegmentId;
  return { id, startMs: number * 1_000, endMs: number * 1_000 + 900, speaker: "client", text, ...part };
}

function decided(original: string, part: Partial<DecidedWord> = {}): DecidedWord {
  return {
    id: "00000000-0000-4000-8000-0000000000aa" as DecidedWord["id"],
    conversationId: "00000000-0000-4000-8000-0000000000bb" as DecidedWord["conversationId"],
    original,
    kind: "name",
    replacement: null,
    isLeft: true,
    places: [],
    ...part,
  };
}

const nothing: Omit<WalkSource, "segments"> = { names: {}, decided: [], knownNames: [], sought: [] };

/** Each word with its kind and how often it stands; a question mark where it is open. */
function shown(segments: readonly Segment[], part: Partial<WalkSource> = {}): string[] {
  return walkWords({ ...nothing, segments, ...part }).map(
    (word) => `${word.original}: ${word.kind} ${word.places.length}${isOpen(word) ? "?" : ""}`,
  );
}

describe("the words of the walk", () => {
  const segments = [
    row(1, "Jag sa till Anna Karlsson det."),
    row(2, "Och ANNA bor i Örebro, Annas bror också."),
    row(3, "Ring 070-123 45 67."),
  ];

  test("come in the order of the text, each once, the longer before the shorter within it", () => {
    expect(shown(segments)).toEqual([
      "Anna Karlsson: name 1?",
      "ANNA: name 2?",
      "Örebro: place 1?",
      "070-123 45 67: phone 1?",
    ]);
  });

  test("also tell what was left, what was replaced everywhere, and what is looked for", () => {
    const place = { segmentId: row(3, "").id, field: "text", startIndex: 0, original: "Malmö" } as const;
    const gone = decided("Malmö", {
      replacement: "[ort]",
      isLeft: false,
      kind: "place",
      places: [{ ...place, replacement: "[ort]", passageId: null }],
    });
    expect(shown(segments, { decided: [decided("örebro"), gone], sought: ["bror", "finns inte"] })).toEqual([
      "Anna Karlsson: name 1?",
      "ANNA: name 2?",
      "örebro: name 1",
      "bror: own 1?",
      "Malmö: place 0",
      "070-123 45 67: phone 1?",
    ]);
  });

  test("are also in what lines and roles are called; brackets hold none", () => {
    const called = [
      row(1, "Ja. [Anna]", { speakerName: "Tolken Berit" }),
      row(2, "Nej.", { speakerName: "[tolk]" }),
    ];

    expect(shown(called, { names: { client: "Xanthippe" } })).toEqual([
      "Xanthippe: name 1?",
      "Berit: name 1?",
    ]);
  });
});

describe("what is suggested", () => {
  const name = (key: string) => ({ key, kind: "name" as const, decision: undefined });
  const daughter = decided("Anna Karlsson", { replacement: "[dotter]", isLeft: false });

  test("for a name is a person with a number, the next where that is taken", () => {
    const first = decided("Eva", { replacement: "[person 1]" });
    expect([
      suggestReplacement(name("lars"), [], "person"),
      suggestReplacement(name("lars"), [first], "person"),
    ]).toEqual(["[person 1]", "[person 2]"]);
  });

  test("is the same for the same word, and for a name that shares a word", () => {
    const again = { ...name("lars"), decision: decided("Lars", { replacement: "[son]" }) };
    expect([
      suggestReplacement(again, [], "person"),
      suggestReplacement(name("anna"), [daughter], "person"),
      suggestReplacement({ ...name("karlsson"), kind: "place" }, [daughter], "ort"),
    ]).toEqual(["[son]", "[dotter]", "[ort]"]);
  });

  test("for other kinds gets a number from the second on", () => {
    const town = decided("Örebro", { replacement: "[ort]", kind: "place" });
    expect(suggestReplacement({ key: "malmö", kind: "place", decision: undefined }, [town], "ort")).toBe(
      "[ort 2]",
    );
  });
});

test.each([
  ["  kastrullerna ", "kastrullerna"],
  ["Anna\n0:04", "Anna"],
  [" …", null],
  ["", null],
])("of a marked text %j is looked for %j", (marked, words) => {
  expect(soughtWords(marked)).toBe(words);
});
