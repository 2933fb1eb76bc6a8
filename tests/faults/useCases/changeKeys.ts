/** Changing passphrase, recovery code and vault key: the vault opens with exactly the old or the new set, and holds the same. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../../electron/ports/files.ts";
import { readHeader } from "../../../electron/vault/vaultHeader.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import type { Requester } from "../../support/requester.ts";
import { secretOf, testPassphrase } from "../../support/vaultHostForTest.ts";
import {
  during,
  onlyConversation,
  prepareFilled,
  soundBytes,
  trialFolder,
  trialProcess,
  unlockedVault,
  vaultIdOf,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const otherPassphrase = "fyra helt andra ord";

/** Which of the old passphrase, the other one and the old recovery code open the vault. */
type Opened = readonly [old: boolean, other: boolean, code: boolean];

const before: Opened = [true, false, true];

export const changePassphrase: UseCase = {
  name: "changing the passphrase",
  prepare,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    begin();
    await take(() =>
      vault.ask("keys.changePassphrase", { secret, newPassphrase: secretOf(otherPassphrase) }),
    );
  },
  check: (home, { acknowledged }) => requireOneSet(home, [false, true, true], acknowledged),
};

export const reissueCode: UseCase = {
  name: "making a new recovery code",
  prepare,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    begin();
    await take(() => vault.ask("keys.reissueRecoveryCode", { passphrase: secretOf(testPassphrase) }));
  },
  check: (home, { acknowledged }) => requireOneSet(home, [true, false, false], acknowledged),
};

export const rotateKeys: UseCase = {
  name: "rotating the vault's keys",
  prepare,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    begin();
    await take(() => vault.ask("keys.rotate", { passphrase: secretOf(testPassphrase) }));
  },
  async check(home, { acknowledged }) {
    const { generation } = readHeader(nodeFiles, trialFolder(home)).header;
    await requireOneSet(home, [true, false, false], acknowledged);
    assert.deepEqual(databasesIn(home), [`vault-${generation}.db`], "another database is left");
  },
};

/** Databases without their logs, which exist only while one is open. */
export function databasesIn(home: string): string[] {
  return fs.readdirSync(trialFolder(home)).filter((name) => /^vault-.*\.db/.test(name));
}

async function prepare(home: string): Promise<void> {
  await prepareFilled(home);
  await during(await unlockedVault(home), async (vault) => {
    const passphrase = secretOf(testPassphrase);
    const { recoveryCode } = await vault.get("keys.reissueRecoveryCode", { passphrase });
    fs.writeFileSync(codePath(home), recoveryCode);
  });
}

function codePath(home: string): string {
  return path.join(home, "recovery-code.txt");
}

async function requireOneSet(home: string, after: Opened, acknowledged: number): Promise<void> {
  const code = fs.readFileSync(codePath(home), "utf8");
  const opened = [
    await isOpened(home, "passphrase", testPassphrase),
    await isOpened(home, "passphrase", otherPassphrase),
    await isOpened(home, "recovery-code", code),
  ];
  const isNew = opened.join() === after.join();
  assert.ok(isNew || opened.join() === before.join(), `neither the old nor the new set: ${opened.join()}`);
  if (acknowledged > 0) assert.ok(isNew, "an acknowledged change is gone");
}

async function isOpened(home: string, kind: "passphrase" | "recovery-code", text: string): Promise<boolean> {
  return during(await trialProcess(home), async (vault) => {
    const secret = { kind, bytes: secretOf(text) };
    const { ok } = await vault.ask("vault.unlock", { vaultId: vaultIdOf(home), secret });
    if (ok) await requireSame(vault);
    return ok;
  });
}

async function requireSame(vault: Requester): Promise<void> {
  const { id } = await onlyConversation(vault);
  const sound = Buffer.from(await soundBytes(vault, id));
  assert.ok(sound.equals(fs.readFileSync(fixturePath("speech.wav"))), "the sound is another");
  const { segments } = await vault.get("transcript.read", { conversationId: id });
  assert.equal(segments.length, 4, "the transcript is another");
  requireNoDamage(vault);
}

/** What the rotation has left in two halves must not be taken for an attack. */
export function requireNoDamage(vault: Requester): void {
  const { db } = vault.context().vault;
  const damage = db.prepare(`SELECT body FROM audit WHERE body LIKE '%"event":"damage"%'`).pluck().all();
  assert.deepEqual(damage, [], "damage is reported");
}
