/** `npm test`: everything, with the sum of all tests as the last line. */
import { join } from "node:path";
import { installChromium } from "./installChromium.ts";
import { installStrace } from "./installStrace.ts";
import { runCheck } from "./runCheck.ts";
import { runEndToEnd } from "./runEndToEnd.ts";
import { reportFolder, runStep, tools } from "./runStep.ts";
import { countStep, sumCounts, type TestCounts, vitestCounts } from "./testCounts.ts";

const hasChromium = installChromium();
const checks = runCheck();
const build = runStep(tools.vite, ["build"]) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
const vitestReport = join(reportFolder, "vitest.json");
const unitAndIntegration = countStep(
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
  join(reportFolder, "faults.json"),
  () => runStep("tests/faults/run.ts", ["--short"]),
  (report) => report as TestCounts,
);
const endToEnd = hasChromium ? runEndToEnd() : { passed: 0, failed: 1 };
const { passed, failed } = sumCounts([checks, build, unitAndIntegration, promises, endToEnd]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
