/** Promise 19: the seven steps of erasing are killed at their system calls. */
import type { Control, PerExtent, Proof } from "../proof.ts";
import { tryKills } from "../useCaseTrials.ts";

const killsEach: PerExtent = { short: 12, usual: 160, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 19,
  title: "erasing survives kill −9 at any system call; the certificate comes after the check",
  run: (extent, folder) => tryKills(["eraseByChoice"], folder, killsEach[extent]),
};

export const controls: readonly Control[] = [];
