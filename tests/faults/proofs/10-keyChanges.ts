/** Promise 10: changes of passphrase, recovery code and vault key are killed at their system calls. */
import type { Control, PerExtent, Proof } from "../proof.ts";
import { tryKills } from "../useCaseTrials.ts";

const killsEach: PerExtent = { short: 4, usual: 60, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 10,
  title: "passphrase change and key rotation are atomic: the vault opens with exactly the old or the new set",
  run: (extent, folder) =>
    tryKills(["changePassphrase", "reissueCode", "rotateKeys"], folder, killsEach[extent]),
};

const rotation = "electron/vault/rotation.ts";

export const controls: readonly Control[] = [
  {
    guard: "small files are written in place instead of being replaced whole",
    file: "electron/ports/files.ts",
    find: "if (files.exists(temporary)) files.unlink(temporary);",
    replace: "temporary = path; if (files.exists(temporary)) files.unlink(temporary);",
    extent: "usual",
  },
  {
    guard: "the live database is given the new key",
    file: rotation,
    find: "  rekeyCopy(copyPath, keys.database, next.database);",
    replace: `  rekeyCopy(copyPath, keys.database, next.database);
  db.pragma("journal_mode = DELETE");
  db.rekey(Buffer.concat([Buffer.from("raw:"), next.database]));`,
    extent: "usual",
  },
  {
    guard: "the header is switched before the copy is made",
    file: rotation,
    find: "        prepareDatabase(vault, next, onPhase);",
    replace: `        const early = { ...header, generation: header.generation + 1, slots };
        writeHeader(files, folder, early, next.headerMac);
        prepareDatabase(vault, next, onPhase);`,
    extent: "usual",
  },
  {
    guard: "earlier media keys are left behind",
    file: rotation,
    find: "earlierMediaKeys: wrapMediaKeys(vaultId, mediaKeys, next.generationWrap),",
    replace: "earlierMediaKeys: [],",
  },
  {
    guard: "what lies outside the database is not carried over to the new keys",
    file: rotation,
    find: "carriedOver: noteCarriedOver(files, folder),",
    replace: "carriedOver: null,",
  },
];
