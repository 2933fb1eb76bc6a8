/**
 * `npm run bench`: measures the budget of DESIGN.md in one run and prints it as one table; it judges nothing.
 *
 * `npm run bench -- review import library search typing rows recorder recording recorded` runs those only.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeSyntheticWav } from "../support/longConversation.ts";
import { type BenchRow, benchTable } from "./benchTable.ts";
import { importBench } from "./importBench.ts";
import { libraryBench } from "./libraryBench.ts";
import { recordedBench } from "./recordedBench.ts";
import { recorderBench } from "./recorderBench.ts";
import { recordingBench } from "./recordingBench.ts";
import { reviewBench } from "./reviewBench.ts";
import { rowsBench } from "./rowsBench.ts";
import { searchBench } from "./searchBench.ts";
import { typingBench } from "./typingBench.ts";

const twoHoursMs = 7_200_000;
const root = fs.mkdtempSync(path.join(os.tmpdir(), "lyhord-bench-"));

const wav = () => {
  const filePath = path.join(root, "two-hours.wav");
  return writeSyntheticWav(filePath, twoHoursMs);
};
const benches: Readonly<Record<string, (folder: string) => Promise<BenchRow[]>>> = {
  review: (folder) => reviewBench(folder, wav()),
  import: (folder) => importBench(folder, wav()),
  library: libraryBench,
  search: searchBench,
  typing: typingBench,
  rows: rowsBench,
  recorder: recorderBench,
  recorded: recordedBench,
  recording: recordingBench,
};

try {
  const wanted = process.argv.slice(2);
  const rows: BenchRow[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await bench(emptyFolder(name))));
  }
  console.log(`${os.cpus()[0]?.model ?? "unknown processor"}, ${os.availableParallelism()} cores\n`);
  console.log(benchTable(rows));
} finally {
  fs.rmSync(root, { recursive: true, force: true });
}

function emptyFolder(name: string): string {
  const folder = path.join(root, name);
  fs.mkdirSync(folder);
  return folder;
}
