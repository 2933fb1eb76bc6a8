import { expect, it } from "vitest";
import { changedSource, requireApplicable } from "./changedSource.ts";
import { listProofs } from "./listProofs.ts";
import type { Change } from "./proof.ts";

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

it("what the controls change stands in its file", async () => {
  const controls = (await listProofs()).flatMap((found) => found.controls);
  const changes = controls.flatMap((control): Change[] => [control, ...(control.also ?? [])]);

  const stale = changes.flatMap((change) => {
    try {
      requireApplicable(change);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });

  expect(stale).toEqual([]);
});
