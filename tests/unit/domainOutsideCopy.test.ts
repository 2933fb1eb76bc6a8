/** What a copy outside is told of: the kinds of content that it holds. */
import { expect, test } from "vitest";
import { holds } from "../../shared/domain/outsideCopy.ts";

test("an exported coding is named where what is written about a conversation is erased, and nowhere else", () => {
  const copy = { contents: ["coding"] } as const;
  const held = (["sound", "transcript", "notes"] as const).filter((category) =>
    holds({ contents: [...copy.contents] }, category),
  );
  expect(held).toEqual(["notes"]);
});
