import path from "node:path";
import { expect, test } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { setHold } from "../../electron/services/hold.ts";
import { setRetention } from "../../electron/services/retention.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { eachAuditRowBefore } from "../../electron/vault/auditLog.ts";
import type { UnlockedVault } from "../../electron/vault/unlockedVault.ts";
import { vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { backUp, restore } from "../support/backups.ts";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { recordingForTest } from "../support/recordingForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { dayMs, secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

test("sound that came after the backup stays until the person was told how much would go, and of holds on it", async () => {
  const { test: here, consent } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const { conversationId } = await addConversation(here, consent, "recorded.ogg");
  await addConversation(here, consent, "speech.ogg");
  setHold(here.context, { conversationId, reason: "access-request", days: 10 });
  const host = await closed(here);
  const before = everythingIn(host);

  for (const told of [0, 1]) {
    await expect(restore(host, place, "Provvalv", told)).rejects.toMatchObject({
      code: "backup.sound-at-stake",
      detail: { count: 2, held: 1 },
    });
  }

  expect(everythingIn(host)).toEqual(before);
});

test("what the person was told of is destroyed, key halves first, and the outcome and the log say how much it was", async () => {
  const { test: here, consent, recordingId } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const newer = await addConversation(here, consent, "speech.ogg");
  const host = await closed(here);
  const unlinked: string[] = [];
  const watching: FilePort = {
    ...nodeFiles,
    unlink(filePath) {
      if (filePath.includes(".gone")) unlinked.push(path.basename(filePath));
      nodeFiles.unlink(filePath);
    },
  };

  const outcome = await restore({ ...host, files: watching }, place, "Provvalv", 1);

  expect(outcome).toMatchObject({ soundsRestored: 1, soundsLeftOut: 0, soundsDestroyed: 1 });
  expect(mediaIn(host, here.vault)).toEqual([`${recordingId}.blob`, `${recordingId}.shred`]);
  expect(unlinked.filter((name) => name.startsWith(newer.recordingId))).toEqual([
    `${newer.recordingId}.shred.gone`,
    `${newer.recordingId}.blob.gone`,
  ]);
  expect(await restoreInLog(host, here.vault)).toMatchObject({ sounds: 1, leftOut: 0, destroyed: 1 });
});

test("nothing is asked, and nothing noted, where the backup knows all the sound that is here", async () => {
  const { test: here } = await filledVault();
  const place = await backUp(here.context, temporaryFolder());
  const host = await closed(here);

  const outcome = await restore(host, place, "Provvalv");

  expect(outcome.soundsDestroyed).toBe(0);
  expect(await restoreInLog(host, here.vault)).not.toHaveProperty("destroyed");
});

test("sound that the backup knows and counts as due is told of where the vault here keeps it longer", async () => {
  for (const keepLonger of [
    ({ context }: VaultForTest, { conversationId }: Filled) =>
      setRetention(context, { conversationId, soundDays: 60, transcriptDays: 90, notesDays: null }),
    ({ context }: VaultForTest, { conversationId }: Filled) =>
      setHold(context, { conversationId, reason: "complaint", days: 30 }),
  ]) {
    const filled = await filledVault();
    const { test: here } = filled;
    const place = await backUp(here.context, temporaryFolder(), { withSound: true });
    here.clock.run(20 * dayMs);
    keepLonger(here, filled);
    here.clock.run(15 * dayMs);
    const host = await closed(here);

    await expect(restore(host, place, "Provvalv")).rejects.toMatchObject({
      code: "backup.sound-at-stake",
      detail: { count: 1 },
    });
  }
});

test("a recording that was cut off and not put together yet counts as sound that is here", async () => {
  const recording = await recordingForTest(3);
  const here = await recording.reopen();
  const place = await backUp(here.context, temporaryFolder());
  const host = await closed(here);

  await expect(restore(host, place, "Provvalv")).rejects.toMatchObject({
    code: "backup.sound-at-stake",
    detail: { count: 1, held: 0 },
  });
});

test("sound that was only being taken in when the backup was made is not known to it", async () => {
  const { test: here } = await filledVault();
  here.vault.db.prepare("UPDATE recording SET state = 'importing'").run();
  const place = await backUp(here.context, temporaryFolder());
  here.vault.db.prepare("UPDATE recording SET state = 'ready'").run();
  const host = await closed(here);

  await expect(restore(host, place, "Provvalv")).rejects.toMatchObject({
    code: "backup.sound-at-stake",
    detail: { count: 1, held: 0 },
  });
});

type Filled = Awaited<ReturnType<typeof filledVault>>;

/** Closes the vault. @returns what it is restored with */
async function closed(here: VaultForTest): Promise<VaultHost> {
  here.context.tokens.close();
  here.vault.close();
  return vaultHostForTest(here.home, { clock: here.clock });
}

function mediaIn({ home }: VaultHost, { id }: UnlockedVault): string[] {
  return nodeFiles.list(vaultPaths(vaultFolderOf(home, id)).media).sort();
}

/** Every file of every vault's folder; none is there twice. */
function everythingIn({ home }: VaultHost): string[] {
  const vaults = path.join(home, "vaults");
  return nodeFiles
    .list(vaults)
    .flatMap((id) => [
      ...nodeFiles.list(path.join(vaults, id)),
      ...nodeFiles.list(vaultPaths(path.join(vaults, id)).media),
    ])
    .sort();
}

/** What the log of the restored vault says of its restoring. */
async function restoreInLog(host: VaultHost, { id }: UnlockedVault): Promise<unknown> {
  const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
  const { vault } = await unlockVault(host, { vaultId: id, secret });
  const entries = [...eachAuditRowBefore(vault.db, Number.MAX_SAFE_INTEGER)].map(({ body }) =>
    JSON.parse(body),
  );
  vault.close();
  return entries.find(({ event }) => event === "restore")?.detail;
}
