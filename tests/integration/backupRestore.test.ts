import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures } from "../../electron/services/certificates.ts";
import { createConsent, nextConsentNumber } from "../../electron/services/consents.ts";
import type { ServiceContext } from "../../electron/services/context.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { eraseContent } from "../../electron/services/erase.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { exportForArchive } from "../../electron/services/handOver.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { carryOutWithdrawal } from "../../electron/services/withdrawLocked.ts";
import { listConsents } from "../../electron/vault/consentRepository.ts";
import {
  companionPath,
  noTombstones,
  parseTombstones,
  readTombstones,
  tombstonesPath,
} from "../../electron/vault/tombstones.ts";
import { restoringFolderOf, vaultFolderOf } from "../../electron/vault/vaultFolder.ts";
import { acquireHomeLock, acquireVaultLock } from "../../electron/vault/vaultLock.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { backUp, restore } from "../support/backups.ts";
import { filledVault, noteText } from "../support/filledVault.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester } from "../support/requester.ts";
import { talkBySpeakers } from "../support/talkBySpeakers.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent } from "../support/vaultForTest.ts";
import {
  clockForTest,
  dayMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";

test("a backup without sound brings transcript and notes to another computer", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());

  const there = await vaultHostForTest(temporaryFolder());
  const outcome = await restore(there, place);

  expect(outcome).toEqual({
    vaultId: here.vault.id,
    name: "Provvalv",
    soundsRestored: 0,
    soundsLeftOut: 1,
    soundsDestroyed: 0,
    erasedSince: 0,
  });
  expect(await contentOf(there, here.vault.id, conversationId)).toEqual({
    sound: "erased",
    segments: 4,
    notes: [noteText],
  });
});

test("a backup with sound brings it along, byte for byte", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder(), { withSound: true });

  const there = await vaultHostForTest(temporaryFolder());
  const outcome = await restore(there, place);

  expect(outcome).toMatchObject({ soundsRestored: 1, soundsLeftOut: 0 });
  const bytes = await soundOf(there, here.vault.id, conversationId);
  expect(Buffer.compare(bytes, fs.readFileSync(fixturePath("speech.wav")))).toBe(0);
});

test("sound that is past its date is not even written", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder(), { withSound: true });

  const there = await vaultHostForTest(temporaryFolder(), { clock: clockForTest(testStart + 60 * dayMs) });
  const outcome = await restore(there, place);

  expect(outcome).toMatchObject({ soundsRestored: 0, soundsLeftOut: 1 });
  expect(mediaOf(there, here.vault.id)).toEqual([]);
  expect(await contentOf(there, here.vault.id, conversationId)).toEqual({
    sound: "erased",
    segments: 4,
    notes: [noteText],
  });
});

test("text that is past its date is erased before the first look", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());

  const there = await vaultHostForTest(temporaryFolder(), { clock: clockForTest(testStart + 119 * dayMs) });
  await restore(there, place);

  expect(await contentOf(there, here.vault.id, conversationId)).toEqual({
    sound: "erased",
    segments: 0,
    notes: [],
  });
});

test("what was erased after the backup does not come back on the same computer", async () => {
  const { test: here, conversationId } = await filledVault();
  const folder = temporaryFolder();
  const place = await backUp(here.context, folder, { withSound: true });
  fs.rmSync(`${place}.erased`);
  eraseContent(here.context, [
    { conversationId, category: "sound", rule: "by-choice" },
    { conversationId, category: "notes", rule: "by-choice" },
  ]);
  fs.rmSync(`${place}.erased`);
  const host = await hostOf(here);
  here.vault.close();

  const outcome = await restore(host, place, "provvalv");

  expect(outcome).toMatchObject({ soundsRestored: 0, erasedSince: 2 });
  expect(await contentOf(host, here.vault.id, conversationId)).toEqual({
    sound: "erased",
    segments: 4,
    notes: [],
  });
});

test("the small waveform tells nothing of a transcript that was erased after the backup", async () => {
  const { test: here, conversationId } = await filledVault();
  talkBySpeakers(here, conversationId);
  const place = await backUp(here.context, temporaryFolder(), { withSound: true });
  eraseContent(here.context, [{ conversationId, category: "transcript", rule: "by-choice" }]);
  const { thumbnail } = readConversation(here.context, { conversationId });

  const there = await vaultHostForTest(temporaryFolder());
  await restore(there, place);

  const requester = await unlocked(there, here.vault.id);
  const restored = await requester.get("conversation.read", { conversationId });
  requester.end();
  expect([restored.sound.phase, restored.thumbnail]).toEqual(["ready", thumbnail]);
});

test("the list beside the backup tells another computer what was erased", async () => {
  const { test: here, consent, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder(), { withSound: true });
  withdrawConsent(here.context, { consentId: consent.id, typedPseudonym: "Tallen" });

  const there = await vaultHostForTest(temporaryFolder());
  const outcome = await restore(there, place);

  expect(outcome).toMatchObject({ soundsRestored: 0, erasedSince: 3 });
  expect(await contentOf(there, here.vault.id, conversationId)).toEqual({
    sound: "erased",
    segments: 0,
    notes: [],
  });
});

test("a list beside the backup that is larger than any list ends the restore, and is not read", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  fs.truncateSync(companionPath(place), 40 * 2 ** 20);
  const there = await vaultHostForTest(temporaryFolder());

  await expect(restore(there, place)).rejects.toMatchObject({ code: "backup.list-too-large" });

  expect(nodeFiles.list(path.join(there.home, "vaults"))).toEqual([]);
});

test.each([
  ["beside the backup", "", "backup.list-damaged"],
  ["beside the backup", "{", "backup.list-damaged"],
  ["here", "", "backup.list-here-damaged"],
  ["here", "{", "backup.list-here-damaged"],
] as const)("a list %s that is %j ends the restore", async (where, damage, code) => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  eraseNow(here.context, { conversationId, categories: ["transcript"], typedTitle: "" });
  here.vault.close();
  const list = tombstonesPath(here.home, here.vault.id);
  fs.writeFileSync(where === "here" ? list : companionPath(place), damage);
  const host = await vaultHostForTest(here.home, { clock: here.clock });

  await expect(restore(host, place, "Provvalv")).rejects.toMatchObject({ code });

  expect((await contentOf(host, here.vault.id, conversationId)).segments).toBe(0);
  // Unlocking has written the list here anew, from what the vault knows.
  fs.rmSync(companionPath(place));
  expect(await restore(host, place, "Provvalv")).toMatchObject({ erasedSince: 1 });
});

test("numbers of certificates, receipts and permissions that the backup does not know are not given out again", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const erase = (context: ServiceContext, category: "transcript" | "notes") =>
    eraseNow(context, { conversationId, categories: [category], typedTitle: "" });
  const handOver = async (context: ServiceContext) => {
    const targetId = context.sources.offerTarget(path.join(temporaryFolder(), "samtal.zip"));
    const about = { conversationId, targetId, receivedBy: "Kommunarkivet", reference: "" };
    return (await exportForArchive(context, about)).receiptNumber;
  };
  createConsent(here.context, { ...testConsent, number: 18 });
  const receiptNumber = await handOver(here.context);
  erase(here.context, "transcript");
  here.vault.close();
  const host = await vaultHostForTest(here.home, { clock: here.clock });
  await restore(host, place, "Provvalv");

  const restored = await here.reopen();
  const { context } = restored;
  const numbers = { consent: nextConsentNumber(context).number, receipt: await handOver(context) };
  erase(context, "notes");

  expect([receiptNumber, numbers]).toEqual([1, { consent: 19, receipt: 2 }]);
  expect(listDoneErasures(context).map(({ certificateNumber }) => certificateNumber)).toEqual([2]);
});

test("a list from before numbers were kept is read as it was, and one that is forged leaves numbers to go on with", async () => {
  const { test: here } = await filledVault();
  const { numbers: _, ...older } = noTombstones(here.vault.id);
  expect(parseTombstones(JSON.stringify(older))).toEqual(noTombstones(here.vault.id));
  const forged = { ...older, numbers: { certificate: Number.MAX_SAFE_INTEGER, receipt: 0, consent: 0 } };
  expect(parseTombstones(JSON.stringify(forged))).toBeUndefined();
});

test("lists that an editor began with a byte order mark count as they did", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  eraseNow(here.context, { conversationId, categories: ["transcript"], typedTitle: "" });
  const list = fs.readFileSync(tombstonesPath(here.home, here.vault.id), "utf8");
  fs.writeFileSync(companionPath(place), `\ufeff${list}`);
  const there = await vaultHostForTest(temporaryFolder());

  expect(await restore(there, place)).toMatchObject({ erasedSince: 1 });
  fs.rmSync(companionPath(place));
  expect(await restore(there, place, "Provvalv")).toMatchObject({ erasedSince: 1 });
});

test("a permission taken back under a hold is taken back in what is restored", async () => {
  const { test: here, consent } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  withdrawConsent(here.context, { consentId: consent.id, typedPseudonym: "Tallen", wish: "hold" });
  const withdrawnAt = here.clock.now();

  const lists = [tombstonesPath(here.home, here.vault.id), companionPath(place)].map(
    (filePath) => readTombstones(nodeFiles, filePath)?.tombstones.withdrawn,
  );

  expect(lists).toEqual([[{ consentId: consent.id, withdrawnAt }], [{ consentId: consent.id, withdrawnAt }]]);
});

test("a permission taken back under a hold while locked is told to a restore", async () => {
  const { test: here, consent } = await filledVault();
  const { code } = await issueWithdrawalCode(here.context, { consentId: consent.id });
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const input = { vaultId: here.vault.id, consentNumber: 17, code: secretOf(code), wish: "hold" } as const;
  await carryOutWithdrawal(host, input);
  await restore(host, place, "Provvalv", 1);

  const requester = await unlocked(host, here.vault.id);
  const { db } = requester.context().vault;
  const withdrawn = listConsents(db).map(({ withdrawnAt }) => withdrawnAt !== null);
  requester.end();

  expect(withdrawn).toEqual([true]);
});

test("sound that was erased while locked does not come back when the vault's folder is lost", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder(), { withSound: true });
  const host = await hostOf(here);
  here.vault.close();
  here.clock.run(40 * dayMs);
  eraseWhileLocked(host);
  fs.rmSync(vaultFolderOf(host.home, here.vault.id), { recursive: true });
  // The date alone would do; a clock that stands back shows that the list does, too.
  const earlier = { ...host, clock: clockForTest() };

  const outcome = await restore(earlier, place);

  expect(outcome).toMatchObject({ soundsRestored: 0, erasedSince: 1 });
  expect(await contentOf(earlier, here.vault.id, conversationId)).toMatchObject({ sound: "erased" });
});

test("sound erased while locked stays away by either record of it, where the disk had no room for the other", async () => {
  for (const full of ["locked.jsonl", ".locked.jsonl"]) {
    const { test: here, conversationId, recordingId } = await filledVault();
    const place = await backUp(here.context, temporaryFolder(), { withSound: true });
    const host = await hostOf(here);
    here.vault.close();
    here.clock.run(40 * dayMs);
    const isFull = (filePath: string) =>
      filePath.endsWith(full) && filePath.includes("tombstones") === full.startsWith(".");
    eraseWhileLocked({ ...host, files: withoutRoomFor(isFull) });
    // A clock that stands back shows that it is not the date that keeps the sound away.
    const earlier = { ...host, clock: clockForTest() };

    const outcome = await restore(earlier, place, "Provvalv");

    expect(outcome).toMatchObject({ soundsRestored: 0, erasedSince: 1 });
    expect(await contentOf(earlier, here.vault.id, conversationId)).toMatchObject({ sound: "erased" });
    const list = readTombstones(nodeFiles, tombstonesPath(host.home, here.vault.id));
    expect(list?.tombstones.sounds.map((sound) => sound.recordingId)).toEqual([recordingId]);
  }
});

test("a permission taken back while locked stays so when only the vault's own note tells of it", async () => {
  const { test: here, consent } = await filledVault();
  const { code } = await issueWithdrawalCode(here.context, { consentId: consent.id });
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const input = { vaultId: here.vault.id, consentNumber: 17, code: secretOf(code), wish: "hold" } as const;
  await carryOutWithdrawal(host, input);
  for (const name of ["", ".locked"]) {
    fs.rmSync(path.join(host.home, "tombstones", `${here.vault.id}${name}.json${name && "l"}`), {
      force: true,
    });
  }
  await restore(host, place, "Provvalv", 1);

  const requester = await unlocked(host, here.vault.id);
  const withdrawn = listConsents(requester.context().vault.db).map(({ withdrawnAt }) => withdrawnAt !== null);
  requester.end();

  expect(withdrawn).toEqual([true]);
});

test("a permission taken back under a hold while locked is told to the backups at the next unlock", async () => {
  const { test: here, consent } = await filledVault();
  const { code } = await issueWithdrawalCode(here.context, { consentId: consent.id });
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const input = { vaultId: here.vault.id, consentNumber: 17, code: secretOf(code), wish: "hold" } as const;
  await carryOutWithdrawal(host, input);

  (await unlocked(host, here.vault.id)).end();

  const beside = readTombstones(nodeFiles, companionPath(place));
  expect(beside?.tombstones.withdrawn.map(({ consentId }) => consentId)).toEqual([consent.id]);
});

test("where a folder with an open file in it keeps its name, the vault is replaced all the same", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const asOnWindows: FilePort = {
    ...nodeFiles,
    rename(from, to) {
      if (nodeFiles.isFolder(from) && isLocked(from)) {
        throw Object.assign(new Error("a file is open"), { code: "EPERM" });
      }
      nodeFiles.rename(from, to);
    },
  };

  await restore({ ...host, files: asOnWindows }, place, "Provvalv");

  expect(await contentOf(host, here.vault.id, conversationId)).toMatchObject({ segments: 4 });
});

test("no other process opens a vault or settles its folders while one of them changes its name", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const steps: string[] = [];
  const note = (step: string) => steps.push(`${step}: ${isHomeLocked(host.home) ? "alone" : "open"}`);
  const watching: FilePort = {
    ...nodeFiles,
    makeFolder(folder) {
      if (folder.endsWith(".restoring")) note("begin");
      nodeFiles.makeFolder(folder);
    },
    rename(from, to) {
      if (nodeFiles.isFolder(from)) note(path.extname(to) || "install");
      nodeFiles.rename(from, to);
    },
    removeFolder(folder) {
      if (folder.endsWith(".gone")) note("destroy");
      nodeFiles.removeFolder(folder);
    },
  };

  await restore({ ...host, files: watching }, place, "Provvalv");

  expect(steps).toEqual([
    "begin: alone",
    ".replaced: alone",
    "install: alone",
    ".gone: alone",
    "destroy: alone",
  ]);
  expect(isHomeLocked(host.home)).toBe(false);
});

test("a second restore of the same vault leaves the folder of the first alone", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const there = await vaultHostForTest(temporaryFolder());
  const first = restoringFolderOf(there.home, here.vault.id);
  fs.mkdirSync(first, { recursive: true });
  fs.writeFileSync(path.join(first, "vault-1.db"), "half of it");
  const held = acquireVaultLock(first);

  const second = restore(there, place);

  await expect(second).rejects.toMatchObject({ code: "vault.in-use" });
  expect(nodeFiles.list(first)).toContain("vault-1.db");
  held.release();
});

test("sound that is still here stays when its vault is replaced by a backup without sound", async () => {
  const { test: here, conversationId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();

  const outcome = await restore(host, place, "Provvalv");

  expect(outcome).toMatchObject({ soundsRestored: 1, soundsLeftOut: 0 });
  const bytes = await soundOf(host, here.vault.id, conversationId);
  expect(Buffer.compare(bytes, fs.readFileSync(fixturePath("speech.wav")))).toBe(0);
});

test("a wrong date does not destroy sound that is only in the vault here: the restored vault asks first", async () => {
  const { test: here, conversationId } = await filledVault();
  here.vault.db.prepare("UPDATE conversation SET sound_due_at = ?").run(testStart + 100 * dayMs);
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  here.clock.set(testStart + 400 * dayMs);

  const outcome = await restore(host, place, "Provvalv");

  expect(outcome).toMatchObject({ soundsRestored: 1, soundsLeftOut: 0 });
  eraseWhileLocked(host);
  const requester = await unlocked(host, here.vault.id);
  const phase = requester.context().vault.clock.phase().phase;
  const { sound } = await requester.get("conversation.read", { conversationId });
  requester.end();
  expect([phase, sound.phase]).toEqual(["needs-confirmation", "ready"]);
});

test("sound here that is due by its own vault's clock is not taken over", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  here.clock.run(40 * dayMs);

  const outcome = await restore(host, place, "Provvalv");

  expect(outcome).toMatchObject({ soundsRestored: 0, soundsLeftOut: 1 });
  expect(mediaOf(host, here.vault.id)).toEqual([]);
});

test("a damaged sound here is left out and does not keep its vault from being restored", async () => {
  for (const damage of [
    (media: string, id: string) => fs.writeFileSync(path.join(media, `${id}.blob`), "x"),
    (media: string, id: string) => fs.writeFileSync(path.join(media, `${id}.shred`), Buffer.alloc(32, 1)),
    (media: string, id: string) => {
      fs.rmSync(path.join(media, `${id}.blob`));
      fs.mkdirSync(path.join(media, `${id}.blob`));
    },
  ]) {
    const { test: here, conversationId, recordingId } = await filledVault();
    const place = await backUp(here.context, temporaryFolder());
    const host = await hostOf(here);
    here.vault.close();
    damage(path.join(here.vault.folder, "media"), recordingId);

    const outcome = await restore(host, place, "Provvalv");

    expect(outcome).toMatchObject({ soundsRestored: 0, soundsLeftOut: 1 });
    expect(mediaOf(host, here.vault.id)).toEqual([]);
    expect(await contentOf(host, here.vault.id, conversationId)).toEqual({
      sound: "erased",
      segments: 4,
      notes: [noteText],
    });
  }
});

test("a sound here that cannot be written leaves its vault as it was", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  const before = mediaOf(host, here.vault.id);
  const full: FilePort = {
    ...nodeFiles,
    createNew(filePath) {
      if (filePath.endsWith(".blob")) throw Object.assign(new Error("no room"), { code: "ENOSPC" });
      return nodeFiles.createNew(filePath);
    },
  };

  await expect(restore({ ...host, files: full }, place, "Provvalv")).rejects.toMatchObject({
    code: "ENOSPC",
  });

  expect(mediaOf(host, here.vault.id)).toEqual(before);
});

test("a vault that is here is not replaced without its name, nor while it is open", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);

  await expect(restore(host, place)).rejects.toMatchObject({ code: "backup.vault-there" });
  await expect(restore(host, place, "Annat")).rejects.toMatchObject({ code: "vault.name-mismatch" });
  await expect(restore(host, place, "Provvalv")).rejects.toMatchObject({ code: "vault.in-use" });
});

test("the restored log goes on, and says how far the one before it went", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await hostOf(here);
  here.vault.close();
  await restore(host, place, "Provvalv");

  const requester = await unlocked(host, here.vault.id);
  const rows = requester
    .context()
    .vault.db.prepare<[], { body: string }>("SELECT body FROM audit ORDER BY sequence DESC LIMIT 2")
    .all();
  requester.end();

  expect(rows.map(({ body }) => JSON.parse(body)).map(({ event }) => event)).toEqual(["unlock", "restore"]);
});

test("a backup is one file, its list beside it, and nothing else is left", async () => {
  const { test: here } = await filledVault();
  const folder = temporaryFolder();
  await backUp(here.context, folder, { withSound: true });

  expect(nodeFiles.list(folder)).toEqual(["Provvalv.lyhordbackup", "Provvalv.lyhordbackup.erased"]);
  expect(nodeFiles.list(here.vault.folder).filter((name) => name.startsWith("backup"))).toEqual([]);
});

async function hostOf(here: {
  readonly home: string;
  readonly clock: VaultHost["clock"];
}): Promise<VaultHost> {
  return vaultHostForTest(here.home, { clock: here.clock });
}

/** Whether somebody holds the lock of a folder. */
function isLocked(folder: string): boolean {
  try {
    acquireVaultLock(folder).release();
    return false;
  } catch {
    return true;
  }
}

/** Whether somebody is changing which folders there are. */
function isHomeLocked(home: string): boolean {
  try {
    acquireHomeLock(home, 0).release();
    return false;
  } catch {
    return true;
  }
}

/** A disk that has no room for some files. */
function withoutRoomFor(isFull: (filePath: string) => boolean): FilePort {
  const check = (filePath: string) => {
    if (isFull(filePath)) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
  };
  return {
    ...nodeFiles,
    createNew(filePath) {
      check(filePath);
      return nodeFiles.createNew(filePath);
    },
    openUpdate(filePath) {
      check(filePath);
      return nodeFiles.openUpdate(filePath);
    },
  };
}

async function unlocked(host: VaultHost, vaultId: VaultId) {
  const requester = createRequester(host);
  await requester.get("vault.unlock", {
    vaultId,
    secret: { kind: "passphrase", bytes: secretOf(testPassphrase) as Uint8Array<ArrayBuffer> },
  });
  return requester;
}

async function contentOf(host: VaultHost, vaultId: VaultId, conversationId: ConversationId) {
  const requester = await unlocked(host, vaultId);
  try {
    const { sound, segmentCount } = await requester.get("conversation.read", { conversationId });
    const notes = await requester.get("note.list", { conversationId });
    return { sound: sound.phase, segments: segmentCount, notes: notes.map(({ text }) => text) };
  } finally {
    requester.end();
  }
}

async function soundOf(
  host: VaultHost,
  vaultId: VaultId,
  conversationId: ConversationId,
): Promise<Uint8Array> {
  const requester = await unlocked(host, vaultId);
  try {
    const { token } = await requester.get("audio.open", { conversationId });
    const info = await requester.ask("internal.mediaInfo", { token });
    const { sizeBytes } = (info as { value: { sizeBytes: number } }).value;
    const read = await requester.ask("internal.mediaRead", { token, start: 0, end: sizeBytes });
    return (read as { value: Uint8Array }).value;
  } finally {
    requester.end();
  }
}

function mediaOf(host: VaultHost, vaultId: VaultId): string[] {
  return nodeFiles.list(path.join(vaultFolderOf(host.home, vaultId), "media"));
}
