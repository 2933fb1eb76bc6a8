/** What a person says of one column, and what becomes of the others. */
import { expect, test } from "vitest";
import { withMeaning } from "../../renderer/features/codedFile/codedFileForm.ts";

const columns = [
  { column: 0, heading: "Vem", example: "R", meaning: "speaker" },
  { column: 1, heading: "Sagt", example: "Hej", meaning: "text" },
  { column: 3, heading: "Kod", example: "Q", meaning: "codes" },
] as const;

test("a second column of words takes the place of the first, and of codes there may be several", () => {
  expect(withMeaning([...columns], 3, "text")).toEqual(["speaker", "nothing", "nothing", "text"]);
  expect(withMeaning([...columns], 0, "codes")).toEqual(["codes", "text", "nothing", "codes"]);
});
