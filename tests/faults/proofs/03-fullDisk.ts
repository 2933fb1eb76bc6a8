/** Promise 3: the disk is full, or fails, at the file operations and system calls of everything a person saves. */
import { tryFullDisks } from "../fullDiskRecordings.ts";
import { diskFaults, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type Extent, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { type UseCaseName, useCases } from "../useCases.ts";
import { tryDiskErrors } from "../useCaseTrials.ts";

/** Every file operation is tried in the long run; at system calls, where each trial starts a process, evenly spread ones. */
const callsEach: PerExtent = { short: 5, usual: 40, long: 60 };
const operationsEach: PerExtent = { short: 9, usual: 100, long: Number.POSITIVE_INFINITY };

const disksOf: PerExtent = { short: 2, usual: 20, long: 200 };

/** A minute is a few seconds many times over. */
const names = (Object.keys(useCases) as UseCaseName[]).filter((name) => name !== "recordMinute");
/** Getting ready takes longer than a handful of trials: the short run leaves the others to their file operations. */
const atCalls: Readonly<Record<Extent, readonly UseCaseName[]>> = {
  short: ["editTranscript", "importSound", "eraseByChoice"],
  usual: names,
  long: names,
};

export const proof: Proof = {
  promise: 3,
  title: "a full disk or an I/O error corrupts nothing and is told before anything is lost",
  run: async (extent, folder) =>
    sumResults([
      await tryFileFaults(names, folder, diskFaults, operationsEach[extent]),
      await tryFullDisks(folder, disksOf[extent]),
      await tryDiskErrors(atCalls[extent], folder, callsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "no room is kept for putting a recording together",
    file: "electron/services/recordingRoom.ts",
    find: "return partBytes + partOverheadBytes(partBytes) + otherBytes;",
    replace: "return otherBytes;",
  },
  {
    guard: "saves are acknowledged although the disk is full",
    file: "tests/faults/child.ts",
    find: 'say(result.ok ? "done" : `refused ${result.error.code}`);\n    return result.ok;',
    replace: 'say("done"); return true;',
  },
];
