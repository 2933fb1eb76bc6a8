/** Files that another program has open for a moment. */
import { expect, test } from "vitest";
import { retryWhileBusy } from "../../electron/ports/retryWhileBusy.ts";

/** An operation that fails some times before it succeeds, and how often it was tried and waited for. */
function operationThat(failures: number, code: string) {
  const seen = { tries: 0, pausesMs: [] as number[] };
  const run = () =>
    retryWhileBusy(
      () => {
        seen.tries += 1;
        if (seen.tries <= failures) throw Object.assign(new Error(code), { code });
        return "done";
      },
      (ms) => seen.pausesMs.push(ms),
    );
  return { run, seen };
}

test.each(["EPERM", "EACCES", "EBUSY"])("a file that answers %s for a moment is waited for", (code) => {
  const { run, seen } = operationThat(3, code);
  expect(run()).toBe("done");
  expect(seen).toEqual({ tries: 4, pausesMs: [10, 20, 40] });
});

test("a file that stays in use fails in the end, with its own error", () => {
  const { run, seen } = operationThat(1_000, "EBUSY");
  expect(run).toThrow("EBUSY");
  expect(seen.tries).toBe(7);
});

test("other errors are not waited for", () => {
  const { run, seen } = operationThat(1, "ENOSPC");
  expect(run).toThrow("ENOSPC");
  expect(seen).toEqual({ tries: 1, pausesMs: [] });
});
