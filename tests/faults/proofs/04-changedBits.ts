/** Promise 4: one bit is changed, anywhere in a vault, a sound or a recording in progress. */
import { tryBlobMutations, tryPartMutations } from "../mediaMutations.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryVaultMutations } from "../vaultMutations.ts";

const bytesPerFile: PerExtent = { short: 20, usual: 300, long: Number.POSITIVE_INFINITY };
const mutationsEach: PerExtent = { short: 100, usual: 2_000, long: 10_000 };

export const proof: Proof = {
  promise: 4,
  title: "any changed bit is detected before use",
  run: async (extent, folder) =>
    sumResults([
      await tryVaultMutations(folder, bytesPerFile[extent]),
      await tryBlobMutations(folder, "bits", mutationsEach[extent]),
      await tryPartMutations(folder, "bits", mutationsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [];
