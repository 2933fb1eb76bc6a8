/** Promise 16: the erasure of due sound is killed at its system calls, and the next start comes. */
import type { Control, PerExtent, Proof } from "../proof.ts";
import { tryKills } from "../useCaseTrials.ts";

const killsEach: PerExtent = { short: 6, usual: 80, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 16,
  title: "due sound is unreadable at the next start, without unlocking",
  run: (extent, folder) => tryKills(["eraseWhileLockedDue", "eraseAtUnlock"], folder, killsEach[extent]),
};

export const controls: readonly Control[] = [];
