import { describe, expect, it } from "vitest";
import { createConsent, listConsents } from "../../electron/services/consents.ts";
import { endHoldOfConsent, setHold, setHoldOfConsent } from "../../electron/services/hold.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { openAudio } from "../../electron/services/openAudio.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { listToday } from "../../electron/services/today.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { withdrawalCode } from "../../electron/vault/migrations/0003-withdrawal-code.ts";
import { listScheduled } from "../../electron/vault/schedule.ts";
import { listWithdrawalCodes } from "../../electron/vault/withdrawalCodeRepository.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, type VaultForTest } from "../support/vaultForTest.ts";
import { dayMs, testStart } from "../support/vaultHostForTest.ts";

function auditOf({ vault }: VaultForTest, event: string) {
  const bodies = vault.db.prepare("SELECT body FROM audit ORDER BY sequence").pluck().all() as string[];
  return bodies.map((body) => JSON.parse(body)).filter((entry) => entry.event === event);
}

function heldUntil({ vault }: VaultForTest, conversationIds: readonly string[]) {
  return conversationIds.map((id) => findRetained(vault.db, id as never)?.heldUntil);
}

async function twoUnderOne() {
  const { test, consent, conversationId: first } = await filledVault();
  const { conversationId: second } = await addConversation(test, consent, "speech.ogg");
  const other = createConsent(test.context, { ...testConsent, number: 18, pseudonym: "Björken" });
  const { conversationId: foreign } = await addConversation(test, other, "speech.m4a");
  return { test, consent, first, second, foreign };
}

describe("the code of a client's copy", () => {
  it("is given out once, kept as a slow hash with a salt of its own, and logged with the number only", async () => {
    const { test, consent } = await filledVault();

    const one = await issueWithdrawalCode(test.context, { consentId: consent.id });
    const [keptOne] = listWithdrawalCodes(test.vault.db);
    const two = await issueWithdrawalCode(test.context, { consentId: consent.id });
    const kept = listWithdrawalCodes(test.vault.db);

    expect(one).toEqual({
      code: expect.stringMatching(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/),
      issuedAt: testStart,
    });
    expect(two.code).not.toBe(one.code);
    expect(kept).toEqual([
      {
        consentId: consent.id,
        consentNumber: 17,
        isWithdrawn: false,
        issuedAt: testStart,
        kdf: {
          algorithm: "argon2id13",
          memoryBytes: 256 * 1024 * 1024,
          passes: 3,
          salt: expect.any(Uint8Array),
        },
        hash: expect.any(Uint8Array),
        recordingIds: listScheduled(test.vault).map(({ recordingId }) => recordingId),
      },
    ]);
    expect([kept[0]?.kdf.salt, kept[0]?.hash]).not.toEqual([keptOne?.kdf.salt, keptOne?.hash]);
    expect(auditOf(test, "client-copy")).toMatchObject([
      { consentNumber: 17, detail: { renewed: false } },
      { consentNumber: 17, detail: { renewed: true } },
    ]);
    expect(listConsents(test.context)).toMatchObject([{ copyIssuedAt: testStart }]);
  });

  it("is not made for a permission that is not there, or was taken back", async () => {
    const { test, consent } = await filledVault();
    const unknown = "00000000-0000-4000-8000-000000000000" as ConsentId;
    await expect(issueWithdrawalCode(test.context, { consentId: unknown })).rejects.toThrow(
      "consent.not-found",
    );
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });
    await expect(issueWithdrawalCode(test.context, { consentId: consent.id })).rejects.toThrow(
      "consent.withdrawn",
    );
  });

  it("is made once at a time: what is given out counts", async () => {
    const { test, consent } = await filledVault();
    const making = issueWithdrawalCode(test.context, { consentId: consent.id });
    await expect(issueWithdrawalCode(test.context, { consentId: consent.id })).rejects.toThrow("vault.busy");
    await making;
    expect(auditOf(test, "client-copy")).toHaveLength(1);
    await issueWithdrawalCode(test.context, { consentId: consent.id });
  });

  it("is not made if the permission is taken back while it is derived", async () => {
    const { test, consent } = await filledVault();
    const making = issueWithdrawalCode(test.context, { consentId: consent.id });
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });
    await expect(making).rejects.toThrow("consent.withdrawn");
    expect(listWithdrawalCodes(test.vault.db)).toEqual([]);
  });
});

describe("a hold over a permission", () => {
  it("holds all its conversations at once, closes playing, and leaves other clients' alone", async () => {
    const { test, consent, first, second, foreign } = await twoUnderOne();

    setHoldOfConsent(test.context, { consentId: consent.id, reason: "document-request", days: 10 });

    const until = testStart + 10 * dayMs;
    expect(heldUntil(test, [first, second, foreign])).toEqual([until, until, null]);
    expect(() => openAudio(test.context, { conversationId: first })).toThrow("conversation.on-hold");
    expect(() => openAudio(test.context, { conversationId: second })).toThrow("conversation.on-hold");
    openAudio(test.context, { conversationId: foreign });
    expect(auditOf(test, "hold")).toMatchObject([
      { conversationId: first, consentNumber: 17, detail: { renewed: false } },
      { conversationId: second, consentNumber: 17, detail: { renewed: false } },
    ]);
  });

  it("is renewed from now, since when it began, and ends by itself", async () => {
    const { test, consent, first, second } = await twoUnderOne();
    setHoldOfConsent(test.context, { consentId: consent.id, reason: "complaint", days: 10 });
    test.clock.run(8 * dayMs);
    sweepDueErasures(test.context);

    setHoldOfConsent(test.context, { consentId: consent.id, reason: "complaint", days: 30 });
    const renewed = heldUntil(test, [first, second]);
    const since = test.vault.db
      .prepare("SELECT DISTINCT hold_since FROM conversation WHERE hold_since > 0")
      .pluck()
      .all();
    test.clock.run(30 * dayMs);
    sweepDueErasures(test.context);

    expect(renewed).toEqual(Array(2).fill(testStart + 38 * dayMs));
    expect(since).toEqual([testStart]);
    expect(heldUntil(test, [first, second])).toEqual([null, null]);
    expect(auditOf(test, "hold-end")).toMatchObject(Array(2).fill({ detail: { byItself: true } }));
  });

  it("is ended for all at once, also where a conversation was held by itself", async () => {
    const { test, consent, first, second } = await twoUnderOne();
    setHold(test.context, { conversationId: first, reason: "complaint", days: 5 });
    endHoldOfConsent(test.context, { consentId: consent.id });
    endHoldOfConsent(test.context, { consentId: consent.id });
    expect(heldUntil(test, [first, second])).toEqual([null, null]);
    expect(auditOf(test, "hold-end")).toMatchObject([{ conversationId: first, detail: { byItself: false } }]);
  });

  it("is not ended earlier by renewing it, for none of its conversations", async () => {
    const { test, consent, first, second } = await twoUnderOne();
    setHold(test.context, { conversationId: first, reason: "complaint", days: 20 });

    const renew = (days: number) =>
      setHoldOfConsent(test.context, { consentId: consent.id, reason: "access-request", days });

    expect(() => renew(19)).toThrow("hold.shorter");
    expect(heldUntil(test, [first, second])).toEqual([testStart + 20 * dayMs, null]);
    renew(20);
    expect(heldUntil(test, [first, second])).toEqual(Array(2).fill(testStart + 20 * dayMs));
  });

  it("lasts no longer than a hold may", async () => {
    const { test, consent } = await twoUnderOne();
    expect(() =>
      setHoldOfConsent(test.context, { consentId: consent.id, reason: "complaint", days: 31 }),
    ).toThrow("hold.too-long");
  });
});

describe("a permission that is taken back while someone has asked for the material", () => {
  it("is withdrawn at once, held, and erased when the hold ends", async () => {
    const { test, consent, first, second } = await twoUnderOne();

    const answer = withdrawConsent(test.context, {
      consentId: consent.id,
      typedPseudonym: "Tallen",
      wish: "hold",
    });
    const held = heldUntil(test, [first, second]);
    test.clock.run(30 * dayMs);
    sweepDueErasures(test.context);

    expect(answer).toEqual({ erasedConversations: 0, heldConversations: 2 });
    expect(held).toEqual(Array(2).fill(testStart + 30 * dayMs));
    expect(listConsents(test.context).find(({ number }) => number === 17)).toMatchObject({
      withdrawnAt: testStart,
      withdrawnWhileLocked: false,
    });
    expect([first, second].map((id) => findRetained(test.vault.db, id)?.present)).toEqual([[], []]);
    expect(listToday(test.context).filter(({ about }) => about === "withdrawn-while-locked")).toEqual([]);
  });

  it("is kept for no more than 30 days from then, however often it is held or taken back again", async () => {
    const { test, consent, first, second } = await twoUnderOne();
    const withdrawal = { consentId: consent.id, typedPseudonym: "Tallen", wish: "hold" } as const;
    const hold = { consentId: consent.id, reason: "complaint" } as const;
    withdrawConsent(test.context, withdrawal);

    test.clock.run(20 * dayMs);
    withdrawConsent(test.context, withdrawal);
    expect(() => setHoldOfConsent(test.context, { ...hold, days: 30 })).toThrow("hold.beyond-withdrawal");
    expect(() => setHold(test.context, { conversationId: first, reason: "other", days: 11 })).toThrow(
      "hold.beyond-withdrawal",
    );
    setHoldOfConsent(test.context, { ...hold, days: 10 });
    expect(heldUntil(test, [first, second])).toEqual(Array(2).fill(testStart + 30 * dayMs));

    test.clock.run(10 * dayMs);
    sweepDueErasures(test.context);
    expect([first, second].map((id) => findRetained(test.vault.db, id)?.present)).toEqual([[], []]);
  });

  it("goes on for as long as it was held before, and no longer", async () => {
    const { test, consent, first } = await twoUnderOne();
    setHold(test.context, { conversationId: first, reason: "complaint", days: 30 });
    test.clock.run(5 * dayMs);
    expect(() => withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" })).toThrow(
      "conversation.on-hold",
    );

    expect(heldUntil(test, [first])).toEqual([testStart + 30 * dayMs]);
    test.clock.run(10 * dayMs);
    expect(() => setHold(test.context, { conversationId: first, reason: "complaint", days: 21 })).toThrow(
      "hold.beyond-withdrawal",
    );
  });
});

it("the migration keeps the permissions that are there: without a code, and not taken back while locked", () => {
  const db = createDatabase(`${temporaryFolder()}/vault-1.db`, new Uint8Array(32).fill(1));
  const before = migrations.slice(0, migrations.indexOf(withdrawalCode));
  migrate(db, before);
  db.exec(`INSERT INTO consent (id, number, pseudonym, purpose, audience, form, wording_version, given_on, last_on,
             others, kept_where, created_at, withdrawn_at)
           VALUES ('a', 17, 'Tallen', 'p', 'a', 'written', 'sv-1', '2026-03-01', '2026-06-30', '[]', 'k', 1, NULL),
                  ('b', 18, 'Björken', 'p', 'a', 'spoken', 'sv-1', '2026-03-01', '2026-06-30', '[]', 'k', 2, 5)`);
  migrate(db, [...before, withdrawalCode]);
  const rows = db
    .prepare("SELECT number, withdrawn_at, withdrawn_while_locked FROM consent ORDER BY number")
    .all();
  const codes = listWithdrawalCodes(db);
  db.close();
  expect({ rows, codes }).toEqual({
    rows: [
      { number: 17, withdrawn_at: null, withdrawn_while_locked: 0 },
      { number: 18, withdrawn_at: 5, withdrawn_while_locked: 0 },
    ],
    codes: [],
  });
});
