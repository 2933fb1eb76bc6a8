/** Journeys through the built application as parts of proofs. */
import fs from "node:fs";
import path from "node:path";
import { findChromium } from "../support/findChromium.ts";
import { projectRoot, runStep, tools } from "../support/runStep.ts";
import { playwrightCounts } from "../support/testCounts.ts";
import { nothingTried, type ProofResult } from "./proof.ts";

/**
 * Runs one file of `tests/e2e` against `dist/`, which is built if it is not there.
 *
 * @returns one trial for each test in it
 */
export async function runJourney(spec: string, folder: string): Promise<ProofResult> {
  if (findChromium() === undefined) return { ...nothingTried, notRun: `${spec}: there is no Chromium` };
  const isBuilt =
    fs.existsSync(path.join(projectRoot, "dist/pageFiles.json")) || runStep(tools.vite, ["build"]);
  if (!isBuilt) return { trials: 1, failures: ["the application cannot be built"] };
  const report = path.join(folder, `${spec}.json`);
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  runStep(tools.playwright, ["test", "-c", "tests/e2e", "--reporter=json", spec]);
  if (!fs.existsSync(report)) return { trials: 1, failures: [`${spec} left no report`] };
  const { passed, failures } = playwrightCounts(JSON.parse(fs.readFileSync(report, "utf8")));
  return { trials: passed + failures.length, failures };
}
