import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures, readCertificate } from "../../electron/services/certificates.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { listDueErasures } from "../../electron/services/dueErasures.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { setHold } from "../../electron/services/hold.ts";
import { listToday } from "../../electron/services/today.ts";
import { listUnfinished, retryErasures } from "../../electron/services/unfinishedErasures.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { filledVault } from "../support/filledVault.ts";

/** A vault whose disk fails for good at the n-th file that is deleted. */
async function stoppedErasure(failAt: number) {
  const { test, conversationId } = await filledVault();
  const { files } = faultyFiles(nodeFiles, { failAt, kind: "EIO", forever: true, only: ["unlink"] });
  const failing = test.withFiles(files);
  expect(() => eraseNow(failing.context, { conversationId, categories: ["sound"], typedTitle: "" })).toThrow(
    "erasure.incomplete",
  );
  return { test, failing, conversationId };
}

describe("an erasure that has stopped", () => {
  it.each([
    ["key", 1],
    ["file", 2],
  ] as const)(
    "says that the %s is being tried, and comes to its certificate once the disk works again",
    async (tries, failAt) => {
      const { test, failing, conversationId } = await stoppedErasure(failAt);
      const unfinished = {
        conversationId,
        title: "Tallen",
        occasion: "andra samtalet",
        category: "sound",
        startedAt: test.clock.now(),
        tries,
        held: false,
      };
      expect(listUnfinished(test.context)).toEqual([unfinished]);
      expect(listDueErasures(test.context).map(({ category }) => category)).not.toContain("sound");
      expect(readConversation(test.context, { conversationId }).isSoundBeingErased).toBe(true);
      expect(retryErasures(failing.context)).toEqual({ finished: 0, incomplete: 1 });
      expect(listUnfinished(test.context)).toEqual([unfinished]);
      expect(retryErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });
      expect(listUnfinished(test.context)).toEqual([]);
      expect(readConversation(test.context, { conversationId }).isSoundBeingErased).toBe(false);
    },
  );

  it("is told as stuck, and no longer as due", async () => {
    const { test } = await stoppedErasure(1);
    test.clock.run(29 * 86_400_000);
    const ofSound = listToday(test.context).flatMap((item) =>
      "category" in item && item.category === "sound" ? [item.about] : [],
    );
    expect(ofSound).toEqual(["erasure-incomplete"]);
  });

  it("is told as such where a permission was taken back, and not as a hold that nobody set", async () => {
    const { test, consent, conversationId } = await filledVault();
    const { files } = faultyFiles(nodeFiles, { failAt: 1, kind: "EIO", forever: true, only: ["unlink"] });
    const taken = { consentId: consent.id, typedPseudonym: "Tallen" };
    expect(() => withdrawConsent(test.withFiles(files).context, taken)).toThrow("erasure.incomplete");
    expect(listUnfinished(test.context)).toMatchObject([{ conversationId, held: false }]);
    expect(retryErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });
  });

  it.each([
    ["key", 1, "deleted"],
    ["file", 2, "absent"],
  ] as const)(
    "at its %s is carried on when it is asked for again: one certificate, which says no more than was seen",
    async (_, failAt, keyHalfInFile) => {
      const { test, conversationId } = await stoppedErasure(failAt);
      const ask = { conversationId, categories: ["sound"], typedTitle: "" } as const;
      eraseNow(test.context, ask);
      eraseNow(test.context, ask);
      expect(listUnfinished(test.context)).toEqual([]);
      expect(listDoneErasures(test.context)).toHaveLength(1);
      const { text } = readCertificate(test.context, { number: 1 });
      expect(JSON.parse(text)).toMatchObject({ executedWhileLocked: false, method: { keyHalfInFile } });
    },
  );

  it("keeps to what was seen where a key half vanished while the vault was open", async () => {
    const { test, conversationId, recordingId } = await filledVault();
    test.context.audio.destroyShred(recordingId);
    eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "" });
    const { text } = readCertificate(test.context, { number: 1 });
    expect(JSON.parse(text)).toMatchObject({
      executedWhileLocked: false,
      method: { keyHalfInFile: "absent" },
    });
    expect(text).not.toContain("whatIsClaimed");
  });

  it("waits for a hold that came in between", async () => {
    const { test, conversationId } = await stoppedErasure(2);
    setHold(test.context, { conversationId, reason: "complaint", days: 3 });
    expect(retryErasures(test.context)).toEqual({ finished: 0, incomplete: 0 });
    expect(listUnfinished(test.context)).toMatchObject([{ tries: "file", held: true }]);
  });
});
