/** One of several processes that want the same vault: takes its lock, looks whether it is alone, lets go, again and again. */
import fs from "node:fs";
import path from "node:path";
import { acquireVaultLock, type VaultLock } from "../../electron/vault/vaultLock.ts";
import { Failure } from "../../shared/errors.ts";

const [folder = "", rounds = "0", endsHolding] = process.argv.slice(2);
const mark = path.join(folder, "holder");

let held = 0;
let refused = 0;
// Until it has held it often enough; how often it is refused meanwhile is up to the others.
for (let round = 0; held < Number(rounds) && round < 1_000 * Number(rounds); round += 1) {
  const lock = tryLock();
  if (lock === undefined) {
    refused += 1;
    pause(1);
    continue;
  }
  held += 1;
  requireAlone();
  fs.writeFileSync(mark, String(process.pid));
  pause(2);
  requireAlone();
  fs.rmSync(mark, { force: true });
  // Without its mark: until its parent has taken note, a killed process still has a number.
  if (endsHolding === "killed" && held === 3) process.kill(process.pid, "SIGKILL");
  lock.release();
  // Whoever lets go stands back, or the others would hardly ever come to it.
  pause(1);
}
process.stdout.write(JSON.stringify({ held, refused }));

function tryLock(): VaultLock | undefined {
  try {
    return acquireVaultLock(folder);
  } catch (error) {
    if (error instanceof Failure && error.code === "vault.in-use") return undefined;
    throw error;
  }
}

/** Whoever holds the vault leaves its number for as long as it does. */
function requireAlone(): void {
  const holder = fs.existsSync(mark) ? Number(fs.readFileSync(mark, "utf8")) : 0;
  if (holder === 0 || holder === process.pid) return;
  process.stdout.write(JSON.stringify({ together: [holder, process.pid] }));
  process.exit(0);
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
