/** Erasing sound, transcript and notes: once intended it comes to its end, and no certificate comes before that. */
import assert from "node:assert/strict";
import { contentCategories } from "../../../shared/domain/conversation.ts";
import { requireErased, requireWhole, stoppedErasures } from "../erasedState.ts";
import { during, onlyConversation, prepareFilled, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

export const eraseByChoice: UseCase = {
  name: "erasing everything of a conversation",
  prepare: prepareFilled,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const { title } = rolePlay.permission;
    begin();
    await take(() =>
      vault.ask("erasure.now", { conversationId, categories: contentCategories, typedTitle: title }),
    );
  },
  async check(home, { acknowledged }) {
    const stopped = await stoppedErasures(home);
    await during(await unlockedVault(home), async (vault) => {
      if (stopped.length === 0) {
        assert.equal(acknowledged, 0, "an acknowledged erasure is unknown");
        await requireWhole(vault);
      } else {
        await requireErased(vault, home, contentCategories);
      }
    });
  },
};
