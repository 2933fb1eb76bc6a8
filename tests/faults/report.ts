/** What proofs came to, one line for each promise of SECURITY.md §6. */
import type { Control, ProofResult } from "./proof.ts";
import type { ControlOutcome } from "./startProof.ts";

/** Shown at most, of the failures of one proof. */
const shownFailures = 3;
/** Widest a failure is shown. */
const shownCharacters = 140;

/** What one line is about. */
export interface PromiseLine {
  /** `undefined` for the sum of all. */
  readonly promise: number | undefined;
  readonly title: string;
}

/** Head of the table. */
export const reportHead = row("", "promise", "trials", "failures");

/** One line, and below it the first few failures and what was not run. */
export function reportResult({ promise, title }: PromiseLine, result: ProofResult): string {
  const { trials, failures, crashPoints = 0, mutations = 0, notRun } = result;
  const counts = [
    ...(crashPoints > 0 ? [`${crashPoints} crash points`] : []),
    ...(mutations > 0 ? [`${mutations} mutations`] : []),
  ];
  const shown = failures.slice(0, shownFailures).map((failure) => `     broken: ${oneLine(failure)}`);
  const missing = notRun === undefined ? [] : [`     not run: ${notRun}`];
  const head = row(String(promise ?? ""), title, String(trials), String(failures.length), counts.join(", "));
  return [head, ...shown, ...missing].join("\n");
}

/** The last line of the table; what was broken, or not run, stands below its own promise. */
export function reportSum(sum: ProofResult): string {
  return reportResult({ promise: undefined, title: "all of them" }, sum).split("\n", 1).join("");
}

/** One line for a promise that nothing was tried of. */
export function reportUntried({ promise, title }: PromiseLine, why: string): string {
  return row(String(promise ?? ""), title, "–", "–", why);
}

/** One line for a control. */
export function reportControl(promise: number, { guard }: Control, outcome: ControlOutcome): string {
  return `${String(promise).padStart(3)}  ${guard.padEnd(70)}  ${outcomeText(outcome)}`;
}

function outcomeText(outcome: ControlOutcome): string {
  switch (outcome.kind) {
    case "red":
      return `red: ${oneLine(outcome.failure)}`;
    case "stayed green":
      return "STAYED GREEN";
    case "not run":
      return `not run: ${outcome.reason}`;
    case "broken":
      return `BROKEN CONTROL: ${oneLine(outcome.reason)}`;
  }
}

function oneLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > shownCharacters ? `${line.slice(0, shownCharacters - 1)}…` : line;
}

function row(promise: string, title: string, trials: string, failures: string, more = ""): string {
  const cells = [promise.padStart(3), title.padEnd(82), trials.padStart(8), failures.padStart(9), more];
  return cells.join("  ").trimEnd();
}
