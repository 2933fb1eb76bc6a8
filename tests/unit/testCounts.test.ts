/** The last line of `npm test` counts what was run, and never calls a broken run a success. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { countStep, lastWords, playwrightCounts, sumCounts, vitestCounts } from "../support/testCounts.ts";

const vitest = (files: { status: string; tests: string[] }[]) => ({
  numPassedTests: files.flatMap(({ tests }) => tests).filter((status) => status === "passed").length,
  testResults: files.map(({ status, tests }, file) => ({
    name: `file ${file}`,
    status,
    assertionResults: tests.map((testStatus, index) => ({ status: testStatus, fullName: `test ${index}` })),
  })),
});

describe("Vitest's report", () => {
  test("is counted by test", () => {
    const report = vitest([
      { status: "passed", tests: ["passed", "passed"] },
      { status: "failed", tests: ["passed", "failed"] },
    ]);
    expect(vitestCounts(report)).toEqual({ passed: 3, failures: ["file 1: test 1"] });
  });

  test("counts a file that could not be loaded as a failure", () => {
    expect(vitestCounts(vitest([{ status: "failed", tests: [] }]))).toEqual({
      passed: 0,
      failures: ["file 0"],
    });
  });

  test("counts a file whose set-up failed as a failure, its tests being skipped", () => {
    expect(vitestCounts(vitest([{ status: "failed", tests: ["skipped", "skipped"] }]))).toEqual({
      passed: 0,
      failures: ["file 0"],
    });
  });
});

test("Playwright's report counts flaky tests and errors outside tests as failures", () => {
  const spec = (line: number, status: string) => ({
    file: "a.spec.ts",
    line,
    title: "it",
    tests: [{ status }],
  });
  const report = {
    stats: { expected: 5 },
    suites: [
      {
        specs: [spec(1, "expected"), spec(2, "skipped")],
        suites: [{ specs: [spec(3, "unexpected")], suites: [{ specs: [spec(4, "flaky")] }] }],
      },
    ],
    errors: [{ message: "no disk" }],
  };
  expect(playwrightCounts(report)).toEqual({
    passed: 5,
    failures: ["a.spec.ts:3: it", "a.spec.ts:4: it (flaky)", "outside any test: no disk"],
  });
});

describe("a step", () => {
  const count = () => ({ passed: 2, failures: [] });

  test("that wrote no report is a failure, also if an older report lies there", () => {
    const path = join(temporaryFolder(), "report.json");
    writeFileSync(path, "{}");
    expect(countStep("it", path, () => true, count)).toEqual({
      passed: 0,
      failures: ["it: no report was written"],
    });
  });

  test("that failed though no test did is a failure", () => {
    const path = join(temporaryFolder(), "report.json");
    const step = (isFine: boolean) => () => {
      writeFileSync(path, "{}");
      return isFine;
    };
    expect([countStep("it", path, step(false), count), countStep("it", path, step(true), count)]).toEqual([
      { passed: 2, failures: ["it: the run ended with an error"] },
      { passed: 2, failures: [] },
    ]);
  });
});

test("counts add up, and the end of a run says each failure again", () => {
  const sum = sumCounts([
    { passed: 1, failures: [] },
    { passed: 2, failures: ["one", "two"] },
  ]);
  expect(sum).toEqual({ passed: 3, failures: ["one", "two"] });
  expect(lastWords(sum)).toBe("failed: one\nfailed: two\n3 passed, 2 failed");
  expect(lastWords(sumCounts([]))).toBe("0 passed, 0 failed");
});
