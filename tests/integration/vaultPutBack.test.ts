import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDamage } from "../../electron/vault/auditLog.ts";
import { beginPages, changedSinceLock, forgetPages, keepPages } from "../../electron/vault/pageDigest.ts";
import { announceText, isTextKnown, settleText } from "../../electron/vault/textWitness.ts";
import { databasePath, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { filledVault } from "../support/filledVault.ts";
import { vaultForTest } from "../support/vaultForTest.ts";

describe("a text that lies outside the database", () => {
  it("is known as written last, and while it is being written as the one before too", async () => {
    const { db } = (await vaultForTest()).vault;
    const known = () =>
      ["one", "two", "three"].filter((text) => isTextKnown(db, "withdrawals-witness", text));
    settleText(db, "withdrawals-witness", "one");
    expect(known()).toEqual(["one"]);
    announceText(db, "withdrawals-witness", "two");
    expect(known()).toEqual(["one", "two"]);
    settleText(db, "withdrawals-witness", "two");
    expect(known()).toEqual(["two"]);
  });

  it("is believed where nothing is remembered, as in a vault of an older version", async () => {
    const { db } = (await vaultForTest()).vault;
    db.prepare("DELETE FROM setting WHERE name = 'withdrawals-witness'").run();
    announceText(db, "withdrawals-witness", "one");
    expect(isTextKnown(db, "withdrawals-witness", "any")).toBe(true);
  });
});

describe("the pages of the database", () => {
  it("are as they were left after an orderly lock, and after a sitting that was cut off", async () => {
    const filled = await filledVault();
    const first = await filled.test.reopen();
    keepPages(first.vault);
    expect(changedSinceLock(first.vault)).toEqual([]);
    const second = await first.reopen();
    const third = await second.reopen();
    expect(listDamage(third.vault.db, 0)).toEqual([]);
  });

  it("are not called changed where a first sitting could not begin for want of room", async () => {
    const { vault } = await vaultForTest();
    const full = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", only: ["createNew"] });
    forgetPages(vault);
    fs.rmSync(vaultPaths(vault.folder).pages, { force: true });

    expect(() => beginPages({ ...vault, files: full.files })).toThrow("ENOSPC");

    expect(changedSinceLock(vault)).toEqual([]);
  });

  it("cannot be written any more once their digest is kept", async () => {
    const { vault } = await (await filledVault()).test.reopen();
    keepPages(vault);
    expect(() => vault.db.exec("DELETE FROM note")).toThrow("readonly");
  });

  it("with one of an earlier sitting among them are noticed, and files no row knows are kept then", async () => {
    const filled = await filledVault();
    const first = await filled.test.reopen();
    const database = databasePath(first.vault.folder, 1);
    keepPages(first.vault);
    const before = fs.readFileSync(database);
    const second = await first.reopen();
    second.vault.db.exec("UPDATE note SET text = 'andra ord'");
    keepPages(second.vault);
    const after = fs.readFileSync(database);
    const page = Array.from({ length: after.length / 4_096 }, (_, index) => index).findLast(
      (index) =>
        !before
          .subarray(index * 4_096, (index + 1) * 4_096)
          .equals(after.subarray(index * 4_096, (index + 1) * 4_096)),
    );
    before.copy(after, (page ?? 0) * 4_096, (page ?? 0) * 4_096, ((page ?? 0) + 1) * 4_096);
    fs.writeFileSync(database, after);
    const stray = path.join(
      vaultPaths(first.vault.folder).media,
      "00000000-0000-4000-8000-00000000000f.blob",
    );
    fs.writeFileSync(stray, "x");
    const third = await second.reopen();
    expect(listDamage(third.vault.db, 0).map(({ what }) => what)).toContain("database");
    expect(fs.existsSync(stray)).toBe(true);
  });
});
