/**
 * Promise 15: the vault is locked while its process is idle, busy, hung or unwilling, and while the page is slow or silent;
 * and no key is anywhere but in that process.
 */
import { fork } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createLocking } from "../../../electron/shell/locking.ts";
import { createVaultLink, type VaultChild } from "../../../electron/shell/vaultLink.ts";
import { isAlive } from "../../support/processes.ts";
import { runJourney } from "../journeys.ts";
import { type Control, type PerExtent, type Proof, type ProofResult, sumResults } from "../proof.ts";

const timesEach: PerExtent = { short: 1, usual: 3, long: 20 };
const manners = ["idle", "busy", "hung", "stubborn"] as const;
/** From the moment at which the page has saved. */
const promisedMs = 1_000;
/** How much longer a page that does not answer is waited for. */
const silentMs = 3_000;

/** When the page has saved after it was told; `null`: it does not answer. */
const pages = [
  { saysAfterMs: 0, saves: true },
  { saysAfterMs: 400, saves: true },
  { saysAfterMs: null, saves: false },
] as const;

export const proof: Proof = {
  promise: 15,
  title: "the vault process is gone within a second of the page having saved, and every key with it",
  async run(extent, folder): Promise<ProofResult> {
    const results: ProofResult[] = [];
    const pairs = manners.flatMap((manner) => pages.map((page) => ({ manner, page })));
    // The worst first; one after the other, for it is time that is measured.
    const chosen = extent === "short" ? pairs.filter((_, index) => [4, 5, 9].includes(index)) : pairs;
    for (let time = 0; time < timesEach[extent]; time += 1) {
      for (const { manner, page } of chosen) results.push(await tryLocking(manner, page));
    }
    // The memory of the page and of the main process; its controls are a test of their own there.
    if (extent !== "short") results.push(await runJourney("memory.spec.ts", folder));
    return sumResults(results);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "a process that does not want to end is not forced",
    file: "electron/shell/vaultLink.ts",
    find: '    process.kill(pid, "SIGKILL");',
    replace: "",
  },
  {
    guard: "the page's word that it has saved is not waited for",
    file: "electron/shell/locking.ts",
    find: "    await saved;",
    replace: "    void saved;",
  },
];

type Manner = (typeof manners)[number];

async function tryLocking(manner: Manner, page: (typeof pages)[number]): Promise<ProofResult> {
  const failures: string[] = [];
  const pids: number[] = [];
  let renewed = 0;
  let isSaved = false;
  const vault = createVaultLink({
    fork: () => {
      const child = forkChild(manner);
      if (child.pid !== undefined) pids.push(child.pid);
      return child;
    },
    onEvent: (name) => {
      if (name === "library.changed") isSaved = true;
    },
    onDied: () => failures.push("the process ended by itself"),
    onAsk: async () => undefined,
  });
  const locking = createLocking({
    vault,
    announce() {
      if (page.saysAfterMs === null) return;
      setTimeout(() => {
        void vault.request("note.create", {}).then(() => locking.pageSaved());
      }, page.saysAfterMs);
    },
    renewPage: () => {
      renewed += 1;
    },
    isRecording: () => false,
  });
  const secret = new TextEncoder().encode("korrekt häst batteri");
  await vault.request("vault.unlock", { secret: { bytes: secret } });
  if (secret.some((byte) => byte !== 0)) failures.push("the passphrase stays in the memory of the shell");
  if (manner === "busy" && page.saves === false) await vault.request("search.everywhere", {});

  const began = performance.now();
  const locked = locking.lock().catch(() => undefined);
  const [first] = pids;
  const limitMs = promisedMs + (page.saysAfterMs ?? silentMs);
  while (first !== undefined && isAlive(first) && performance.now() - began < limitMs) await wait(10);
  if (first === undefined || isAlive(first)) {
    failures.push(`a process that is ${manner} is there ${limitMs} ms after locking`);
    if (first !== undefined) process.kill(first, "SIGKILL");
  }
  await Promise.race([locked, wait(2_000)]);
  if (page.saves && !isSaved) failures.push("what was typed was not saved before the process ended");
  if (renewed !== 1) failures.push(`the page was renewed ${renewed} times`);
  await Promise.race([vault.end(), wait(1_000)]);
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, "SIGKILL");
  return { trials: 1, failures };
}

function forkChild(manner: Manner): VaultChild {
  const child = fork(path.join(import.meta.dirname, "../lockedChild.ts"), [manner], {
    serialization: "advanced",
    stdio: "ignore",
  });
  return {
    pid: child.pid,
    postMessage: (message) => void (child.connected && child.send(message as object)),
    kill: () => child.kill("SIGTERM"),
    on: (_, listener) => child.on("message", listener),
    once: (event: "spawn" | "exit", listener: (code: number) => void) =>
      child.once(event, (code: number | null) => listener(code ?? 0)),
  };
}
