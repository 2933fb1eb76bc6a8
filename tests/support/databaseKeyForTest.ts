/** The key of a test vault's database, which no product code hands out. */

import { deriveVaultKeys } from "../../electron/crypto/vaultKeys.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { unwrapVaultKey } from "../../electron/vault/keySlots.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import { cheapDerive, secretOf, testPassphrase } from "./vaultHostForTest.ts";

/** Derives the key from the passphrase that all test vaults have. @returns 32 bytes */
export async function databaseKeyForTest({
  folder,
  id,
}: Pick<OpenVault, "folder" | "id">): Promise<Uint8Array> {
  const { header } = readHeader(nodeFiles, folder);
  const access = { vaultId: id, slot: "passphrase", secret: secretOf(testPassphrase) } as const;
  const vaultKey = await unwrapVaultKey(header.slots.passphrase, access, cheapDerive);
  if (vaultKey === undefined) throw new Error("not a test vault");
  return deriveVaultKeys(vaultKey).database;
}
