import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { setRetention } from "../../electron/services/retention.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { listConsents } from "../../electron/vault/consentRepository.ts";
import { saveHold } from "../../electron/vault/erasureRepository.ts";
import {
  commitScheduled,
  isScheduleCurrent,
  readScheduleWhileLocked,
} from "../../electron/vault/schedule.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { listWithdrawalCodes } from "../../electron/vault/withdrawalCodeRepository.ts";
import { readWithdrawalsWhileLocked } from "../../electron/vault/withdrawalFile.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

/** The same vault on a disk that is full for one of its files. */
function withoutRoomFor(test: VaultForTest, fileName: string): VaultForTest {
  return test.withFiles({
    ...nodeFiles,
    createNew(path) {
      if (path.endsWith(`${fileName}.tmp`)) throw Object.assign(new Error("full"), { code: "ENOSPC" });
      return nodeFiles.createNew(path);
    },
  });
}

/** What the page is told, and what lies outside the database. */
function standing({ test, conversationId }: FilledVault) {
  const { vault } = test;
  const { hold, retention, clocks } = readConversation(test.context, { conversationId });
  return {
    ...{ hold, retention, clocks },
    withdrawnAt: listConsents(vault.db)[0]?.withdrawnAt,
    codes: listWithdrawalCodes(vault.db),
    schedule: readScheduleWhileLocked(nodeFiles, vault.folder),
    withdrawals: readWithdrawalsWhileLocked(nodeFiles, vault.folder),
    isCurrent: isScheduleCurrent(vault),
  };
}

describe("a change that the schedule tells of", () => {
  const hold = { reason: "access-request", days: 30 } as const;
  it.each<[string, (filled: FilledVault, test: VaultForTest) => unknown]>([
    ["setting a hold", ({ conversationId }, { context }) => setHold(context, { conversationId, ...hold })],
    ["ending a hold", ({ conversationId }, { context }) => endHold(context, { conversationId })],
    [
      "other days",
      ({ conversationId }, { context }) =>
        setRetention(context, { conversationId, soundDays: 60, transcriptDays: 90, notesDays: 90 }),
    ],
    [
      "a withdrawal",
      ({ consent }, { context }) =>
        withdrawConsent(context, { consentId: consent.id, typedPseudonym: "Tallen" }),
    ],
    ["another code", ({ consent }, { context }) => issueWithdrawalCode(context, { consentId: consent.id })],
  ])("is not made where it cannot be written down: %s", async (name, change) => {
    const filled = await filledVault();
    await issueWithdrawalCode(filled.test.context, { consentId: filled.consent.id });
    if (name === "ending a hold")
      setHold(filled.test.context, { conversationId: filled.conversationId, ...hold });
    const before = standing(filled);
    const fileName = name === "another code" ? "withdrawals.json" : "schedule.json";
    await expect(async () => change(filled, withoutRoomFor(filled.test, fileName))).rejects.toThrow("full");
    expect(before.isCurrent).toBe(true);
    expect(standing(filled)).toEqual(before);
  });

  it("is taken back from the schedule where the database does not take it", async () => {
    const filled = await filledVault();
    const { vault, clock } = filled.test;
    const before = standing(filled);
    expect(() =>
      commitScheduled(vault, () => {
        saveHold(vault.db, filled.conversationId, {
          reason: "complaint",
          since: 0,
          until: clock.now() + dayMs,
        });
        vault.db.pragma("defer_foreign_keys = ON");
        vault.db.prepare("UPDATE recording SET conversation_id = 'nobody'").run();
      }),
    ).toThrow("FOREIGN KEY");
    expect(standing(filled)).toEqual(before);
  });
});

describe("the sweep of an open vault", () => {
  it.each(["schedule", "withdrawals"] as const)(
    "writes %s.json anew where it says something else",
    async (file) => {
      const filled = await filledVault();
      await issueWithdrawalCode(filled.test.context, { consentId: filled.consent.id });
      const before = standing(filled);
      fs.writeFileSync(vaultPaths(filled.test.vault.folder)[file], "{}");
      expect(standing(filled).isCurrent).toBe(false);
      sweepDueErasures(filled.test.context);
      expect(standing(filled)).toEqual(before);
    },
  );
});
