import { describe, expect, it } from "vitest";
import { dropOldDrafts, keepDraft, readDraft } from "../../electron/services/draft.ts";
import { isWalEmpty } from "../../electron/vault/truncateWal.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

describe.each(["conversation", "scheme", "practice"] as const)("what was typed of a %s", (of) => {
  it("is there again after a lock, as it was kept last", async () => {
    const test = await vaultForTest();
    expect(readDraft(test.context, { of })).toBeNull();
    keepDraft(test.context, { of, text: "one" });
    keepDraft(test.context, { of, text: "two" });
    const again = await test.reopen();
    expect(readDraft(again.context, { of })).toEqual({ text: "two" });
  });

  it("is gone when it is done, from the log of the database too", async () => {
    const test = await vaultForTest();
    keepDraft(test.context, { of, text: "Tallen" });
    keepDraft(test.context, { of, text: null });
    expect([readDraft(test.context, { of }), isWalEmpty(test.vault.db)]).toEqual([null, true]);
    keepDraft(test.context, { of, text: null });
  });
});

describe("after a week", () => {
  it("a conversation that may name people who have said yes to nothing is forgotten", async () => {
    const test = await vaultForTest();
    const of = "conversation";
    keepDraft(test.context, { of, text: "Tallen" });
    test.clock.run(7 * dayMs - 1);
    dropOldDrafts(test.vault);
    expect(readDraft(test.context, { of })).toEqual({ text: "Tallen" });
    test.clock.run(1);
    dropOldDrafts(test.vault);
    expect(readDraft(test.context, { of })).toBeNull();
  });

  it.each(["scheme", "practice"] as const)("what is one's own is still there: %s", async (of) => {
    const test = await vaultForTest();
    keepDraft(test.context, { of, text: "Vänta ut tystnaden" });
    test.clock.run(50 * dayMs);
    dropOldDrafts(test.vault);
    expect(readDraft(test.context, { of })).toEqual({ text: "Vänta ut tystnaden" });
  });
});

it("what was typed of one thing is not what was typed of another", async () => {
  const test = await vaultForTest();
  keepDraft(test.context, { of: "conversation", text: "Tallen" });
  keepDraft(test.context, { of: "scheme", text: "Vår BÖRS" });
  keepDraft(test.context, { of: "conversation", text: null });
  expect(readDraft(test.context, { of: "scheme" })).toEqual({ text: "Vår BÖRS" });
});
