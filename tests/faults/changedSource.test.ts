import { expect, it } from "vitest";
import { changedSource } from "./changedSource.ts";

const change = { file: "a.ts", find: "isFine", replace: "true" };

it("a change replaces the one place it names, whatever its line ends", () => {
  expect(changedSource("if (\r\n  isFine) go();", change)).toBe("if (\n  true) go();");
});

it.each([
  ["is not there", "if (isGood) go();"],
  ["is there twice", "isFine && isFine"],
])("a change whose place %s is refused", (_, source) => {
  expect(() => changedSource(source, change)).toThrow();
});
