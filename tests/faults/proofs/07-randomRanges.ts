/** Promise 7: random ranges of three hours are read and compared, and timed. */
import path from "node:path";
import { openBlob } from "../../../electron/audio/blobReader.ts";
import { createBlobWriter } from "../../../electron/audio/blobWriter.ts";
import { loadSodium } from "../../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../../electron/ports/files.ts";
import { exampleHeader, exampleKey, exampleOwner } from "../../support/exampleMedia.ts";
import { pickFrom } from "../pickFrom.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";
import { syntheticSecond } from "../syntheticSecond.ts";

const ranges: PerExtent = { short: 300, usual: 2_000, long: 20_000 };
const recordedSeconds = 3 * 3_600;
/** A player asks for no more at a time. */
const longestBytes = 256 * 1_024;
const slowestMs = 20;

export const proof: Proof = {
  promise: 7,
  title: "random ranges of a 3 h recording are byte-equal, 95 of 100 within 20 ms",
  async run(extent, folder) {
    await loadSodium();
    const plain = Buffer.concat(
      Array.from({ length: recordedSeconds }, (_, second) => syntheticSecond(second)),
    );
    const place = { files: nodeFiles, path: path.join(folder, "3h.blob"), key: exampleKey };
    const writer = createBlobWriter({ ...place, header: exampleHeader });
    writer.append(plain);
    writer.finish();
    const blob = openBlob({ ...place, ...exampleOwner });
    const pick = pickFrom(7);
    const failures: string[] = [];
    const tookMs: number[] = [];
    for (let trial = 0; trial < ranges[extent]; trial += 1) {
      const start = pick(plain.length);
      const end = Math.min(plain.length, start + pick(trial % 3 === 0 ? 4_096 : longestBytes));
      const before = process.cpuUsage();
      const bytes = blob.read(start, end);
      tookMs.push(millisecondsSince(before));
      if (Buffer.compare(bytes, plain.subarray(start, end)) !== 0)
        failures.push(`bytes ${start}–${end} differ`);
    }
    blob.close();
    const p95 = tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length * 0.95)] ?? 0;
    if (extent !== "short" && p95 > slowestMs)
      failures.push(`95 of 100 ranges took up to ${p95.toFixed(1)} ms`);
    return { trials: ranges[extent], failures };
  },
};

/** Of the processor, since the clock on the wall also counts what else the machine does. */
function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

export const controls: readonly Control[] = [
  {
    guard: "a kept chunk is handed out without asking which it is",
    file: "electron/audio/blobReader.ts",
    find: "kept.find((entry) => entry.index === index)",
    replace: "kept.find((entry) => entry.index === index || entry.index + 1 === index)",
  },
  {
    guard: "ranges begin where chunks do",
    file: "electron/audio/blobReader.ts",
    find: "const offset = position - index * chunkBytes;",
    replace: "const offset = 0 * position;",
  },
];
