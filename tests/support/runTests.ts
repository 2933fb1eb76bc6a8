/** `npm test`: everything, with each failure once more and the sum of all tests at the end. */
import { join } from "node:path";
import { installChromium } from "./installChromium.ts";
import { installStrace } from "./installStrace.ts";
import { runCheck } from "./runCheck.ts";
import { runEndToEnd } from "./runEndToEnd.ts";
import { reportFolder, runStep, tools } from "./runStep.ts";
import { countStep, lastWords, sumCounts, type TestCounts, vitestCounts } from "./testCounts.ts";

const hasChromium = installChromium();
const checks = runCheck();
const build = runStep(tools.vite, ["build"])
  ? { passed: 1, failures: [] }
  : { passed: 0, failures: ["vite build"] };
const vitestReport = join(reportFolder, "vitest.json");
const unitAndIntegration = countStep(
  "vitest",
  vitestReport,
  () =>
    runStep(tools.vitest, [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ]),
  vitestCounts,
);
installStrace();
const promises = countStep(
  "faults",
  join(reportFolder, "faults.json"),
  () => runStep("tests/faults/run.ts", ["--short"]),
  (report) => report as TestCounts,
);
const endToEnd = hasChromium ? runEndToEnd() : { passed: 0, failures: ["end to end: Chromium is missing"] };
const all = sumCounts([checks, build, unitAndIntegration, promises, endToEnd]);
console.log(lastWords(all));
process.exitCode = all.failures.length === 0 ? 0 : 1;
