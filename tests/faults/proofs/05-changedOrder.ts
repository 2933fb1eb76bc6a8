/** Promise 5: sounds and recordings in progress are cut, extended, reordered, spliced and swapped. */
import { tryBlobMutations, tryPartMutations } from "../mediaMutations.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";

const mutationsEach: PerExtent = { short: 100, usual: 2_000, long: 10_000 };

export const proof: Proof = {
  promise: 5,
  title: "cutting, extending, reordering, splicing and swapping sound is detected",
  run: async (extent, folder) =>
    sumResults([
      await tryBlobMutations(folder, "order", mutationsEach[extent]),
      await tryPartMutations(folder, "order", mutationsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [];
