/** Promise 2: a minute is recorded and killed: at random moments, at its file operations, at its system calls. */
import { tryCaptureKills } from "../captureTrials.ts";
import { crash, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryKills } from "../useCaseTrials.ts";

const captures: PerExtent = { short: 3, usual: 60, long: 300 };
const operations: PerExtent = { short: 6, usual: 120, long: Number.POSITIVE_INFINITY };
const calls: PerExtent = { short: 0, usual: 60, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 2,
  title: "a recording in progress loses at most two seconds; what is left plays and seeks",
  run: async (extent, folder) =>
    sumResults([
      await tryFileFaults(["recordMinute"], folder, crash, operations[extent]),
      ...(calls[extent] > 0 ? [await tryKills(["recordMinute"], folder, calls[extent])] : []),
      await tryCaptureKills(folder, captures[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "seconds are acknowledged three before they are written",
    file: "electron/services/runningRecording.ts",
    find: "writer.append(bytes);",
    replace:
      "const held = ((globalThis as any).held ??= []); held.push(bytes); if (held.length > 3) writer.append(held.shift());",
  },
  {
    guard: "what was cut off is not put together",
    file: "electron/services/recoverRecordings.ts",
    find: "for (const { id } of listCutOff(context)) {",
    replace: "for (const { id } of listCutOff(context).slice(0, 0)) {",
  },
  {
    guard: "a torn last piece takes the whole recording with it",
    file: "electron/audio/sealPart.ts",
    find: "return copyRecords(part, first, writer);",
    replace:
      'const copied = copyRecords(part, first, writer); if (part.next() === "torn") throw new Failure("media.tampered"); return copied;',
  },
  {
    guard: "the part is gone before the blob is whole",
    file: "electron/audio/sealPart.ts",
    find: "destroyFile(rest.files, blobPath);\n    const { noncePrefix",
    replace: "destroyFile(rest.files, blobPath); retireFile(rest.files, partPath);\n    const { noncePrefix",
  },
];
