import { describe, expect, it } from "vitest";
import { dropOldDraft, keepDraft, readDraft } from "../../electron/services/draft.ts";
import { isWalEmpty } from "../../electron/vault/truncateWal.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

describe("what was typed for a new conversation", () => {
  it("is there again after a lock, as it was kept last", async () => {
    const test = await vaultForTest();
    expect(readDraft(test.context)).toBeNull();
    keepDraft(test.context, { text: "one" });
    keepDraft(test.context, { text: "two" });
    const again = await test.reopen();
    expect(readDraft(again.context)).toEqual({ text: "two" });
  });

  it("is gone when it is done, from the log of the database too", async () => {
    const test = await vaultForTest();
    keepDraft(test.context, { text: "Tallen" });
    keepDraft(test.context, { text: null });
    expect([readDraft(test.context), isWalEmpty(test.vault.db)]).toEqual([null, true]);
    keepDraft(test.context, { text: null });
  });

  it("is forgotten after a week", async () => {
    const test = await vaultForTest();
    keepDraft(test.context, { text: "Tallen" });
    test.clock.run(7 * dayMs - 1);
    dropOldDraft(test.vault);
    expect(readDraft(test.context)).toEqual({ text: "Tallen" });
    test.clock.run(1);
    dropOldDraft(test.vault);
    expect(readDraft(test.context)).toBeNull();
  });
});
