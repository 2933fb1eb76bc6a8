/** Promise 30: processes race for one vault, some are killed while they hold it, and the rest go on. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import type { Control, Extent, PerExtent, Proof, ProofResult } from "../proof.ts";

const roundsEach: PerExtent = { short: 30, usual: 800, long: 4_000 };
const racing = 4;
const killed = 2;

export const proof: Proof = {
  promise: 30,
  title: "two processes never hold one vault, and a killed one leaves no lock behind",
  async run(extent, folder): Promise<ProofResult> {
    const results = await race(extent, folder);
    const failures = results.flatMap(({ words, code }) => {
      if (words.includes("together")) return [`two processes held the vault at once: ${words}`];
      return code === 0 && words === "" ? ["a process ended without a word"] : [];
    });
    const counts = results
      .filter(({ words }) => words.includes('"held"'))
      .map(({ words }) => JSON.parse(words));
    const held = counts.reduce((sum, count: { held: number }) => sum + count.held, 0);
    if (failures.length === 0 && counts.some((count: { held: number }) => count.held === 0))
      failures.push("a process never got the vault, although others let go of it or were killed");
    return { trials: racing * roundsEach[extent], failures, crashPoints: killed, ...notTried(held) };
  },
};

export const controls: readonly Control[] = [
  {
    guard: "the lock is not exclusive",
    file: "electron/vault/vaultLock.ts",
    find: 'db.exec("BEGIN EXCLUSIVE");',
    replace: 'db.exec("BEGIN");',
  },
];

function notTried(held: number): { failures?: readonly string[] } {
  return held === 0 ? { failures: ["no process held the vault"] } : {};
}

/** Some of the processes are killed while they hold the lock. */
function race(extent: Extent, folder: string): Promise<{ words: string; code: number | null }[]> {
  fs.mkdirSync(folder, { recursive: true });
  const script = path.join(import.meta.dirname, "../lockHolder.ts");
  const children = Array.from({ length: racing + killed }, (_, index) =>
    spawn(
      process.execPath,
      [script, folder, String(roundsEach[extent]), index < killed ? "killed" : "lets go"],
      { stdio: ["ignore", "pipe", "inherit"] },
    ),
  );
  return Promise.all(
    children.map(async (child) => {
      let words = "";
      child.stdout.on("data", (piece: Buffer) => {
        words += piece.toString();
      });
      const [code] = (await once(child, "close")) as [number | null];
      return { words, code };
    }),
  );
}
