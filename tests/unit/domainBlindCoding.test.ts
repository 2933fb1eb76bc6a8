/** Coding apart: which codings stay closed, and for how long. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CodingForBlind, isBlind } from "../../shared/domain/blindCoding.ts";
import type { Coder } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";

const conversationId = "conversation" as ConversationId;
const owner: Coder = { kind: "owner" };
const anna: Coder = { kind: "colleague", name: "Anna" };
const consensus: Coder = { kind: "consensus", of: ["a" as CodingId, "b" as CodingId] };

function coding(part: Partial<CodingForBlind> = {}): CodingForBlind {
  return {
    id: "a" as CodingId,
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    coder: owner,
    sample: { drawn: "whole", startMs: 0, endMs: 60_000 },
    finishedAt: 1,
    ...part,
  };
}

describe("a finished coding", () => {
  test("is closed while another coder has not finished what overlaps it", () => {
    expect(isBlind(coding(), [coding({ coder: anna, finishedAt: null })])).toBe(true);
  });

  test.each<[string, Partial<CodingForBlind>]>([
    ["the other has finished too", { coder: anna }],
    ["it is one's own that goes on", { finishedAt: null }],
    ["the other uses another scheme", { coder: anna, finishedAt: null, schemeId: "oars" as SchemeId }],
    [
      "the other is of another conversation",
      { coder: anna, finishedAt: null, conversationId: "x" as ConversationId },
    ],
    [
      "the samples only touch",
      { coder: anna, finishedAt: null, sample: { drawn: "chosen", startMs: 60_000, endMs: 90_000 } },
    ],
    ["what goes on is the consensus", { coder: consensus, finishedAt: null }],
  ])("is open when %s", (_, other) => {
    expect(isBlind(coding(), [coding(other)])).toBe(false);
  });

  test("is open to a colleague whose name was typed in another way", () => {
    const going = coding({ coder: { kind: "colleague", name: "anna" }, finishedAt: null });
    expect(isBlind(coding({ coder: anna }), [going])).toBe(false);
  });
});

test("what is being worked on stays open, a consensus does not", () => {
  const others = [coding({ coder: anna, finishedAt: null })];
  expect([
    isBlind(coding({ finishedAt: null }), others),
    isBlind(coding({ coder: consensus, finishedAt: null }), others),
  ]).toEqual([false, true]);
});

test("once everybody has finished, nothing is closed", () => {
  const coder = fc.constantFrom(owner, anna, consensus);
  const finished = fc.record({ coder, finishedAt: fc.nat() }).map(coding);
  fc.assert(
    fc.property(fc.array(finished), (codings) => {
      expect(codings.filter((one) => isBlind(one, codings))).toEqual([]);
    }),
  );
});
