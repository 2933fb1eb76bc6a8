/**
 * `npm run faults`: one proof for each promise of SECURITY.md §6.
 *
 * `--short` is the part of `npm test`, `--long` tries every point there is, `--only 9,21` picks promises, and
 * `--controls` takes each guard away in turn, to see the proof turn red.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { reportFolder } from "../support/runStep.ts";
import { lastWords, type TestCounts } from "../support/testCounts.ts";
import { inParallel } from "./inParallel.ts";
import { type FoundProof, laterPromises, listProofs, promiseCount } from "./listProofs.ts";
import { type Extent, type ProofResult, sumResults } from "./proof.ts";
import { reportControl, reportHead, reportResult, reportSum, reportUntried } from "./report.ts";
import { startControl, startProof } from "./startProof.ts";

/** Room in memory that the longest run may need, in bytes. */
const roomNeeded = 2 ** 31;

const args = process.argv.slice(2);
const extent: Extent = args.includes("--short") ? "short" : args.includes("--long") ? "long" : "usual";
const only = args.includes("--only") ? args[args.indexOf("--only") + 1]?.split(",").map(Number) : undefined;
const promises = Array.from({ length: promiseCount }, (_, index) => index + 1).filter(
  (promise) => only?.includes(promise) ?? true,
);
const proofs = (await listProofs()).filter(({ proof }) => promises.includes(proof.promise));
const folder = fs.mkdtempSync(path.join(parentFolder(), "lyhord-faults-"));
// Every child finds compiled modules; what a control changes has another hash.
process.env.NODE_COMPILE_CACHE ??= path.join(folder, "compiled");

try {
  const counts = args.includes("--controls") ? await runControls() : await runProofs();
  fs.mkdirSync(reportFolder, { recursive: true });
  fs.writeFileSync(path.join(reportFolder, "faults.json"), JSON.stringify(counts));
  console.log(lastWords(counts));
  process.exitCode = counts.failures.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Runs proofs side by side, and tells of them in order. */
async function runProofs(): Promise<TestCounts> {
  console.log(reportHead);
  const results = new Map<number, ProofResult>();
  const untold = [...promises];
  await inParallel(proofs, async (found) => {
    results.set(found.proof.promise, await resultOf(found));
    tellWhatIsKnown();
  });
  tellWhatIsKnown();
  const all = [...results.values()];
  console.log(reportSum(sumResults(all)));
  return {
    passed: all.filter(({ trials, failures }) => trials > 0 && failures.length === 0).length,
    failures: promises.flatMap((promise) => {
      const failures = results.get(promise)?.failures ?? (promise in laterPromises ? [] : ["no proof"]);
      return failures.slice(0, 1).map((failure) => `promise ${promise}: ${failure}`);
    }),
  };

  function tellWhatIsKnown(): void {
    for (let promise = untold[0]; promise !== undefined; promise = untold[0]) {
      const line = lineOf(promise);
      if (line === undefined) return;
      console.log(line);
      untold.shift();
    }
  }

  /** `undefined` while the proof runs. */
  function lineOf(promise: number): string | undefined {
    const later = laterPromises[promise];
    const found = proofs.find(({ proof }) => proof.promise === promise);
    if (found === undefined) {
      return later === undefined
        ? reportUntried({ promise, title: "NO PROOF" }, "")
        : reportUntried({ promise, title: later }, "comes with what it is about");
    }
    const result = results.get(promise);
    return result && reportResult(found.proof, result);
  }
}

async function resultOf(found: FoundProof): Promise<ProofResult> {
  try {
    return await startProof(found, extent, folder);
  } catch (error) {
    return {
      trials: 0,
      failures: [`the proof itself is broken: ${error instanceof Error ? error.message : error}`],
    };
  }
}

async function runControls(): Promise<TestCounts> {
  const all = proofs.flatMap((found) => found.controls.map((control) => ({ found, control })));
  const outcomes = await inParallel(all, async ({ found, control }) => {
    const outcome = await startControl(found, control, folder);
    console.log(reportControl(found.proof.promise, control, outcome));
    return { ...outcome, what: `promise ${found.proof.promise}: ${control.guard}` };
  });
  const naked = proofs.filter(({ controls }) => controls.length === 0);
  for (const { proof } of naked) console.log(reportUntried(proof, "HAS NO CONTROL"));
  return {
    passed: outcomes.filter(({ kind }) => kind === "red").length,
    failures: [
      ...naked.map(({ proof }) => `promise ${proof.promise}: has no control`),
      ...outcomes
        .filter(({ kind }) => kind === "stayed green" || kind === "broken")
        .map(({ kind, what }) => `${what}: ${kind}`),
    ],
  };
}

/** In memory where the system has room there: thousands of copies must not wait for a disk. */
function parentFolder(): string {
  const inMemory = "/dev/shm";
  if (!fs.existsSync(inMemory)) return os.tmpdir();
  const { bavail, bsize } = fs.statfsSync(inMemory);
  return bavail * bsize >= roomNeeded ? inMemory : os.tmpdir();
}
