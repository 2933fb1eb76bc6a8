/** A million lines: searching them through the built vault process, and bringing an older vault's index up to date. */
import path from "node:path";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { benchUnlockInput, createBenchVault } from "./benchVault.ts";
import { forkBuiltVault } from "./forkBuiltVault.ts";
import { fillLibrary, vocabulary, wordAt } from "./largeLibrary.ts";
import { percentile } from "./statistics.ts";

const size = { conversations: 5_000, segments: 1_000_000, sounds: 0 } as const;
const searches = 40;

/** What is typed, by kind; each time for another word. */
const kinds: Readonly<Record<string, (index: number) => string>> = {
  "common words": (index) => wordAt(index % 10),
  "rare words": (index) => wordAt(vocabulary - 1 - index * 7),
  "beginnings of three letters": (index) => wordAt(index * 71).slice(0, 3),
  "beginnings of five letters": (index) => wordAt(index * 71).slice(0, 5),
  phrases: (index) => `"${wordAt(index % 7)} ${wordAt(index % 5)}"`,
  "words with other signs on their letters": (index) => wordAt(index * 31).replaceAll("a", "å"),
  "words that are nowhere": (index) => `xyz${index}`,
};

/** @param folder - empty; the vault is made in it */
export async function searchBench(folder: string): Promise<BenchRow[]> {
  const home = path.join(folder, "home");
  const { vault, vaultId } = await createBenchVault(home);
  const begun = performance.now();
  await fillLibrary(vault, size, folder);
  const filledMs = performance.now() - begun;
  const { db } = vault.context().vault;
  const rebuilt = performance.now();
  db.exec("INSERT INTO segment_search_folded (segment_search_folded) VALUES ('rebuild')");
  const rebuiltMs = performance.now() - rebuilt;
  vault.end();
  const rows: BenchRow[] = [
    rowAgainstBar(
      `indexing ${size.segments} segments anew, as migration 16 (filling took ${durationText(filledMs)})`,
      rebuiltMs,
      60_000,
    ),
  ];
  const asked = forkBuiltVault(home);
  try {
    await asked.get("vault.unlock", benchUnlockInput(vaultId));
    await asked.get("search.everywhere", { text: wordAt(0) });
    const all: number[] = [];
    for (const [kind, typed] of Object.entries(kinds)) {
      const times: number[] = [];
      for (let index = 0; index < searches; index += 1) {
        const start = performance.now();
        await asked.get("search.everywhere", { text: typed(index) });
        times.push(performance.now() - start);
      }
      all.push(...times);
      rows.push(rowAgainstBar(`searching for ${kind}, p95 of ${searches}`, percentile(times, 0.95), 50));
    }
    rows.push(rowAgainstBar(`searching ${size.segments} segments, p95 of all`, percentile(all, 0.95), 50));
    return rows;
  } finally {
    await asked.end();
  }
}
