/** Erasing a file where it was taken in from: it is whole under its own name, or the sound is safe and the rest can be finished. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { failed, type Result } from "../../../shared/result.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import type { Requester } from "../../support/requester.ts";
import {
  createdVault,
  during,
  lookIntoDatabase,
  onlyConversation,
  rolePlay,
  soundBytes,
  unlockedVault,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

/** The recorder's card: a folder beside the vaults. */
export function cardOf(home: string): string {
  return path.join(home, "card");
}

/** The file that was taken in. */
export function sourceOf(home: string): string {
  return path.join(cardOf(home), "DS0001.WAV");
}

const otherName = "DS0002.WAV";
const original = fs.readFileSync(fixturePath("speech.wav"));
const other = fs.readFileSync(fixturePath("unknown-size.wav"));

export const eraseAtSource: UseCase = {
  name: "erasing a file at its source",
  async prepare(home) {
    fs.mkdirSync(cardOf(home));
    fs.writeFileSync(sourceOf(home), original);
    fs.writeFileSync(path.join(cardOf(home), otherName), other);
    await during(await createdVault(home), async (vault) => {
      const { conversationId } = await vault.get("conversation.create", rolePlay);
      const { recordingId } = await vault.get("audio.import", {
        conversationId,
        sourceId: vault.offer(sourceOf(home)),
        durationMs: null,
      });
      const peaks = new Int8Array(800).fill(50);
      await vault.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
    });
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const sourceId = vault.offer(sourceOf(home));
    begin();
    await take(async () => goneOrRefused(await vault.ask("source.erase", { conversationId, sourceId })));
  },
  async check(home, { acknowledged }) {
    const before = lookAtCard(home);
    const logged = await loggedPhases(home);
    if (before.file !== "whole")
      assert.ok(logged.includes("begin"), "the file was touched before it was logged");
    if (acknowledged > 0) {
      assert.deepEqual(before, { file: "absent", leftovers: 0 }, "an acknowledged erasure is not done");
      assert.deepEqual(logged, ["begin", "end"], "an acknowledged erasure is not logged");
    }
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId, sound } = await onlyConversation(vault);
      assert.equal(sound.phase, "ready", "the sound is not in the vault");
      const kept = await soundBytes(vault, conversationId);
      assert.equal(Buffer.compare(kept, original), 0, "the vault holds other bytes");
      await finish(vault, home);
    });
    const after = lookAtCard(home);
    assert.equal(after.leftovers, 0, "what is half erased is not recognised");
    assert.notEqual(after.file, "changed", "a file under its own name is not whole");
  },
};

/** What lies on the card; a file under its own name is either what it was, or it is not there. */
export function lookAtCard(home: string): {
  readonly file: "whole" | "changed" | "absent";
  readonly leftovers: number;
} {
  const names = fs.readdirSync(cardOf(home));
  const found = fs.readFileSync(path.join(cardOf(home), otherName));
  assert.equal(Buffer.compare(found, other), 0, "another file on the card was touched");
  return {
    file: !names.includes("DS0001.WAV")
      ? "absent"
      : Buffer.compare(fs.readFileSync(sourceOf(home)), original) === 0
        ? "whole"
        : "changed",
    leftovers: names.filter((name) => name.endsWith(".gone")).length,
  };
}

/** The next try: with the card in its place every erasure that was begun comes to an end. */
async function finish(vault: Requester, home: string): Promise<void> {
  const { id: conversationId } = await onlyConversation(vault);
  for (let tries = 0; tries < 3; tries += 1) {
    const whereabouts = await vault.get("whereabouts.read", { conversationId });
    if (whereabouts?.isErasureUnfinished !== true) break;
    const { outcome } = await vault.get("source.resumeErase", { conversationId });
    assert.notEqual(outcome, "unfinished", "what was begun cannot be finished");
  }
  // A file that is whole is left, or can be erased as if for the first time.
  if (lookAtCard(home).file === "absent") return;
  const sourceId = vault.offer(sourceOf(home));
  assert.equal((await vault.get("source.erase", { conversationId, sourceId })).outcome, "gone");
}

/** Anything but "gone" is told to the person as a file that could not be erased. */
function goneOrRefused(result: Result<unknown>): Result<unknown> {
  if (!result.ok || (result.value as { outcome: string }).outcome === "gone") return result;
  return failed({ code: "media.source-gone" });
}

function loggedPhases(home: string): Promise<string[]> {
  return lookIntoDatabase(home, (db) =>
    db
      .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
      .pluck()
      .all()
      .map((body) => JSON.parse(body))
      .filter(({ event }) => event === "source-erase")
      .map(({ detail }) => detail.phase),
  );
}
