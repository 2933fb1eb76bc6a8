/** Promise 9: wrong passphrases, codes and keys are tried on a vault whose log is hot, and on the way nothing changes. */
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { openDatabase } from "../../../electron/vault/database.ts";
import { databasePath } from "../../../electron/vault/vaultFolder.ts";
import { formatRecoveryCode } from "../../../shared/domain/recoveryCode.ts";
import { Failure } from "../../../shared/errors.ts";
import { createRequester, type Requester } from "../../support/requester.ts";
import { secretOf, testPassphrase } from "../../support/vaultHostForTest.ts";
import { pickFrom } from "../pickFrom.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";
import {
  during,
  onlyConversation,
  prepareFilled,
  trialFolder,
  trialHost,
  unlockedVault,
  unlockInput,
} from "../trialVault.ts";

const tries: PerExtent = { short: 120, usual: 800, long: 2_000 };

export const proof: Proof = {
  promise: 9,
  title: "a wrong secret never damages a vault with a hot log, and never partly opens it",
  async run(extent, folder) {
    const home = await hotVault(folder);
    const before = stateOf(home);
    const failures: string[] = [];
    const pick = pickFrom(9);
    for (let trial = 0; trial < tries[extent]; trial += 1) {
      const kind = (["passphrase", "recovery code", "database key"] as const)[trial % 3] ?? "passphrase";
      const answer = kind === "database key" ? openWithWrongKey(home) : await unlockWrongly(home, kind, pick);
      if (answer !== undefined) failures.push(`a wrong ${kind}: ${answer}`);
      if (stateOf(home) !== before) failures.push(`a wrong ${kind} changed the vault`);
    }
    await during(await unlockedVault(home), async (vault) => {
      const { segmentCount, noteCount } = await onlyConversation(vault);
      assert.deepEqual([segmentCount, noteCount], [4, lateNotes + 1], "not all of the hot log is there");
    });
    return { trials: tries[extent], failures };
  },
};

const lateNotes = 12;

/** A vault as a kill leaves it: committed notes that are in the log only. */
async function hotVault(folder: string): Promise<string> {
  const [open, hot] = [path.join(folder, "open"), path.join(folder, "hot")];
  await prepareFilled(open);
  const vault = await unlockedVault(open);
  const { id: conversationId } = await onlyConversation(vault);
  for (let note = 0; note < lateNotes; note += 1) {
    await vault.get("note.create", { conversationId, startMs: note, endMs: note, text: `Sent ${note}` });
  }
  fs.cpSync(open, hot, { recursive: true });
  vault.end();
  assert.ok(fs.statSync(`${databasePath(trialFolder(hot), 1)}-wal`).size > 0, "the log is not hot");
  return hot;
}

/** @returns what is wrong with the refusal */
async function unlockWrongly(
  home: string,
  kind: "passphrase" | "recovery code",
  pick: ReturnType<typeof pickFrom>,
): Promise<string | undefined> {
  const vault = createRequester(await trialHost(home));
  const secret =
    kind === "passphrase"
      ? { kind: "passphrase", bytes: secretOf(wrongPassphrase(pick)) }
      : { kind: "recovery-code", bytes: secretOf(formatRecoveryCode(randomBytes(20))) };
  const answer = await vault.ask("vault.unlock", { ...unlockInput(home), secret });
  const isOpen = answer.ok || (await isAnythingOpen(vault));
  vault.end();
  if (isOpen) return "it opens";
  const expected = kind === "passphrase" ? "vault.wrong-passphrase" : "vault.wrong-recovery-code";
  return answer.error.code === expected ? undefined : `is called ${answer.error.code}`;
}

async function isAnythingOpen(vault: Requester): Promise<boolean> {
  const session = await vault.ask("vault.session", {});
  const list = await vault.ask("conversation.list", {});
  return !session.ok || session.value !== null || list.ok || list.error.code !== "vault.locked";
}

/** The right one with a character changed, left out, added or in another case, or another one. */
function wrongPassphrase(pick: ReturnType<typeof pickFrom>): string {
  const at = pick(testPassphrase.length);
  const [before, after] = [testPassphrase.slice(0, at), testPassphrase.slice(at + 1)];
  const ways = [
    `${before}${String.fromCharCode(0x21 + pick(90))}${after}`,
    `${before}${after}`,
    `${testPassphrase} `,
    testPassphrase.toUpperCase(),
    randomBytes(12).toString("hex"),
  ];
  const wrong = ways[pick(ways.length)] ?? "";
  return wrong === testPassphrase ? `${wrong}!` : wrong;
}

function openWithWrongKey(home: string): string | undefined {
  try {
    openDatabase(databasePath(trialFolder(home), 1), randomBytes(32)).close();
    return "the database opens";
  } catch (error) {
    const isRefused = error instanceof Failure && error.code === "vault.tampered";
    return isRefused ? undefined : `is refused with ${String(error)}`;
  }
}

/** Everything that wrong tries must leave as it is; they are noted in a file of their own, and SQLite's index is none of content. */
function stateOf(home: string): string {
  const folder = trialFolder(home);
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const kept = names.filter((name) => !/^(locked\.jsonl|lock.*|.*-shm)$/.test(name));
  const hash = createHash("sha256");
  for (const name of kept) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isFile()) hash.update(name).update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}

export const controls: readonly Control[] = [
  {
    guard: "a vault key that does not unwrap is taken all the same",
    file: "electron/services/unlockVault.ts",
    find: "if (vaultKey !== undefined) return vaultKey;",
    replace: "return vaultKey ?? new Uint8Array(32);",
  },
  {
    guard: "the first read is not tried before the database is set up",
    file: "electron/vault/database.ts",
    find: "assertReadable(db);\n    for",
    replace: "void assertReadable;\n    for",
  },
];
