/** `npm run e2e`: the journeys of tests/e2e through the built application. */
import { join } from "node:path";
import { installedElectron } from "../host/installedElectron.ts";
import { installChromium } from "./installChromium.ts";
import { reportFolder, runStep, tools } from "./runStep.ts";
import { countStep, lastWords, playwrightCounts, type TestCounts } from "./testCounts.ts";

/** Runs the journeys against what `vite build` made; says which host they ran in. */
export function runEndToEnd(args: readonly string[] = []): TestCounts {
  const host =
    installedElectron() === undefined ? "the stand-in (Electron's binary is not installed)" : "Electron";
  console.log(`End-to-end tests run in ${host}.`);
  return countStep(
    "end to end",
    join(reportFolder, "playwright.json"),
    () => runStep(tools.playwright, ["test", "-c", "tests/e2e", ...args]),
    playwrightCounts,
  );
}

if (import.meta.main) {
  const isReady = installChromium() && runStep(tools.vite, ["build"]);
  const counts = isReady
    ? runEndToEnd(process.argv.slice(2))
    : { passed: 0, failures: ["Chromium is missing, or the build failed"] };
  console.log(lastWords(counts));
  process.exitCode = counts.failures.length === 0 ? 0 : 1;
}
