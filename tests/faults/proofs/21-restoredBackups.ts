/** Promise 21: erased content against backups, on two computers, in random orders; and restoring under kills. */
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryRestoreTraces } from "../restoreTraces.ts";
import { tryKills } from "../useCaseTrials.ts";

const traces: PerExtent = { short: 6, usual: 200, long: 600 };
const killsEach: PerExtent = { short: 4, usual: 60, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 21,
  title: "restoring a backup cannot bring erased content back",
  run: async (extent, folder) =>
    sumResults([
      await tryRestoreTraces(folder, traces[extent]),
      await tryKills(
        ["makeBackup", "restoreBackup", "replaceVault", "eraseVault"],
        folder,
        killsEach[extent],
      ),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "the list of what was erased here is not read",
    file: "electron/services/restoreTombstones.ts",
    find: "listAt(tombstonesPath(home, vaultId)),",
    replace: "",
  },
  {
    guard: "the list beside the backup is not read",
    file: "electron/services/restoreTombstones.ts",
    find: "listAt(companionPath(backupPath)),",
    replace: "",
  },
  {
    guard: "dates are not looked at when sounds are written",
    file: "electron/services/restoreSounds.ts",
    find: "return isDueInFile ||",
    replace: "return isDueInFile && 1 > 2 &&",
  },
  {
    guard: "sound that would go is not told of",
    file: "electron/services/restoreBackup.ts",
    find: "if (soundsDestroyed > restoring.mayDestroy)",
    replace: "if (soundsDestroyed < 0)",
  },
];
