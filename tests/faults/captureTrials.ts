/** A recording is killed at a random moment; what is recovered is what was recorded, up to the second under way. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { inParallel } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import { marks } from "./strace.ts";
import { withFolder } from "./trialVault.ts";
import { useCases } from "./useCases.ts";

/** The latest moment of a kill, in ms after the recording has begun; a minute of sound takes about as long to send. */
const latestKillMs = 250;

/** Kills as many recordings of a minute as asked for. */
export async function tryCaptureKills(parent: string, trials: number): Promise<ProofResult> {
  const { prepare, check } = useCases.recordMinute;
  const start = path.join(parent, "capture-start");
  fs.mkdirSync(start);
  await prepare(start);
  const delays = Array.from({ length: trials }, (_, index) => ((index * 37) % latestKillMs) + Math.random());
  const verdicts = await inParallel(delays, (delayMs) =>
    withFolder(parent, async (home) => {
      fs.cpSync(start, home, { recursive: true });
      const acknowledged = await killedAfter(home, delayMs);
      try {
        await check(home, { acknowledged });
        return undefined;
      } catch (error) {
        return `killed after ${Math.round(delayMs)} ms: ${String(error).split("\n")[0]}`;
      }
    }),
  );
  return { trials, failures: verdicts.filter((verdict) => verdict !== undefined), crashPoints: trials };
}

/** @returns how many steps were acknowledged when the process was gone; one that was done before is as good */
function killedAfter(home: string, delayMs: number): Promise<number> {
  const script = path.join(import.meta.dirname, "child.ts");
  const child = spawn(process.execPath, [script, "recordMinute", home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "") setTimeout(() => child.kill("SIGKILL"), delayMs);
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      if (!output.startsWith(`${marks.begin}\n`)) reject(new Error("the recorder did not begin"));
      // What follows the last line end was not said in full.
      const whole = output.slice(0, output.lastIndexOf("\n") + 1);
      resolve(whole.split("\n").filter((line) => line === "done").length);
    });
  });
}
