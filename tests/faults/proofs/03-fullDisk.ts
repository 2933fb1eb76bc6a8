/** Promise 3: the disk is full, or fails, at the system calls of everything a person saves. */
import type { Control, PerExtent, Proof } from "../proof.ts";
import { type UseCaseName, useCases } from "../useCases.ts";
import { tryDiskErrors } from "../useCaseTrials.ts";

const errorsEach: PerExtent = { short: 4, usual: 40, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 3,
  title: "a full disk or an I/O error corrupts nothing and is told before anything is lost",
  run: (extent, folder) => tryDiskErrors(Object.keys(useCases) as UseCaseName[], folder, errorsEach[extent]),
};

export const controls: readonly Control[] = [
  {
    guard: "saves are acknowledged although the disk is full",
    file: "tests/faults/child.ts",
    find: 'say(result.ok ? "done" : `refused ${result.error.code}`);\n    return result.ok;',
    replace: 'say("done"); return true;',
  },
];
