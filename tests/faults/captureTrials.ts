/** A recording in progress is killed at a random moment; what is recovered is what was recorded, up to the append under way. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { openBlob } from "../../electron/audio/blobReader.ts";
import { recoverPart } from "../../electron/audio/partReader.ts";
import { sealPart } from "../../electron/audio/sealPart.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { exampleKey, exampleOwner } from "../support/exampleMedia.ts";
import { inParallel } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import { syntheticSecond } from "./syntheticSecond.ts";
import { withFolder } from "./trialVault.ts";

/** The latest moment of a kill, in ms after the first second was acknowledged. */
const latestKillMs = 120;

/** Kills as many recordings as asked for. */
export async function tryCaptureKills(parent: string, trials: number): Promise<ProofResult> {
  await loadSodium();
  const delays = Array.from({ length: trials }, (_, index) => ((index * 37) % latestKillMs) + Math.random());
  const verdicts = await inParallel(delays, (delayMs) =>
    withFolder(parent, async (folder) => {
      const partPath = path.join(folder, "recording.part");
      const acknowledged = await killedAfter(partPath, delayMs);
      try {
        checkRecovered(partPath, acknowledged);
        return undefined;
      } catch (error) {
        return `killed after ${Math.round(delayMs)} ms: ${String(error).split("\n")[0]}`;
      }
    }),
  );
  return { trials, failures: verdicts.filter((verdict) => verdict !== undefined), crashPoints: trials };
}

/** @returns how many seconds the recorder had acknowledged when it was gone */
function killedAfter(partPath: string, delayMs: number): Promise<number> {
  const script = path.join(import.meta.dirname, "captureChild.ts");
  const child = spawn(process.execPath, [script, partPath], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "") setTimeout(() => child.kill("SIGKILL"), delayMs);
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (_, signal) => {
      if (signal !== "SIGKILL") reject(new Error("the recorder ended by itself"));
      // What follows the last line end was not said in full.
      const whole = output.slice(0, output.lastIndexOf("\n"));
      resolve(Number(whole.slice(whole.lastIndexOf("\n") + 1)));
    });
  });
}

function checkRecovered(partPath: string, acknowledged: number): void {
  const place = { files: nodeFiles, key: exampleKey, ...exampleOwner };
  const { records } = recoverPart({ ...place, path: partPath });
  assert.ok(
    records.length === acknowledged || records.length === acknowledged + 1,
    `${acknowledged} seconds were acknowledged, ${records.length} are there`,
  );
  for (const [second, record] of records.entries()) {
    assert.equal(Buffer.compare(record, syntheticSecond(second)), 0, `second ${second} has other bytes`);
  }
  const blobPath = `${partPath}.blob`;
  sealPart({ ...place, partPath, blobPath });
  const blob = openBlob({ ...place, path: blobPath });
  try {
    assert.equal(Buffer.compare(blob.read(0, blob.sizeBytes), Buffer.concat(records)), 0, "sealed otherwise");
  } finally {
    blob.close();
  }
}
