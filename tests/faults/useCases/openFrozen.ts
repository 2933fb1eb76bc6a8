/** Opening frozen vaults: the database is migrated on a verified copy, the header of format 1 written anew. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { deriveKeyHere } from "../../../electron/crypto/keyDerivation.ts";
import { migrations } from "../../../electron/vault/migrate.ts";
import { vaultPaths } from "../../../electron/vault/vaultFolder.ts";
import { headerFormat } from "../../../electron/vault/vaultHeader.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import type { Requester } from "../../support/requester.ts";
import { secretOf } from "../../support/vaultHostForTest.ts";
import { during, soundBytes, trialFolder, trialProcess, unlockInput, vaultIdOf } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";
import { databasesIn, requireNoDamage } from "./changeKeys.ts";

/** A vault that an earlier part of Lyhörd wrote, and what its database is called. */
interface Frozen {
  readonly fixture: "vault-format-1" | "vault-format-2";
  readonly format: number;
  readonly database: string;
}

export const openFormat1 = openFrozen({
  fixture: "vault-format-1",
  format: 1,
  database: "vault-1.db",
});
/** Its keys were rotated once; of its header nothing is old but what it says of its database. */
export const openFormat2 = openFrozen({
  fixture: "vault-format-2",
  format: 2,
  database: "vault-2.db",
});

function openFrozen({ fixture, format, database }: Frozen): UseCase {
  return {
    name: `opening a vault of format ${format}`,
    async prepare(home) {
      fs.cpSync(fixturePath(fixture), home, { recursive: true });
    },
    async act(home, { begin, take }) {
      const vault = await frozenProcess(home);
      begin();
      await take(() => vault.ask("vault.unlock", unlockInput(home)));
    },
    async check(home, { acknowledged }) {
      const formatLeft = formatOf(home);
      assert.ok(formatLeft === format || formatLeft === headerFormat, "the header is neither old nor new");
      if (acknowledged > 0)
        assert.equal(formatLeft, headerFormat, "an acknowledged opening left the old header");
      await during(await frozenProcess(home), async (vault) => {
        await vault.get("vault.unlock", unlockInput(home));
        await requireFrozenContent(vault);
      });
      assert.equal(formatOf(home), headerFormat, "the header was not written anew");
      assert.deepEqual(databasesIn(home), [database], "another database is left");
    },
  };
}

/** A process that derives keys as the frozen vaults' were: with the real Argon2id, at the floor. */
function frozenProcess(home: string): Promise<Requester> {
  return trialProcess(home, 0, { derive: async (secret, parameters) => deriveKeyHere(secret, parameters) });
}

/** Opens a fresh copy of a frozen vault with its recovery code. */
export async function openByRecoveryCode(home: string, fixture: Frozen["fixture"]): Promise<void> {
  const frozen = fixturePath(fixture);
  fs.cpSync(frozen, home, { recursive: true });
  const code = fs.readFileSync(path.join(frozen, "recovery-code.txt"), "utf8").trim();
  await during(await frozenProcess(home), async (vault) => {
    const secret = { kind: "recovery-code", bytes: secretOf(code) } as const;
    const answer = await vault.ask("vault.unlock", { vaultId: vaultIdOf(home), secret });
    assert.ok(answer.ok, "the frozen vault does not open");
    await requireFrozenContent(vault);
  });
}

async function requireFrozenContent(vault: Requester): Promise<void> {
  const { db } = vault.context().vault;
  assert.equal(db.pragma("user_version", { simple: true }), migrations.length, "the schema is old");
  const conversations = await vault.get("conversation.list", {});
  const client = conversations.find(({ kind }) => kind === "client");
  if (client === undefined) throw new Error("the conversation is gone");
  const sound = Buffer.from(await soundBytes(vault, client.id));
  assert.ok(sound.equals(fs.readFileSync(fixturePath("speech.ogg"))), "the sound is another");
  const { segments } = await vault.get("transcript.read", { conversationId: client.id });
  assert.equal(segments.length, 4, "the transcript is another");
  assert.equal((await vault.get("note.list", { conversationId: client.id })).length, 1, "the note is gone");
  const certificates = await vault.get("erasure.done", {});
  for (const { certificateNumber: number } of certificates) {
    assert.ok(
      (await vault.get("certificate.read", { number })).isValid,
      "a certificate is not valid any more",
    );
  }
  assert.equal(certificates.length, 3, "a certificate is gone");
  requireNoDamage(vault);
}

/** The format that the stored text itself names. */
function formatOf(home: string): unknown {
  const { header } = vaultPaths(trialFolder(home));
  const { text } = JSON.parse(fs.readFileSync(header, "utf8")) as { text: string };
  return (JSON.parse(text) as { format?: unknown }).format;
}
