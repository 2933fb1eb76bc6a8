/** `npm run e2e`: the journeys of tests/e2e through the built application. */
import { join } from "node:path";
import { installedElectron } from "../host/installedElectron.ts";
import { installChromium } from "./installChromium.ts";
import { reportFolder, runStep, tools } from "./runStep.ts";
import { countStep, playwrightCounts, type TestCounts } from "./testCounts.ts";

/** Runs the journeys against what `vite build` made; says which host they ran in. */
export function runEndToEnd(args: readonly string[] = []): TestCounts {
  const host =
    installedElectron() === undefined ? "the stand-in (Electron's binary is not installed)" : "Electron";
  console.log(`End-to-end tests run in ${host}.`);
  return countStep(
    join(reportFolder, "playwright.json"),
    () => runStep(tools.playwright, ["test", "-c", "tests/e2e", ...args]),
    playwrightCounts,
  );
}

if (import.meta.main) {
  const isReady = installChromium() && runStep(tools.vite, ["build"]);
  const { passed, failed } = isReady ? runEndToEnd(process.argv.slice(2)) : { passed: 0, failed: 1 };
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
