import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { settleFolders } from "../../electron/services/vaultFolders.ts";
import { goneFolderOf, vaultFolderOf } from "../../electron/vault/vaultFolder.ts";
import { acquireHomeLock } from "../../electron/vault/vaultLock.ts";
import { filledVault } from "../support/filledVault.ts";
import { refusingFiles } from "../support/refusingFiles.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

/** A process with a filled vault open in it, on a disk that may refuse. */
async function unlockedOn(files: FilePort) {
  const { test, recordingId } = await filledVault();
  test.vault.close();
  const { home, clock } = test;
  const process = await requesterForTest({ home, clock, files });
  const vaultId = test.vault.id;
  const secret = () => ({
    kind: "passphrase" as const,
    bytes: secretOf(testPassphrase) as Uint8Array<ArrayBuffer>,
  });
  await process.get("vault.unlock", { vaultId, secret: secret() });
  return { process, home, clock, vaultId, secret, recordingId };
}

describe("a vault that is erased while a file will not go", () => {
  it("can never be opened again, tells what is left, and is gone after a later start", async () => {
    const busy = refusingFiles("EBUSY", (file) => file.endsWith(".shred"));
    const { process, home, clock, vaultId, secret, recordingId } = await unlockedOn(busy);

    expect((await process.failure("vault.erase", { typedName: "Provvalv" })).code).toBe("vault.disk-error");
    expect(await process.get("vault.session", {})).toBeNull();

    const gone = goneFolderOf(home, vaultId);
    const kept = fs.readdirSync(gone, { recursive: true });
    expect(kept.sort()).toEqual(["media", path.join("media", `${recordingId}.shred`)]);
    const host = await vaultHostForTest(home, { clock, files: busy });
    expect(() => settleFolders(host)).toThrow("EBUSY");
    expect(await process.get("home.undestroyed", {})).toEqual({ vaults: 1 });

    fs.cpSync(gone, vaultFolderOf(home, vaultId), { recursive: true });
    expect((await process.failure("vault.unlock", { vaultId, secret: secret() })).code).toBe(
      "vault.not-found",
    );
    settleFolders({ home, files: nodeFiles });
    expect(fs.existsSync(gone)).toBe(false);
    expect(await process.get("home.undestroyed", {})).toEqual({ vaults: 0 });
  });
});

describe("a vault that is to be erased while others are at the folders", () => {
  it("stays open, and can be erased when they are done", async () => {
    const { process, home } = await unlockedOn(nodeFiles);
    const others = acquireHomeLock(home, 0);

    expect((await process.failure("vault.erase", { typedName: "Provvalv" })).code).toBe("vault.in-use");
    others.release();

    expect(await process.get("vault.session", {})).not.toBeNull();
    await process.get("vault.erase", { typedName: "Provvalv" });
    expect(await process.get("vault.list", {})).toEqual([]);
  });
});
