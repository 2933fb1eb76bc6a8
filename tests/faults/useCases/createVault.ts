/** Creating a vault: it is there whole, or there is none. */
import assert from "node:assert/strict";
import { nodeFiles } from "../../../electron/ports/files.ts";
import { listVaultIds } from "../../../electron/vault/vaultFolder.ts";
import { during, newVaultInput, trialProcess, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

export const createVault: UseCase = {
  name: "creating a vault",
  async prepare() {},
  async act(home, { begin, take }) {
    const vault = await trialProcess(home);
    begin();
    await take(() => vault.ask("vault.create", newVaultInput()));
  },
  async check(home, { acknowledged }) {
    const isThere = listVaultIds(nodeFiles, home).length === 1;
    assert.ok(isThere || acknowledged === 0, "an acknowledged vault is gone");
    if (!isThere) {
      const again = await trialProcess(home);
      await during(again, (vault) => vault.get("vault.create", newVaultInput()));
    }
    await during(await unlockedVault(home), async (vault) => {
      assert.equal((await vault.get("settings.read", {})).language, "sv");
      assert.deepEqual(await vault.get("conversation.list", {}), []);
    });
  },
};
