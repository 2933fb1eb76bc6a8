/** The last line of `npm test` counts what was run, and never calls a broken run a success. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { countStep, playwrightCounts, sumCounts, vitestCounts } from "../support/testCounts.ts";

const vitest = (files: { status: string; tests: string[] }[]) => ({
  numPassedTests: files.flatMap(({ tests }) => tests).filter((status) => status === "passed").length,
  numFailedTests: files.flatMap(({ tests }) => tests).filter((status) => status === "failed").length,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((testStatus) => ({ status: testStatus })),
  })),
});

describe("Vitest's report", () => {
  test("is counted by test", () => {
    const report = vitest([
      { status: "passed", tests: ["passed", "passed"] },
      { status: "failed", tests: ["passed", "failed"] },
    ]);
    expect(vitestCounts(report)).toEqual({ passed: 3, failed: 1 });
  });

  test("counts a file that could not be loaded as a failure", () => {
    expect(vitestCounts(vitest([{ status: "failed", tests: [] }]))).toEqual({ passed: 0, failed: 1 });
  });

  test("counts a file whose set-up failed as a failure, its tests being skipped", () => {
    expect(vitestCounts(vitest([{ status: "failed", tests: ["skipped", "skipped"] }]))).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});

test("Playwright's report counts flaky tests and errors outside tests as failures", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 4 });
});

describe("a step", () => {
  const count = () => ({ passed: 2, failed: 0 });

  test("that wrote no report is a failure, also if an older report lies there", () => {
    const path = join(temporaryFolder(), "report.json");
    writeFileSync(path, "{}");
    expect(countStep(path, () => true, count)).toEqual({ passed: 0, failed: 1 });
  });

  test("that failed though no test did is a failure", () => {
    const path = join(temporaryFolder(), "report.json");
    const step = (isFine: boolean) => () => {
      writeFileSync(path, "{}");
      return isFine;
    };
    expect([countStep(path, step(false), count), countStep(path, step(true), count)]).toEqual([
      { passed: 2, failed: 1 },
      { passed: 2, failed: 0 },
    ]);
  });
});

test("counts add up", () => {
  expect(
    sumCounts([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 });
  expect(sumCounts([])).toEqual({ passed: 0, failed: 0 });
});
