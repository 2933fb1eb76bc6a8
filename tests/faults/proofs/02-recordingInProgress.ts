/** Promise 2: a recording in progress is killed at random moments. */
import { tryCaptureKills } from "../captureTrials.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";

const captures: PerExtent = { short: 6, usual: 60, long: 300 };

export const proof: Proof = {
  promise: 2,
  title: "a recording in progress loses at most the second under way, bit for bit",
  run: (extent, folder) => tryCaptureKills(folder, captures[extent]),
};

export const controls: readonly Control[] = [
  {
    guard: "seconds are acknowledged before they are written",
    file: "tests/faults/captureChild.ts",
    find: "writer.append(syntheticSecond(second));",
    replace: "fs.writeSync(1, `${second + 3}\\n`); writer.append(syntheticSecond(second));",
  },
];
