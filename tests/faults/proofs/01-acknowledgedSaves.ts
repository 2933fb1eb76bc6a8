/** Promise 1: processes are killed at the system calls of everything a person saves. */
import type { Control, PerExtent, Proof } from "../proof.ts";
import type { UseCaseName } from "../useCases.ts";
import { tryKills } from "../useCaseTrials.ts";

const killsEach: PerExtent = { short: 6, usual: 80, long: Number.POSITIVE_INFINITY };

const names: readonly UseCaseName[] = [
  "createVault",
  "smallSaves",
  "editTranscript",
  "importSound",
  "transcodeSound",
  "handOver",
];

export const proof: Proof = {
  promise: 1,
  title: "an acknowledged save survives kill −9 at any system call",
  run: (extent, folder) => tryKills(names, folder, killsEach[extent]),
};

export const controls: readonly Control[] = [
  {
    guard: "saves are acknowledged before they are made",
    file: "tests/faults/child.ts",
    find: "const result = await step();",
    replace: 'say("done"); const result = await step(); if (result.ok) return true;',
  },
];
