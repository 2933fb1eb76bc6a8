import { describe, expect, it } from "vitest";
import { listConversations, readConversation } from "../../electron/services/conversations.ts";
import { listDueErasures } from "../../electron/services/dueErasures.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { setHold } from "../../electron/services/hold.ts";
import { openAudio } from "../../electron/services/openAudio.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { listToday } from "../../electron/services/today.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { filledVault } from "../support/filledVault.ts";
import { appendPieces, codeOf, recordingForTest } from "../support/recordingForTest.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

const hold = { reason: "access-request", days: 30 } as const;

/** What a hold closes, and where it is shown. */
function underHold({ context, vault }: VaultForTest, conversationId: ConversationId) {
  return {
    play: codeOf(() => openAudio(context, { conversationId })),
    erase: codeOf(() => eraseNow(context, { conversationId, categories: ["sound"], typedTitle: "" })),
    shown: readConversation(context, { conversationId }).hold !== null,
    listed: listConversations(context)[0]?.hold !== null,
    reminded: listToday(context).some(({ about }) => about === "hold-ending"),
    due: listDueErasures(context).every(({ heldUntil }) => heldUntil !== null),
    present: findRetained(vault.db, conversationId)?.present,
  };
}

const closed = {
  ...{ play: "conversation.on-hold", erase: "conversation.on-hold" },
  ...{ shown: true, listed: true, reminded: true, due: true, present: ["sound", "transcript", "notes"] },
};

describe("a date that nobody has confirmed ends no hold", () => {
  it("where the computer's date is set while the vault is open", async () => {
    const { test, conversationId } = await filledVault();
    setHold(test.context, { conversationId, ...hold });
    test.clock.set(test.clock.now() + 31 * dayMs);
    sweepDueErasures(test.context);
    expect(underHold(test, conversationId)).toEqual(closed);
  });

  it("where the vault is opened far ahead", async () => {
    const { test, conversationId } = await filledVault();
    setHold(test.context, { conversationId, ...hold });
    test.clock.set(test.clock.now() + 60 * dayMs);
    const later = await test.reopen();
    expect(later.vault.clock.phase().phase).toBe("needs-confirmation");
    expect(underHold(later, conversationId)).toEqual(closed);
  });

  it("while something is recorded", async () => {
    const test = await recordingForTest(1);
    setHold(test.context, { conversationId: test.conversationId, ...hold });
    test.clock.set(test.clock.now() + 31 * dayMs);
    expect(codeOf(() => appendPieces(test, test.recordingId, 1, 1))).toBe("conversation.on-hold");
  });
});
