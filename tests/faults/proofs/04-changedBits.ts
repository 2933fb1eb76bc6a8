/** Promise 4: one bit is changed, anywhere in a vault, a sound or a recording in progress. */
import { tryDatabaseMutations } from "../databaseMutations.ts";
import { tryBlobMutations, tryPartMutations } from "../mediaMutations.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryVaultMutations } from "../vaultMutations.ts";

const bytesPerFile: PerExtent = { short: 20, usual: 300, long: 600 };
/** A page has one code over all its bytes: some hundred of each are tried, since each time the whole is read. */
const bytesOfDatabase: PerExtent = { short: 500, usual: 10_000, long: 40_000 };
const mutationsEach: PerExtent = { short: 100, usual: 2_000, long: 10_000 };

export const proof: Proof = {
  promise: 4,
  title: "any changed bit is detected before use",
  run: async (extent, folder) =>
    sumResults([
      await tryVaultMutations(folder, bytesPerFile[extent]),
      await tryDatabaseMutations(folder, bytesOfDatabase[extent]),
      await tryBlobMutations(folder, "bits", mutationsEach[extent]),
      await tryPartMutations(folder, "bits", mutationsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "the header of a vault is believed without its code",
    file: "electron/vault/unlockedVault.ts",
    find: 'if (!isAuthentic(stored, tree.headerMac)) throw new Failure("vault.tampered");',
    replace: "void isAuthentic;",
  },
  {
    guard: "pages of the database have no code",
    file: "electron/vault/database.ts",
    find: 'setAndCheck(db, "legacy", "4");',
    replace: 'setAndCheck(db, "legacy", "4"); db.pragma("hmac_use = 0");',
  },
  {
    guard: "the header of a sound is not authenticated with its chunks",
    file: "electron/audio/blobReader.ts",
    find: "sealed.subarray(0, there), headerInFile)",
    replace: "sealed.subarray(0, there), new Uint8Array())",
    also: [
      {
        file: "electron/audio/blobWriter.ts",
        find: "held.subarray(0, heldBytes),\n        headerInFile,",
        replace: "held.subarray(0, heldBytes),\n        new Uint8Array(),",
      },
    ],
  },
  {
    guard: "the schedule is believed without its code",
    file: "electron/vault/schedule.ts",
    find: "isAuthentic(stored, vault.keys.scheduleMacKey)",
    replace: "isAuthentic !== undefined",
  },
];
