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

export const controls: readonly Control[] = [
  {
    guard: "the last chunk is not marked as the last",
    file: "electron/audio/mediaHeader.ts",
    find: "isLast ? 1 : 0",
    replace: "isLast ? 0 : 0",
  },
  {
    guard: "the final chunk is not checked when a sound is opened",
    file: "electron/audio/blobReader.ts",
    find: 'chunk(chunkCount - 1, "final-chunk");',
    replace: "",
  },
  {
    guard: "nobody asks whose sound it is",
    file: "electron/audio/mediaHeader.ts",
    find: 'if (header.blobId !== expected.blobId) throw tampered("blob");',
    replace: "",
    also: [
      {
        file: "electron/audio/mediaHeader.ts",
        find: 'if (header.conversationId !== expected.conversationId) throw tampered("conversation");',
        replace: "",
      },
    ],
  },
  {
    guard: "the records of a recording in progress are not numbered",
    file: "electron/audio/partReader.ts",
    find: "nonceAt(header.noncePrefix, index, false)",
    replace: "nonceAt(header.noncePrefix, 0 * index, false)",
    also: [
      {
        file: "electron/audio/partWriter.ts",
        find: "nonceAt(noncePrefix, recordIndex, false)",
        replace: "nonceAt(noncePrefix, 0 * recordIndex, false)",
      },
    ],
  },
];
