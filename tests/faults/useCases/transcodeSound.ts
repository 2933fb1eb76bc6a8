/** Replacing an original by sound that seeks exactly: either of them is there, whole, and only that one. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { fixturePath } from "../../support/fixturePath.ts";
import {
  createdVault,
  during,
  mediaFiles,
  onlyConversation,
  rolePlay,
  soundBytes,
  unlockedVault,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const original = fixturePath("speech.flac");
const replacement = fixturePath("speech.ogg");

export const transcodeSound: UseCase = {
  name: "replacing an original by transcoded sound",
  async prepare(home) {
    await during(await createdVault(home), async (vault) => {
      const { conversationId } = await vault.get("conversation.create", rolePlay);
      const sourceId = vault.offer(original);
      await vault.get("audio.import", { conversationId, sourceId, durationMs: null });
    });
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const [waiting] = await vault.get("preparation.list", {});
    if (waiting === undefined) throw new Error("nothing waits");
    const { recordingId } = waiting;
    begin();
    await take(async () => {
      const begun = await vault.ask("preparation.begin", { recordingId });
      if (!begun.ok) return begun;
      const bytes = fs.readFileSync(replacement);
      const appended = await vault.ask("preparation.append", { recordingId, offset: 0, bytes });
      if (!appended.ok) return appended;
      return vault.ask("preparation.finish", { recordingId, durationMs: 8_000, peaks: new Int8Array(800) });
    });
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), async (vault) => {
      const { id, sound } = await onlyConversation(vault);
      assert.ok(sound.phase === "ready" || acknowledged === 0, "an acknowledged replacement is gone");
      assert.ok(sound.phase === "ready" || sound.phase === "preparing", sound.phase);
      const expected = fs.readFileSync(sound.phase === "ready" ? replacement : original);
      assert.equal(Buffer.compare(await soundBytes(vault, id), expected), 0, "other bytes");
      assert.equal(mediaFiles(home).length, 2, "more than one sound is left");
    });
  },
};
