/** Recording three hours into the vault, faster than they last: memory, and how long a second takes to be kept. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import type { RecordingFigures } from "./recordingChild.ts";

/** @param folder - empty; a vault is made in it */
export async function recordingBench(folder: string): Promise<BenchRow[]> {
  const figures = await recorded(path.join(folder, "home"));
  const { tenMinutesBytes, threeHoursBytes, appendMs, slowestMs, finishMs, sizeBytes } = figures;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return [
    {
      name: "vault process, resident after recording 3 h",
      figure: `${megabytes(threeHoursBytes)} (10 min: ${megabytes(tenMinutesBytes)})`,
      bar: "flat",
      ratio: { value: threeHoursBytes / tenMinutesBytes, against: "10 min" },
    },
    {
      name: "one second of sound kept on the disk, median",
      figure: `${durationText(appendMs)} (p99: ${durationText(slowestMs)})`,
      bar: "≤ 1 s",
      ratio: { value: slowestMs / 1_000, against: "the bar, p99" },
    },
    rowAgainstBar(`3 h (${megabytes(sizeBytes)}) from stop to ready`, finishMs, 3_000),
  ];
}

/** In a process of its own: what else is measured must not be counted. */
async function recorded(home: string): Promise<RecordingFigures> {
  const child = fork(path.join(import.meta.dirname, "recordingChild.ts"), [home]);
  const [figures] = await once(child, "message");
  await once(child, "exit");
  return figures as RecordingFigures;
}
