/** Importing a sound: whole, or without a trace. */
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

const file = fixturePath("speech.wav");

export const importSound: UseCase = {
  name: "importing a sound",
  async prepare(home) {
    await during(await createdVault(home), (vault) => vault.get("conversation.create", rolePlay));
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const sourceId = vault.offer(file);
    begin();
    await take(() => vault.ask("audio.import", { conversationId, sourceId, durationMs: null }));
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), async (vault) => {
      const { id, sound } = await onlyConversation(vault);
      if (sound.phase === "none") {
        assert.equal(acknowledged, 0, "an acknowledged import is gone");
        assert.deepEqual(mediaFiles(home), [], "something of an import that did not count is left");
        return;
      }
      assert.equal(sound.phase, "preparing");
      assert.equal(Buffer.compare(await soundBytes(vault, id), fs.readFileSync(file)), 0, "other bytes");
      assert.equal(mediaFiles(home).length, 2);
    });
  },
};
