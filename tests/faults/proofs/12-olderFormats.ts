/** Promise 12: the frozen vaults open, and their migrations are killed at their system calls. */
import path from "node:path";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import { openByRecoveryCode } from "../useCases/openFrozen.ts";
import { tryKills } from "../useCaseTrials.ts";

const kills: PerExtent = { short: 6, usual: 80, long: Number.POSITIVE_INFINITY };
const killsOfFormat2: PerExtent = { short: 3, usual: 60, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 12,
  title: "older vault formats always open; migration on a verified copy survives kill −9",
  async run(extent, folder) {
    const fixtures = ["vault-format-1", "vault-format-2"] as const;
    for (const fixture of fixtures) await openByRecoveryCode(path.join(folder, fixture), fixture);
    const opened = { trials: fixtures.length, failures: [] };
    return sumResults([
      opened,
      await tryKills(["openFormat1"], folder, kills[extent]),
      await tryKills(["openFormat2"], folder, killsOfFormat2[extent]),
    ]);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "format 1 is not read any more",
    file: "electron/vault/vaultHeader.ts",
    find: "return first.success ? fromFormat1(first.data) : vaultHeaderSchema.safeParse(content).data;",
    replace: "return void fromFormat1, vaultHeaderSchema.safeParse(content).data;",
  },
  {
    guard: "the old database goes before the copy has been checked",
    file: "electron/vault/migrate.ts",
    find: "    migrateCopy(db, copyPath, key, steps);",
    replace: "    files.unlink(path);\n    migrateCopy(db, copyPath, key, steps);",
  },
  {
    guard: "the copy takes the name before it is migrated",
    file: "electron/vault/migrate.ts",
    find: "    migrateCopy(db, copyPath, key, steps);",
    replace: "    void migrateCopy;",
  },
];
