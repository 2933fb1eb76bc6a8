/** A small vault with one byte changed anywhere: what can be read of it is what was written, or it is refused. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Requester } from "../support/requester.ts";
import { spread } from "./inParallel.ts";
import { type ProofResult, sumResults } from "./proof.ts";
import {
  during,
  onlyConversation,
  prepareFilled,
  soundBytes,
  trialFolder,
  unlockedVault,
  withFolder,
} from "./trialVault.ts";

/** `clock.json` has no code, for it is written while locked; `lock` is empty. */
const filesOfTheVault = /^(vault\.json|schedule\.json|audit\.json|vault-1\.db|media\/.*\.(blob|shred))$/;

/** In a database a byte may stand where nothing is stored; everywhere else every byte counts. */
const mayGoUnnoticed = /\.db$/;

/** What is seen of a vault, and whether it says that something was changed. */
interface Sight {
  readonly content: string;
  readonly isDamageLogged: boolean;
}

/** Changes bytes of each file, evenly spread, one at a time, and opens the vault with the right passphrase. */
export async function tryVaultMutations(parent: string, bytesPerFile: number): Promise<ProofResult> {
  const start = path.join(parent, "mutated-vault");
  await prepareFilled(start);
  const whole = await onCopy(start, parent, (home) => sight(home));
  assert.ok(!whole.isDamageLogged, "an unchanged vault is called damaged");
  const folder = trialFolder(start);
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => filesOfTheVault.test(name.replaceAll("\\", "/")))
    .sort();
  const results: ProofResult[] = [];
  for (const name of names) {
    const failures: string[] = [];
    const offsets = spread([...fs.readFileSync(path.join(folder, name)).keys()], bytesPerFile);
    for (const offset of offsets) {
      const verdict = await onCopy(start, parent, async (home) => {
        flipByte(path.join(trialFolder(home), name), offset);
        return verdictOn(await sightOrRefusal(home), whole);
      });
      const isBroken = verdict === "believed" || (verdict === "unnoticed" && !mayGoUnnoticed.test(name));
      if (isBroken) failures.push(`byte ${offset} of ${kindOf(name)}: the change is ${verdict}`);
    }
    results.push({ trials: offsets.length, failures, mutations: offsets.length });
  }
  return sumResults(results);
}

function verdictOn(seen: Sight | "refused", whole: Sight): "refused" | "logged" | "unnoticed" | "believed" {
  if (seen === "refused") return "refused";
  if (seen.content !== whole.content) return "believed";
  return seen.isDamageLogged ? "logged" : "unnoticed";
}

async function sightOrRefusal(home: string): Promise<Sight | "refused"> {
  try {
    return await sight(home);
  } catch {
    return "refused";
  }
}

async function sight(home: string): Promise<Sight> {
  return during(await unlockedVault(home), async (vault) => {
    const content = await contentOf(vault);
    const { db } = vault.context().vault;
    const integrity = db.pragma("integrity_check", { simple: true });
    assert.equal(integrity, "ok");
    const damage = db.prepare('SELECT 1 FROM audit WHERE body LIKE \'%"event":"damage"%\'').get();
    return { content, isDamageLogged: damage !== undefined };
  });
}

/** Everything that was put in, as text. */
async function contentOf(vault: Requester): Promise<string> {
  const conversation = await onlyConversation(vault);
  const { id: conversationId, sound } = conversation;
  const { vaultId, name, fingerprint } = (await vault.get("vault.session", {})) ?? {};
  const recordingId = sound.phase === "ready" ? sound.recordingId : undefined;
  return JSON.stringify([
    { vaultId, name, fingerprint },
    conversation,
    await vault.get("conversation.read", { conversationId }),
    await vault.get("transcript.read", { conversationId }),
    await vault.get("note.list", { conversationId }),
    await vault.get("settings.read", {}),
    recordingId === undefined ? null : await vault.get("audio.peaks", { recordingId, binMs: 20 }),
    createHash("sha256")
      .update(await soundBytes(vault, conversationId))
      .digest("hex"),
  ]);
}

function flipByte(filePath: string, offset: number): void {
  const bytes = fs.readFileSync(filePath);
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (offset % 8));
  fs.writeFileSync(filePath, bytes);
}

function kindOf(name: string): string {
  return path.extname(name) === ".json" ? name : `a .${path.extname(name).slice(1)}`;
}

function onCopy<T>(start: string, parent: string, act: (home: string) => Promise<T>): Promise<T> {
  return withFolder(parent, (home) => {
    fs.cpSync(start, home, { recursive: true });
    return act(home);
  });
}
