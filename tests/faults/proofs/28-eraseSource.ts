/** Promise 28: a file is erased at its source only after a verified import, whatever fails on the way. */
import fs from "node:fs";
import path from "node:path";
import { crash, diskFaults, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { tryPulledCards, tryWrongFiles } from "../sourceTrials.ts";
import type { UseCaseName } from "../useCases.ts";
import { tryDiskErrors, tryKills } from "../useCaseTrials.ts";

const wrongFiles: PerExtent = { short: 14, usual: 120, long: 3_000 };
const pulls: PerExtent = { short: 10, usual: 200, long: Number.POSITIVE_INFINITY };
const operations: PerExtent = { short: 10, usual: 300, long: Number.POSITIVE_INFINITY };
const calls: PerExtent = { short: 4, usual: 120, long: Number.POSITIVE_INFINITY };

const erasures: readonly UseCaseName[] = ["eraseAtSource"];

export const proof: Proof = {
  promise: 28,
  title: "a source is erased only after a verified import, and only the right one",
  run: async (extent, folder) => {
    const ownFolder = (name: string) => {
      const own = path.join(folder, name);
      fs.mkdirSync(own);
      return own;
    };
    return sumResults([
      await tryWrongFiles(folder, wrongFiles[extent]),
      await tryPulledCards(folder, pulls[extent]),
      await tryFileFaults(erasures, folder, [...crash, ...diskFaults], operations[extent]),
      await tryKills(erasures, ownFolder("kills"), calls[extent]),
      await tryDiskErrors(erasures, ownFolder("errors"), calls[extent]),
    ]);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "the file is not compared with what was taken in",
    file: "electron/services/eraseSource.ts",
    find: "findKeptOriginal(vault.db, read.sha256)?.conversationId !== conversationId",
    replace: "read.sha256.length !== 32 || findKeptOriginal === undefined",
  },
  {
    guard: "the vault's sound is not read back",
    file: "electron/services/eraseSource.ts",
    find: 'await verifyKeptSound(context, kept, stoppable("checking"));',
    replace: "void [verifyKeptSound, kept];",
  },
  {
    guard: "the vault is not looked at again once both were read",
    file: "electron/services/eraseSource.ts",
    find: "    requireKeptSound(context, conversationId);\n    begun = begin",
    replace: "    begun = begin",
  },
  {
    guard: "a sound that may still be taken out again counts as safe",
    file: "electron/services/keptSound.ts",
    find: 'if (kept?.state !== "ready")',
    replace: "if (kept === undefined)",
  },
  {
    guard: "a file that has changed under its new name does not get its own back",
    file: "electron/services/sourceFile.ts",
    find: "  try {\n    requireUnchanged(files, leftover, read);",
    replace: "  try {\n    void read;",
  },
  {
    guard: "the intent is not committed before the file is touched",
    file: "electron/services/eraseSource.ts",
    find: "    begun = begin(context, conversationId, filePath);\n    takeNameAway(vault.files, begun, read);",
    replace:
      "    const names = { path: filePath, leftover: newLeftover(filePath) };" +
      " takeNameAway(vault.files, names, read); begun = begin(context, conversationId, filePath);" +
      " begun = { ...begun, leftover: names.leftover };",
    extent: "usual",
  },
  {
    guard: "what lost its name is forgotten",
    file: "electron/services/eraseSource.ts",
    find: "      return leaveUnfinished(context, begun.conversationId);",
    replace:
      "      removeSourceErasure(vault.db, begun.leftover); return leaveUnfinished(context, begun.conversationId);",
  },
  {
    guard: "links are followed",
    file: "electron/services/sourceFile.ts",
    find: 'if (facts.kind === "link") throw new SourceUntouched("linked");',
    replace:
      'if (facts.kind === "link") return { ...facts, kind: "file", sizeBytes: files.size(files.openRead(filePath)) };',
  },
];
