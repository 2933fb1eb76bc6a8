/** A large library: listing and searching through the built vault process, unlocking, and erasing many sounds at once. */
import path from "node:path";
import { deriveKey } from "../../electron/crypto/keyDerivation.ts";
import { eraseContent } from "../../electron/services/erase.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { benchRequester, benchUnlockInput, createBenchVault } from "./benchVault.ts";
import { forkBuiltVault } from "./forkBuiltVault.ts";
import { fillLibrary, vocabulary, wordAt } from "./largeLibrary.ts";
import { median, percentile } from "./statistics.ts";

const size = { conversations: 5_000, segments: 100_000, sounds: 200 } as const;
const listings = 20;
const searches = 60;
const unlocks = 5;

/** @param folder - empty; the vault is made in it */
export async function libraryBench(folder: string): Promise<BenchRow[]> {
  const home = path.join(folder, "home");
  const { vault, vaultId } = await createBenchVault(home);
  const withSound = await fillLibrary(vault, size, folder);
  vault.end();
  return [
    ...(await askBench(home, vaultId)),
    await unlockBench(home, vaultId),
    await eraseBench(home, vaultId, withSound),
  ];
}

async function askBench(home: string, vaultId: VaultId): Promise<BenchRow[]> {
  const vault = forkBuiltVault(home);
  try {
    await vault.get("vault.unlock", benchUnlockInput(vaultId));
    const listed = await timedEach(listings, () => vault.get("conversation.list", {}));
    const searched = await timedEach(searches, (index) =>
      vault.get("search.everywhere", { text: searchText(index) }),
    );
    return [
      rowAgainstBar(
        `listing ${size.conversations} conversations, p95 of ${listings}`,
        percentile(listed, 0.95),
        100,
      ),
      rowAgainstBar(
        `searching ${size.segments} segments, p95 of ${searches}`,
        percentile(searched, 0.95),
        50,
      ),
    ];
  } finally {
    await vault.end();
  }
}

/** From the commonest word to the rarest; every third a beginning of one, every fourth two words. */
function searchText(index: number): string {
  const word = wordAt(Math.floor(vocabulary ** (index / searches)) - 1);
  if (index % 4 === 3) return `${word} ${wordAt(index % 7)}`;
  return index % 3 === 2 ? word.slice(0, 5) : word;
}

async function unlockBench(home: string, vaultId: VaultId): Promise<BenchRow> {
  const derivations: number[] = [];
  const beside: number[] = [];
  for (let unlock = 0; unlock < unlocks; unlock += 1) {
    let derivationMs = 0;
    const vault = await benchRequester(home, async (secret, parameters) => {
      const start = performance.now();
      const key = await deriveKey(secret, parameters);
      derivationMs = performance.now() - start;
      return key;
    });
    const [totalMs] = await timedEach(1, () => vault.get("vault.unlock", benchUnlockInput(vaultId)));
    vault.end();
    derivations.push(derivationMs);
    beside.push((totalMs ?? 0) - derivationMs);
  }
  const row = rowAgainstBar("unlocking it, without the key derivation, median of 5", median(beside), 150);
  return { ...row, figure: `${row.figure} (derivation: ${durationText(median(derivations))})` };
}

async function eraseBench(
  home: string,
  vaultId: VaultId,
  withSound: readonly ConversationId[],
): Promise<BenchRow> {
  const vault = await benchRequester(home);
  try {
    await vault.get("vault.unlock", benchUnlockInput(vaultId));
    const tasks = withSound.map((conversationId) => ({
      conversationId,
      category: "sound" as const,
      rule: "clock" as const,
    }));
    const [ms] = await timedEach(1, async () => eraseContent(vault.context(), tasks));
    const done = await vault.get("erasure.done", {});
    if (done.length !== withSound.length) throw new Error("not everything was erased");
    return rowAgainstBar(`erasing ${withSound.length} recordings, with certificates`, ms ?? 0, 2_000);
  } finally {
    vault.end();
  }
}

/** @returns ms of each run, the first one left out where there are several: it warms up */
async function timedEach(runs: number, act: (index: number) => Promise<unknown>): Promise<number[]> {
  if (runs > 1) await act(0);
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = performance.now();
    await act(index);
    times.push(performance.now() - start);
  }
  return times;
}
