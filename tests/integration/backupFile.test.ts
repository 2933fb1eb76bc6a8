import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { eraseContent } from "../../electron/services/erase.ts";
import { cancelBackup, makeBackup } from "../../electron/services/makeBackup.ts";
import { restoreBackup } from "../../electron/services/restoreBackup.ts";
import { destroyVault, installRestored, settleFolders } from "../../electron/services/vaultFolders.ts";
import { openBackup } from "../../electron/vault/backupReader.ts";
import { backupsContaining, listBackups } from "../../electron/vault/backupRepository.ts";
import { createBackupWriter } from "../../electron/vault/backupWriter.ts";
import { readTombstones } from "../../electron/vault/tombstones.ts";
import {
  goneFolderOf,
  listVaultIds,
  replacedFolderOf,
  restoringFolderOf,
  vaultFolderOf,
} from "../../electron/vault/vaultFolder.ts";
import { backUp, restore } from "../support/backups.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { dayMs, secretOf, vaultHostForTest } from "../support/vaultHostForTest.ts";

describe("a backup file", () => {
  it("is refused with any byte changed, and nothing of a vault is left", async () => {
    const { test } = await filledVault();
    const place = await backUp(test.context, temporaryFolder(), { withSound: true });
    const bytes = fs.readFileSync(place);
    const there = await vaultHostForTest(temporaryFolder());
    const changed = path.join(temporaryFolder(), "changed.lyhordbackup");

    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ by;
        fs.writeFileSync(changed, copy);
        const code = await restore(there, changed).then(
          () => "restored",
          (error: { code: string }) => error.code,
        );
        expect(refusals).toContain(code);
        expect(nodeFiles.list(path.join(there.home, "vaults"))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("is refused when it is cut off, prolonged, or not one at all", async () => {
    const { test } = await filledVault();
    const place = await backUp(test.context, temporaryFolder());
    const bytes = fs.readFileSync(place);
    const there = await vaultHostForTest(temporaryFolder());
    const tried = path.join(temporaryFolder(), "tried");
    const codeFor = async (content: Uint8Array) => {
      fs.writeFileSync(tried, content);
      return restore(there, tried).catch((error: { code: string }) => error.code);
    };

    expect([
      await codeFor(bytes.subarray(0, bytes.length - 1)),
      await codeFor(Buffer.concat([bytes, Buffer.of(0)])),
      await codeFor(bytes.subarray(0, 10)),
      await codeFor(Buffer.from("Hej")),
      await codeFor(Buffer.concat([bytes.subarray(0, 7), Buffer.of(9), bytes.subarray(8)])),
    ]).toEqual([
      "backup.damaged",
      "backup.damaged",
      "backup.damaged",
      "backup.not-a-backup",
      "backup.format-too-new",
    ]);
  });

  it("does not open with another passphrase", async () => {
    const { test } = await filledVault();
    const place = await backUp(test.context, temporaryFolder());
    const there = await vaultHostForTest(temporaryFolder());

    const restoring = restoreBackup(there, {
      backupPath: place,
      secret: { kind: "passphrase", bytes: secretOf("fel häst batteri") },
      replaceTyped: null,
      mayDestroy: 0,
      running: { isCancelled: false },
      onProgress: () => {},
    });

    await expect(restoring).rejects.toMatchObject({ code: "vault.wrong-passphrase" });
    expect(listVaultIds(nodeFiles, there.home)).toEqual([]);
  });

  it("gives back what was written, whatever the sizes", async () => {
    const { test } = await filledVault();
    const { vault } = test;
    const place = await backUp(test.context, temporaryFolder());
    const key = new Uint8Array(32).fill(7);
    const origin = openBackup(nodeFiles, place);
    origin.close();
    const folder = temporaryFolder();
    for (const sizes of [
      [1, 1],
      [65_535, 65_536],
      [65_537, 131_072],
    ] as const) {
      const plain = sizes.map((size, at) => new Uint8Array(size).fill(at + 1));
      const header = {
        ...origin.header,
        entries: [
          { kind: "database", sizeBytes: sizes[0] },
          { kind: "tombstones", sizeBytes: sizes[1] },
        ] as const,
      };
      const filePath = path.join(folder, `${sizes[0]}`);
      const writer = createBackupWriter(
        nodeFiles,
        filePath,
        { ...header, entries: [...header.entries] },
        key,
      );
      for (const bytes of plain) writer.append(bytes);
      writer.finish();
      const reader = openBackup(nodeFiles, filePath);
      reader.authenticate(key);
      const found = [0, 1].map((index) => Buffer.concat([...reader.chunks(index, key)]));
      reader.close();
      expect(found.map((bytes, at) => Buffer.compare(bytes, plain[at] ?? bytes))).toEqual([0, 0]);
    }
    expect(vault.id).toBe(origin.vault.header.vaultId);
  });
});

describe("making a backup", () => {
  it("leaves nothing when it is cancelled", async () => {
    const { test } = await filledVault();
    const folder = temporaryFolder();
    const targetId = test.context.sources.offerTarget(path.join(folder, "a.lyhordbackup"));

    const making = makeBackup(test.context, { targetId, withSound: true });
    cancelBackup(test.context);

    await expect(making).rejects.toMatchObject({ code: "backup.cancelled" });
    expect([nodeFiles.list(folder), listBackups(test.vault.db)]).toEqual([[], []]);
  });

  it("leaves no file when something is erased meanwhile", async () => {
    const { test, conversationId } = await filledVault();
    const folder = temporaryFolder();
    const targetId = test.context.sources.offerTarget(path.join(folder, "a.lyhordbackup"));

    const making = makeBackup(test.context, { targetId, withSound: true });
    eraseContent(test.context, [{ conversationId, category: "sound", rule: "by-choice" }]);

    await expect(making).rejects.toMatchObject({ code: "backup.overtaken" });
    expect(nodeFiles.list(folder)).toEqual([]);
  });

  it("says that a place cannot be written to", async () => {
    const { test } = await filledVault();
    const targetId = test.context.sources.offerTarget(path.join(temporaryFolder(), "away", "a.lyhordbackup"));

    await expect(makeBackup(test.context, { targetId, withSound: false })).rejects.toMatchObject({
      code: "backup.place-lost",
    });
  });

  it("leaves the vault and the backup before it whole when the disk is full at any operation", async () => {
    const { test } = await filledVault();
    const folder = temporaryFolder();
    const place = await backUp(test.context, folder);
    const before = fs.readFileSync(place);
    const count = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" });
    await backUp(test.withFiles(count.files).context, temporaryFolder());
    for (let failAt = 1; failAt <= count.operations.length; failAt += 7) {
      const { files } = faultyFiles(nodeFiles, { failAt, kind: "ENOSPC", forever: true });
      await backUp(test.withFiles(files).context, folder).catch(() => undefined);
      if (Buffer.compare(fs.readFileSync(place), before) === 0) continue;
      // It had its name already: then it is whole, and known.
      const reader = openBackup(nodeFiles, place);
      reader.authenticate(test.vault.keys.backupKey);
      reader.close();
      expect(listBackups(test.vault.db).map(({ id }) => id)).toContain(reader.header.backupId);
    }
  });

  it("remembers which backups hold a sound, and forgets one that was written over", async () => {
    const { test, recordingId } = await filledVault();
    const folder = temporaryFolder();
    await backUp(test.context, folder, { withSound: true, name: "a" });
    await backUp(test.context, folder, { withSound: false, name: "b" });
    const held = backupsContaining(test.vault.db, recordingId).map(({ place }) => path.basename(place));
    await backUp(test.context, folder, { withSound: false, name: "a" });

    expect([held, backupsContaining(test.vault.db, recordingId), listBackups(test.vault.db).length]).toEqual([
      ["a"],
      [],
      2,
    ]);
  });

  it("is known at the next unlock if the file had its name when everything ended", async () => {
    const { test, recordingId } = await filledVault();
    const folder = temporaryFolder();
    await backUp(test.context, folder);
    const place = await backUp(test.context, folder, { withSound: true });
    test.vault.db.exec("UPDATE backup SET state = 'writing'");
    const [{ id } = { id: "" }] = listBackups(test.vault.db);

    const { vault } = await test.reopen();

    expect(backupsContaining(vault.db, recordingId).map((one) => [one.id, one.sizeBytes])).toEqual([
      [id, fs.statSync(place).size],
    ]);
  });

  it("is known at once if only noting that it is made fails", async () => {
    const { test, recordingId } = await filledVault();
    const folder = temporaryFolder();
    await backUp(test.context, folder);
    test.vault.db.exec(
      `CREATE TRIGGER no_room BEFORE UPDATE OF state ON backup BEGIN SELECT raise(ABORT, 'no room'); END`,
    );
    await backUp(test.context, folder, { withSound: true }).catch(() => undefined);
    const kept = listBackups(test.vault.db).map(({ state }) => state);
    test.vault.db.exec("DROP TRIGGER no_room");

    const { vault } = await test.reopen();

    expect([kept, backupsContaining(vault.db, recordingId).length, listBackups(vault.db).length]).toEqual([
      ["writing", "made"],
      1,
      1,
    ]);
  });

  it("is remembered as unfinished while its stick is away, and forgotten once that is seen without it", async () => {
    const { test } = await filledVault();
    const folder = path.join(temporaryFolder(), "stick");
    const away = `${folder}.away`;
    fs.mkdirSync(folder);
    const gone: FilePort = {
      ...nodeFiles,
      unlink(filePath) {
        if (fs.existsSync(folder) && filePath.endsWith(".part")) fs.renameSync(folder, away);
        nodeFiles.unlink(filePath);
      },
    };
    const targetId = test.context.sources.offerTarget(path.join(folder, "a.lyhordbackup"));
    const pulled = test.withFiles(gone).context;
    const making = makeBackup({ ...pulled, sources: test.context.sources }, { targetId, withSound: true });
    cancelBackup(pulled);
    await expect(making).rejects.toBeInstanceOf(Error);
    const states = (vault: { db: Parameters<typeof listBackups>[0] }) =>
      listBackups(vault.db).map(({ state }) => state);
    const atOnce = states(test.vault);
    const unreachable = await test.reopen();
    const still = states(unreachable.vault);
    fs.renameSync(away, folder);
    const { vault } = await unreachable.reopen();

    expect([atOnce, still, states(vault), nodeFiles.list(folder)]).toEqual([
      ["writing"],
      ["writing"],
      [],
      [],
    ]);
  });

  it("takes no sound along that is due, and none that is not ready", async () => {
    const { test } = await filledVault();
    test.clock.run(29 * dayMs);
    const place = await backUp(test.context, temporaryFolder(), { withSound: true });
    test.clock.run(10 * dayMs);
    const later = await backUp(test.context, temporaryFolder(), { withSound: true });

    expect([place, later].map(soundsIn)).toEqual([1, 0]);
  });
});

it("a list beside a backup that is larger than any list is not read", () => {
  const filePath = path.join(temporaryFolder(), "list.erased");
  fs.writeFileSync(filePath, "{");
  fs.truncateSync(filePath, 40 * 2 ** 20);
  let bytesRead = 0;
  const counting: FilePort = {
    ...nodeFiles,
    read(descriptor, into, position) {
      bytesRead += into.length;
      return nodeFiles.read(descriptor, into, position);
    },
  };

  expect([readTombstones(counting, filePath), bytesRead]).toEqual([undefined, 0]);
});

describe("whole folders", () => {
  it("keep the vault that is here when the restored one cannot take its name", async () => {
    const { test } = await filledVault();
    const { id, folder } = test.vault;
    test.vault.close();
    const before = nodeFiles.list(folder);

    expect(() => installRestored({ home: test.home, files: nodeFiles }, id)).toThrow("ENOENT");

    expect([listVaultIds(nodeFiles, test.home), nodeFiles.list(folder)]).toEqual([[id], before]);
  });

  it("are finished or taken back at the next start", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const test = await vaultForTest();
    const { id } = test.vault;
    const put = (folder: string, ...names: readonly string[]) => {
      fs.mkdirSync(path.join(folder, "media"), { recursive: true });
      for (const name of names) fs.writeFileSync(path.join(folder, name), "x");
    };
    const left = () => nodeFiles.list(path.join(host.home, "vaults"));

    put(restoringFolderOf(host.home, id), "vault-1.db", "media/a.shred");
    settleFolders(host);
    const halfRestored = left();
    put(restoringFolderOf(host.home, id), "vault-1.db", "vault.json");
    put(goneFolderOf(host.home, id), "vault-1.db", "vault.json", "media/a.shred");
    settleFolders(host);
    const wholeRestored = [left(), nodeFiles.list(vaultFolderOf(host.home, id))];
    put(restoringFolderOf(host.home, id), "vault-1.db", "vault.json");
    settleFolders(host);

    expect([halfRestored, wholeRestored, left()]).toEqual([
      [],
      [[id], ["lock", "media", "vault-1.db", "vault.json"]],
      [id],
    ]);
  });

  it("come back under their name when nothing whole takes it, unless a person has erased them", async () => {
    const test = await vaultForTest();
    const { id, folder } = test.vault;
    test.vault.close();
    const folders = { home: test.home, files: nodeFiles };
    const left = () => nodeFiles.list(path.join(test.home, "vaults"));

    fs.renameSync(folder, replacedFolderOf(test.home, id));
    fs.mkdirSync(path.join(restoringFolderOf(test.home, id), "media"), { recursive: true });
    settleFolders(folders);
    const takenBack = [left(), listVaultIds(nodeFiles, test.home)];
    fs.cpSync(folder, replacedFolderOf(test.home, id), { recursive: true });
    destroyVault(folders, id, () => {});
    settleFolders(folders);

    expect([takenBack, left()]).toEqual([[[id], [id]], []]);
  });

  it("of a vault that was replaced are destroyed", async () => {
    const test = await vaultForTest();
    const { id, folder } = test.vault;
    test.vault.close();
    fs.cpSync(folder, replacedFolderOf(test.home, id), { recursive: true });

    settleFolders({ home: test.home, files: nodeFiles });

    expect(nodeFiles.list(path.join(test.home, "vaults"))).toEqual([id]);
  });
});

const refusals = [
  "backup.damaged",
  "backup.not-a-backup",
  "backup.format-too-new",
  "vault.wrong-passphrase",
  "vault.format-too-new",
  "vault.kdf-out-of-range",
  "vault.device-secret-missing",
];

function soundsIn(backupPath: string): number {
  const reader = openBackup(nodeFiles, backupPath);
  reader.close();
  return reader.header.entries.filter(({ kind }) => kind === "sound").length;
}
