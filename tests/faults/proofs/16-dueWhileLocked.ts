/** Promise 16: due sound, in every order of days, starts, unlocks and kills; killed at every system call; with files held. */
import { tryHeldFiles, tryLockedStarts } from "../lockedStarts.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryKills } from "../useCaseTrials.ts";

const lives: PerExtent = { short: 60, usual: 800, long: 2_000 };
const killsEach: PerExtent = { short: 6, usual: 80, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 16,
  title: "due sound is unreadable at the next start, without unlocking",
  run: async (extent, folder) =>
    sumResults([
      await tryLockedStarts(folder, lives[extent]),
      await tryHeldFiles(folder),
      await tryKills(["eraseWhileLockedDue", "eraseAtUnlock"], folder, killsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "nothing is erased while locked",
    file: "electron/services/lockedErasure.ts",
    find: "const erasableUntil = clock.erasableUntil();",
    replace: "const erasableUntil = 0 * clock.erasableUntil();",
  },
  {
    guard: "only the sound is destroyed while locked, not its key half",
    file: "electron/services/destroySounds.ts",
    find: "attempts.try(() => told(recordingId, audio.destroyShred(recordingId)));",
    replace: "",
  },
  {
    guard: "a file that is held keeps the key halves that come after it",
    file: "electron/services/destroySounds.ts",
    find: "attempts.try(() => told(recordingId, audio.destroyShred(recordingId)));",
    replace: "audio.destroyShred(recordingId);",
  },
  {
    guard: "a sound may be erased a month early",
    file: "electron/vault/schedule.ts",
    find: "return dueAt <= erasableUntil &&",
    replace: "return dueAt <= erasableUntil + 30 * 86_400_000 &&",
  },
];
