import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { readBackupOverview } from "../../electron/services/backupOverview.ts";
import { readCertificate } from "../../electron/services/certificates.ts";
import { eraseContent } from "../../electron/services/erase.ts";
import { setHold } from "../../electron/services/hold.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { createNote } from "../../electron/services/notes.ts";
import { updateSettings } from "../../electron/services/settings.ts";
import { listToday } from "../../electron/services/today.ts";
import { importTranscript } from "../../electron/services/transcripts.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { backupsContaining, listBackups } from "../../electron/vault/backupRepository.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { backups } from "../../electron/vault/migrations/0005-backups.ts";
import { companionPath, readTombstones, tombstonesPath } from "../../electron/vault/tombstones.ts";
import { isBackupDue } from "../../shared/domain/backup.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { backUp } from "../support/backups.ts";
import { deviceProtectionForTest } from "../support/deviceProtectionForTest.ts";
import { filledVault } from "../support/filledVault.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { rolePlayDraft, vaultForTest } from "../support/vaultForTest.ts";
import { clockForTest, dayMs, secretOf, testPassphrase } from "../support/vaultHostForTest.ts";

describe("the reminder", () => {
  it("comes when something has changed and the last backup is old, and never to whoever wants none", () => {
    const since = 1_000 * dayMs;
    const at = (days: number) => since + days * dayMs;
    const state = { since, hasChanged: true, everyDays: 30 };
    expect([
      isBackupDue(state, at(30) - 1),
      isBackupDue(state, at(30)),
      isBackupDue({ ...state, hasChanged: false }, at(400)),
      isBackupDue({ ...state, everyDays: null }, at(400)),
    ]).toEqual([false, true, false, false]);
  });

  it("waits for something of worth, goes with a backup, and comes back when more was written", async () => {
    const test = await vaultForTest();
    const reminders = () => listToday(test.context).filter(({ about }) => about === "backup-due");
    test.clock.run(31 * dayMs);
    const empty = reminders();
    const conversationId = test.rolePlay();
    const note = { conversationId, startMs: 0, endMs: 0, text: "Fint" };
    createNote(test.context, note);
    const never = reminders();
    await backUp(test.context, temporaryFolder());
    const madeAt = test.clock.now();
    test.clock.run(31 * dayMs);
    const unchanged = reminders();
    createNote(test.context, note);
    const old = reminders();
    updateSettings(test.context, { backupReminderDays: null });

    expect([empty, never, unchanged, old, reminders()]).toEqual([
      [],
      [{ about: "backup-due", lastMadeAt: null }],
      [],
      [{ about: "backup-due", lastMadeAt: madeAt }],
      [],
    ]);
  });
});

describe("the list of what was erased", () => {
  it("lies outside the vault and beside its backups, with ids and times only", async () => {
    const { test, conversationId, recordingId } = await filledVault();
    const place = await backUp(test.context, temporaryFolder());
    eraseContent(test.context, [{ conversationId, category: "sound", rule: "by-choice" }]);
    const erasedAt = test.clock.now();

    const listed = {
      format: 1,
      vaultId: test.vault.id,
      contents: [{ conversationId, category: "sound", erasedAt }],
      sounds: [{ recordingId, erasedAt }],
      withdrawn: [],
      withdrawnNumbers: [],
      vaultErasedAt: null,
      numbers: { certificate: 1, receipt: 0, consent: 17 },
    };
    expect(
      [tombstonesPath(test.home, test.vault.id), companionPath(place)].map(
        (filePath) => readTombstones(nodeFiles, filePath)?.tombstones,
      ),
    ).toEqual([listed, listed]);
  });

  it("is not all: the certificate names the backups that still hold the sound", async () => {
    const { test, conversationId } = await filledVault();
    await backUp(test.context, temporaryFolder(), { withSound: true });
    await backUp(test.context, temporaryFolder());
    eraseContent(test.context, [{ conversationId, category: "sound", rule: "by-choice" }]);

    const { text } = readCertificate(test.context, { number: 1 });
    const { copiesOutsideControl } = JSON.parse(text);

    const madeAt = new Date(test.clock.now()).toISOString();
    expect(copiesOutsideControl.made).toEqual([{ kind: "backup", form: "file", madeAt }]);
  });

  it("is named also for a text that was there before its sound, which started the clocks anew", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const sourceId = test.offer("talk.vtt");
    importTranscript(test.context, { conversationId, sourceId, speakers: [], replace: false });
    test.clock.run(dayMs);
    await backUp(test.context, temporaryFolder());
    const madeAt = new Date(test.clock.now()).toISOString();
    test.clock.run(dayMs);
    const audio = { conversationId, sourceId: test.offer("speech.wav"), durationMs: null };
    await importAudio(test.context, audio);
    eraseContent(test.context, [{ conversationId, category: "transcript", rule: "by-choice" }]);

    const { copiesOutsideControl } = JSON.parse(readCertificate(test.context, { number: 1 }).text);
    expect(copiesOutsideControl).toMatchObject({
      exported: 1,
      made: [{ kind: "backup", form: "file", madeAt }],
    });
  });

  it("does not keep an erasure from its end when the stick is gone", async () => {
    const { test, conversationId } = await filledVault();
    const folder = temporaryFolder();
    await backUp(test.context, folder);
    fs.rmSync(folder, { recursive: true });

    const outcome = eraseContent(test.context, [{ conversationId, category: "sound", rule: "by-choice" }]);

    expect(outcome).toEqual({ finished: 1, incomplete: 0 });
  });
});

function newVault() {
  return {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase) as Uint8Array<ArrayBuffer>,
    language: "sv",
    rolePair: "adviser-client",
  } as const;
}

describe("erasing a vault", () => {
  it("asks for its name, leaves nothing of it, and remembers that in the list", async () => {
    const vault = await requesterForTest();
    const created = await vault.get("vault.create", newVault());
    const { vaultId } = created.session;
    const { home } = vault.gate.host;

    const refused = await vault.failure("vault.erase", { typedName: "Annat valv" });
    await vault.get("vault.erase", { typedName: "provvalv " });

    expect([
      refused.code,
      nodeFiles.list(path.join(home, "vaults")),
      await vault.get("vault.list", {}),
    ]).toEqual(["vault.name-mismatch", [], []]);
    expect((await vault.failure("settings.read", {})).code).toBe("vault.locked");
    const list = readTombstones(nodeFiles, tombstonesPath(home, vaultId));
    expect(list?.tombstones.vaultErasedAt).toBe(vault.gate.host.clock.now());
  });
});

describe("a vault of which something is held", () => {
  it("is not erased before the hold ends, and says how many conversations are", async () => {
    const vault = await requesterForTest();
    await vault.get("vault.create", newVault());
    const { conversationId } = await vault.get("conversation.create", rolePlayDraft);
    await vault.get("conversation.create", rolePlayDraft);
    await vault.get("hold.set", { conversationId, reason: "document-request", days: 5 });

    const refused = await vault.failure("vault.erase", { typedName: "Provvalv" });
    await vault.get("hold.end", { conversationId });
    await vault.get("vault.erase", { typedName: "Provvalv" });

    expect(refused).toMatchObject({ code: "vault.on-hold", detail: { held: 1 } });
    expect(await vault.get("vault.list", {})).toEqual([]);
  });

  it("stays so while nobody has said that the date is right at which the hold would have ended", async () => {
    const clock = clockForTest();
    const vault = await requesterForTest({ clock });
    await vault.get("vault.create", newVault());
    const { conversationId } = await vault.get("conversation.create", rolePlayDraft);
    await vault.get("hold.set", { conversationId, reason: "complaint", days: 30 });
    clock.set(clock.now() + 90 * dayMs);

    expect((await vault.failure("vault.erase", { typedName: "Provvalv" })).code).toBe("vault.on-hold");
  });
});

describe("what a backup cannot hold", () => {
  it("is counted: sound that is not ready, or that only a hold keeps, and sound that is in none", async () => {
    const { test, consent, conversationId } = await filledVault();
    const soundsOf = () => {
      const { count, leftOut, inNoBackup } = readBackupOverview(test.context).sounds;
      return [count, leftOut, inNoBackup];
    };
    const before = soundsOf();
    await importAudio(test.context, {
      conversationId: test.rolePlay(),
      sourceId: test.offer("speech.ogg"),
      durationMs: null,
    });
    const unready = soundsOf();
    await backUp(test.context, temporaryFolder());
    const withoutSound = soundsOf();
    await backUp(test.context, temporaryFolder(), { withSound: true });
    const withSound = soundsOf();
    setHold(test.context, { conversationId, reason: "access-request", days: 5 });
    const typedPseudonym = consent.pseudonym;
    expect(() => withdrawConsent(test.context, { consentId: consent.id, typedPseudonym })).toThrow();

    expect([before, unready, withoutSound, withSound, soundsOf()]).toEqual([
      [1, 0, 1],
      [1, 1, 2],
      [1, 1, 2],
      [1, 1, 1],
      [0, 2, 1],
    ]);
  });
});

describe("a passphrase that is bound to a computer", () => {
  it("is said not to open the backup on another one", async () => {
    const protection = deviceProtectionForTest();
    const vault = await requesterForTest({ protection });
    await vault.get("vault.create", {
      name: "Provvalv",
      passphrase: secretOf(testPassphrase) as Uint8Array<ArrayBuffer>,
      language: "sv",
      rolePair: "adviser-client",
    });
    await vault.get("keys.bindDevice", {
      passphrase: secretOf(testPassphrase) as Uint8Array<ArrayBuffer>,
      bound: true,
    });
    const place = await backUp(vault.context(), temporaryFolder());
    const other = await requesterForTest({ protection: deviceProtectionForTest() });

    const faces = await Promise.all(
      [vault, other].map((one) => one.get("backup.inspect", { sourceId: one.offer(place) })),
    );

    expect(faces.map(({ isPassphraseBound, isHere }) => ({ isPassphraseBound, isHere }))).toEqual([
      { isPassphraseBound: false, isHere: true },
      { isPassphraseBound: true, isHere: false },
    ]);
    const restoring = await other.failure("backup.restore", {
      sourceId: other.offer(place),
      secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
      replaceTyped: null,
      mayDestroy: 0,
    });
    expect(restoring.code).toBe("vault.device-secret-missing");
  });
});

it("the migration leaves what is there, and knows of no backup yet", () => {
  const db = createDatabase(`${temporaryFolder()}/vault-1.db`, new Uint8Array(32).fill(1));
  const before = migrations.slice(0, migrations.indexOf(backups));
  migrate(db, before);
  db.exec("INSERT INTO setting (name, value) VALUES ('settings', '{}')");
  migrate(db, [...before, backups]);
  const settings = db.prepare("SELECT name, value FROM setting").all();
  const known = [listBackups(db), backupsContaining(db, "a" as RecordingId)];
  db.close();
  expect([settings, known]).toEqual([[{ name: "settings", value: "{}" }], [[], []]]);
});
