/** Importing a large file against a plain copy with its SHA-256. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { rolePlayOf, type SyntheticWav } from "../support/longConversation.ts";
import type { Requester } from "../support/requester.ts";
import { type BenchRow, durationText } from "./benchTable.ts";
import { createBenchVault } from "./benchVault.ts";
import { median } from "./statistics.ts";

const pairs = 3;
const pieceBytes = 1_048_576;

/** @param folder - empty; a vault and a copy are made in it */
export async function importBench(folder: string, wav: SyntheticWav): Promise<BenchRow[]> {
  const { vault } = await createBenchVault(path.join(folder, "home"));
  const { conversationId } = await vault.get("conversation.create", {
    permission: rolePlayOf("Import"),
    occasion: "",
    heldOn: "2026-01-01",
  });
  const copyPath = path.join(folder, "copy.wav");
  const imported: number[] = [];
  const copied: number[] = [];
  const synced: number[] = [];
  // The first pair only brings the file into memory.
  for (let pair = 0; pair <= pairs; pair += 1) {
    // A vault takes the same sound only once.
    changeLastSample(wav.path, pair + 1);
    const copyMs = await timed(() => copyAndHash(wav.path, copyPath));
    const syncMs = await timed(async () => syncFile(copyPath));
    const importMs = await timed(() => importOnce(vault, conversationId, wav.path));
    if (pair > 0) {
      copied.push(copyMs);
      synced.push(copyMs + syncMs);
      imported.push(importMs);
    }
    const [waiting] = await vault.get("preparation.list", {});
    if (waiting === undefined) throw new Error("nothing was imported");
    await vault.get("preparation.reject", { recordingId: waiting.recordingId, reason: "no-decoder" });
    fs.rmSync(copyPath);
  }
  vault.end();
  const ms = median(imported);
  return [
    {
      name: `import of ${Math.round(wav.sizeBytes / 1e6)} MB (encrypt, sync, verify), median of ${pairs}`,
      figure: `${durationText(ms)} (copy + SHA-256: ${durationText(median(copied))}, synced: ${durationText(median(synced))})`,
      bar: "≤ 4 ×",
      ratio: { value: median(imported.map((one, index) => one / (copied[index] ?? 1))), against: "copy" },
    },
  ];
}

async function importOnce(
  vault: Requester,
  conversationId: Awaited<ReturnType<typeof vault.get<"conversation.create">>>["conversationId"],
  filePath: string,
): Promise<void> {
  await vault.get("audio.import", { conversationId, sourceId: vault.offer(filePath), durationMs: null });
}

/** What any program would do without encryption: read, hash, write. */
async function copyAndHash(from: string, to: string): Promise<void> {
  const hash = createHash("sha256");
  const piece = new Uint8Array(pieceBytes);
  const source = fs.openSync(from, "r");
  const copy = fs.openSync(to, "wx");
  try {
    for (let count = fs.readSync(source, piece); count > 0; count = fs.readSync(source, piece)) {
      hash.update(piece.subarray(0, count));
      fs.writeSync(copy, piece, 0, count);
    }
  } finally {
    fs.closeSync(copy);
    fs.closeSync(source);
  }
  hash.digest();
}

function syncFile(filePath: string): void {
  const file = fs.openSync(filePath, "r+");
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

function changeLastSample(filePath: string, sample: number): void {
  const file = fs.openSync(filePath, "r+");
  try {
    const { size } = fs.fstatSync(file);
    fs.writeSync(file, Int16Array.of(sample), 0, 2, size - 2);
  } finally {
    fs.closeSync(file);
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
