/** Making a backup, restoring it where there is no vault and where there is one, and erasing a vault: whole, or not at all. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../../electron/ports/files.ts";
import { settleFolders } from "../../../electron/services/vaultFolders.ts";
import { listVaultIds, vaultFolderOf } from "../../../electron/vault/vaultFolder.ts";
import { backUp, restore } from "../../support/backups.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { createRequester, type Requester } from "../../support/requester.ts";
import { smallWav } from "../../support/smallWav.ts";
import { secretOf, testPassphrase } from "../../support/vaultHostForTest.ts";
import {
  during,
  onlyConversation,
  prepareFilled,
  rolePlay,
  soundBytes,
  trialHost,
  unlockedVault,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

export const makeBackup: UseCase = {
  name: "making a backup",
  async prepare(home) {
    await prepareFilled(home);
    fs.mkdirSync(stick(home));
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const targetId = vault.gate.sources.offerTarget(place(home));
    begin();
    await take(() => vault.ask("backup.make", { targetId, withSound: true }));
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), holdsAll);
    const [folder] = listVaultIds(nodeFiles, home).map((id) => vaultFolderOf(home, id));
    const left = nodeFiles.list(folder ?? "").filter((name) => name.startsWith("backup"));
    assert.deepEqual(left, [], "a copy of the database is left");
    assert.ok(!fs.existsSync(`${place(home)}.part`), "half a backup is left");
    if (!fs.existsSync(place(home))) {
      assert.equal(acknowledged, 0, "an acknowledged backup is gone");
      return;
    }
    const other = path.join(home, "other");
    fs.mkdirSync(other);
    await restore(await trialHost(other), place(home));
    await during(await unlockedVault(other), holdsAll);
  },
};

export const restoreBackup: UseCase = {
  name: "restoring a backup",
  async prepare(home) {
    await prepareBackup(home);
    fs.rmSync(path.join(home, "vaults"), { recursive: true });
  },
  act: (home, steps) => restoreInto(home, steps, { replaceTyped: null, mayDestroy: 0 }),
  async check(home, { acknowledged }) {
    const count = await countVaults(home);
    assert.ok(count === 1 || acknowledged === 0, "an acknowledged vault is gone");
    if (count === 0) await restore(await trialHost(home), place(home));
    await during(await unlockedVault(home), holdsAll);
  },
};

/** There is sound that the backup does not know: it is there as long as the old vault is, and is told of where it is gone. */
export const replaceVault: UseCase = {
  name: "replacing a vault by its backup",
  async prepare(home) {
    await prepareBackup(home);
    fs.writeFileSync(newerSound(home), smallWav());
    await during(await unlockedVault(home), (vault) => takeInNewer(vault, newerSound(home)));
  },
  act: (home, steps) => restoreInto(home, steps, { replaceTyped: "Provvalv", mayDestroy: 1 }),
  async check(home, { acknowledged }) {
    assert.equal(await countVaults(home), 1);
    await during(await unlockedVault(home), async (vault) => {
      const [newer, ...others] = await newerThanBackup(vault);
      assert.deepEqual(others, []);
      if (newer === undefined) {
        await holdsAll(vault);
        assert.equal(await destroyedInLog(vault), 1, "the log does not tell what became of the newer sound");
        return;
      }
      assert.equal(acknowledged, 0, "a vault that was replaced is back");
      const sound = await soundBytes(vault, newer.id);
      assert.equal(Buffer.compare(sound, fs.readFileSync(newerSound(home))), 0, "the newer sound is another");
    });
  },
};

export const eraseVault: UseCase = {
  name: "erasing a vault",
  prepare: prepareFilled,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    begin();
    await take(() => vault.ask("vault.erase", { typedName: "Provvalv" }));
  },
  async check(home, { acknowledged }) {
    const count = await countVaults(home);
    assert.ok(count === 0 || acknowledged === 0, "an erased vault is back");
    if (count === 1) await during(await unlockedVault(home), holdsAll);
  },
};

async function prepareBackup(home: string): Promise<void> {
  await prepareFilled(home);
  fs.mkdirSync(stick(home));
  await during(await unlockedVault(home), (vault) =>
    backUp(vault.context(), stick(home), { withSound: true }),
  );
}

/** Sound of a conversation that came after the backup. */
async function takeInNewer(vault: Requester, file: string): Promise<void> {
  const { conversationId } = await vault.get("conversation.create", { ...rolePlay, occasion: newerOccasion });
  const sourceId = vault.offer(file);
  const { recordingId } = await vault.get("audio.import", { conversationId, sourceId, durationMs: 16 });
  await vault.get("preparation.begin", { recordingId });
  await vault.get("preparation.finish", { recordingId, durationMs: 16, peaks: Int8Array.of(-1, 1) });
}

async function newerThanBackup(vault: Requester) {
  const conversations = await vault.get("conversation.list", {});
  return conversations.filter(({ occasion }) => occasion === newerOccasion);
}

async function destroyedInLog(vault: Requester): Promise<unknown> {
  const { entries } = await vault.get("audit.list", { before: null, limit: 50 });
  return entries.find(({ event }) => event === "restore")?.detail.destroyed;
}

async function restoreInto(
  home: string,
  { begin, take }: Parameters<UseCase["act"]>[1],
  replacing: { readonly replaceTyped: string | null; readonly mayDestroy: number },
): Promise<void> {
  const process = createRequester(await trialHost(home));
  const sourceId = process.offer(place(home));
  const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
  begin();
  await take(() => process.ask("backup.restore", { sourceId, secret, ...replacing }));
}

/** How many vaults there are once the program has started; and nothing else is left beside them. */
async function countVaults(home: string): Promise<number> {
  settleFolders(await trialHost(home));
  const ids = listVaultIds(nodeFiles, home);
  assert.deepEqual(nodeFiles.list(path.join(home, "vaults")), ids, "something half-done is left");
  return ids.length;
}

async function holdsAll(vault: Requester): Promise<void> {
  const { id, segmentCount, noteCount } = await onlyConversation(vault);
  assert.deepEqual([segmentCount, noteCount], [4, 1]);
  const original = fs.readFileSync(fixturePath("speech.wav"));
  assert.equal(Buffer.compare(await soundBytes(vault, id), original), 0, "the sound is another");
}

const newerOccasion = "efter kopian";

function newerSound(home: string): string {
  return path.join(stick(home), "newer.wav");
}

function stick(home: string): string {
  return path.join(home, "stick");
}

function place(home: string): string {
  return path.join(stick(home), "Provvalv.lyhordbackup");
}
