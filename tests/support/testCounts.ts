/** Counting tests from the reports that Vitest and Playwright write. */
import { existsSync, readFileSync, rmSync } from "node:fs";

/** How many tests passed, and which did not. */
export interface TestCounts {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** Adds counts up. */
export function sumCounts(counts: readonly TestCounts[]): TestCounts {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failures: counts.flatMap(({ failures }) => failures),
  };
}

/** What the end of a run says: each failure once more, and how many passed and failed in the last line. */
export function lastWords({ passed, failures }: TestCounts): string {
  return [
    ...failures.map((failure) => `failed: ${failure}`),
    `${passed} passed, ${failures.length} failed`,
  ].join("\n");
}

/**
 * Reads a Vitest JSON report.
 *
 * @returns a file that failed without running a test counts as one failure
 */
export function vitestCounts(report: unknown): TestCounts {
  const { numPassedTests, testResults } = report as {
    numPassedTests: number;
    testResults: {
      name: string;
      status: string;
      assertionResults: { status: string; fullName: string }[];
    }[];
  };
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length > 0) return failed.map(({ fullName }) => `${name}: ${fullName}`);
    return status === "failed" ? [name] : [];
  });
  return { passed: numPassedTests, failures };
}

/** Reads a Playwright JSON report; flaky tests and errors outside tests count as failures. */
export function playwrightCounts(report: unknown): TestCounts {
  const { stats, suites, errors } = report as {
    stats: { expected: number };
    suites: PlaywrightSuite[];
    errors: { message?: string }[];
  };
  const outside = errors.map(({ message }) => `outside any test: ${message ?? "no message"}`);
  return { passed: stats.expected, failures: [...suites.flatMap(failedIn), ...outside] };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly line: number;
    readonly title: string;
    readonly tests: readonly { readonly status: "expected" | "unexpected" | "flaky" | "skipped" }[];
  }[];
}

function failedIn({ suites = [], specs }: PlaywrightSuite): string[] {
  const failed = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ status }) => `${file}:${line}: ${title}${status === "flaky" ? " (flaky)" : ""}`),
  );
  return [...failed, ...suites.flatMap(failedIn)];
}

/**
 * Runs a step that writes a report, and counts.
 *
 * @returns at least one failure if the step failed, or wrote nothing
 */
export function countStep(
  name: string,
  reportPath: string,
  step: () => boolean,
  count: (report: unknown) => TestCounts,
): TestCounts {
  rmSync(reportPath, { force: true });
  const isFine = step();
  if (!existsSync(reportPath)) return { passed: 0, failures: [`${name}: no report was written`] };
  const counts = count(JSON.parse(readFileSync(reportPath, "utf8")));
  if (isFine || counts.failures.length > 0) return counts;
  return { ...counts, failures: [`${name}: the run ended with an error`] };
}
