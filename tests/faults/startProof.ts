/** Starting a proof in a process of its own, with all guards or without one. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { projectRoot } from "../support/runStep.ts";
import { environmentWith, requireApplicable } from "./changedSource.ts";
import type { FoundProof } from "./listProofs.ts";
import type { Control, Extent, ProofResult } from "./proof.ts";

/** Longest time for one proof, in ms; after that it has hung. */
const longestMs: Readonly<Record<Extent, number>> = { short: 600_000, usual: 1_800_000, long: 7_200_000 };

/** What became of a control. */
export type ControlOutcome =
  | { readonly kind: "red"; readonly failure: string }
  | { readonly kind: "stayed green" }
  | { readonly kind: "not run"; readonly reason: string }
  | { readonly kind: "broken"; readonly reason: string };

/** A proof that ended without a result, and what it said last. */
export class BrokenProof extends Error {}

/**
 * Runs a proof.
 *
 * @param parent - folder in which it gets one of its own
 * @param part - the only part of the proof that is run
 * @throws BrokenProof if it ended without a result
 */
export async function startProof(
  found: FoundProof,
  extent: Extent,
  parent: string,
  environment: NodeJS.ProcessEnv = {},
  part?: string,
): Promise<ProofResult> {
  const place = fs.mkdtempSync(path.join(parent, `${found.proof.promise}-`));
  const folder = path.join(place, "folder");
  const resultFile = path.join(place, "result.json");
  fs.mkdirSync(folder);
  try {
    const script = path.join(import.meta.dirname, "proofProcess.ts");
    const lastWords = await ended(
      [script, found.path, extent, folder, resultFile, ...(part === undefined ? [] : [part])],
      longestMs[extent],
      environment,
    );
    if (!fs.existsSync(resultFile)) throw new BrokenProof(lastWords);
    return JSON.parse(fs.readFileSync(resultFile, "utf8")) as ProofResult;
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
}

/** Runs a proof without one of its guards. */
export async function startControl(
  found: FoundProof,
  control: Control,
  parent: string,
): Promise<ControlOutcome> {
  const marks = fs.mkdtempSync(path.join(parent, "control-"));
  const changes = [control, ...(control.also ?? [])].map(({ file, find, replace }, index) => ({
    file,
    find,
    replace,
    loadedMark: path.join(marks, String(index)),
  }));
  try {
    // What cannot be applied, or read as TypeScript, would end the proof for another reason than the lost guard.
    for (const change of changes) requireApplicable(change);
    const environment = environmentWith(changes);
    const { extent = "short", part } = control;
    const { failures, notRun } = await startProof(found, extent, parent, environment, part);
    // The part that would have noticed may be the one that could not be tried.
    if (notRun !== undefined && failures.length === 0) return { kind: "not run", reason: notRun };
    const unused = changes.find(({ loadedMark }) => !fs.existsSync(loadedMark));
    if (unused !== undefined) return { kind: "broken", reason: `${unused.file} is not even loaded` };
    const slip = failures.find((failure) => /\b(Reference|Syntax|Type)Error\b/.test(failure));
    if (slip !== undefined) return { kind: "broken", reason: slip };
    const [failure] = failures;
    return failure === undefined ? { kind: "stayed green" } : { kind: "red", failure };
  } catch (error) {
    return { kind: "broken", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @returns what the process said last on its error output, in one line */
function ended(args: readonly string[], longest: number, environment: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own, to end with all its children.
    detached: process.platform !== "win32",
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  const timer = setTimeout(() => {
    errors += `\nError: not done after ${longest / 1000} s`;
    if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  }, longest);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      const said = errors.split("\n").filter((line) => /Error|^error/.test(line));
      resolve(said.at(-1)?.trim() ?? `ended with ${signal ?? code}`);
    });
  });
}
