/** What trials came to, one line for each promise of SECURITY.md §6. */

/** Trials of one promise. */
export interface Finding {
  /** Number in SECURITY.md §6. */
  readonly promise: string;
  readonly what: string;
  readonly trials: number;
  /** What was broken, one sentence each. */
  readonly failures: readonly string[];
}

/** Shown at most, of the failures of one finding. */
const shownFailures = 3;

/** Head of the table. */
export const reportHead = line("promise", "what was tried", "trials", "failures");

/** One line, and below it the first few failures. */
export function reportFinding({ promise, what, trials, failures }: Finding): string {
  const shown = failures.slice(0, shownFailures).map((failure) => `           ${failure}`);
  return [line(promise, what, String(trials), String(failures.length)), ...shown].join("\n");
}

/** A control of the trials themselves: it holds if the fault that was built in was found. */
export function controlFinding(
  promise: string,
  what: string,
  { trials, failures }: Pick<Finding, "trials" | "failures">,
): Finding {
  return {
    promise,
    what: `control: ${what}`,
    trials,
    failures: failures.length > 0 ? [] : ["the trials did not notice"],
  };
}

function line(promise: string, what: string, trials: string, failures: string): string {
  return `${promise.padEnd(9)}${what.padEnd(74)}${trials.padStart(7)}${failures.padStart(10)}`;
}
