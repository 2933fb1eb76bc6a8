/** Counting tests from the reports that Vitest and Playwright write. */
import { existsSync, readFileSync, rmSync } from "node:fs";

/** How many tests passed and how many did not. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Adds counts up. */
export function sumCounts(counts: readonly TestCounts[]): TestCounts {
  return counts.reduce(
    (sum, next) => ({ passed: sum.passed + next.passed, failed: sum.failed + next.failed }),
    { passed: 0, failed: 0 },
  );
}

/**
 * Reads a Vitest JSON report.
 *
 * @returns a file that failed without running a test counts as one failure
 */
export function vitestCounts(report: unknown): TestCounts {
  const { numPassedTests, numFailedTests, testResults } = report as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/** Reads a Playwright JSON report; errors outside tests count as failures. */
export function playwrightCounts(report: unknown): TestCounts {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * Runs a step that writes a report, and counts.
 *
 * @returns at least one failure if the step failed, or wrote nothing
 */
export function countStep(
  reportPath: string,
  step: () => boolean,
  count: (report: unknown) => TestCounts,
): TestCounts {
  rmSync(reportPath, { force: true });
  const isFine = step();
  if (!existsSync(reportPath)) return { passed: 0, failed: 1 };
  const counts = count(JSON.parse(readFileSync(reportPath, "utf8")));
  return isFine ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}
