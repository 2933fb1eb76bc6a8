import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listDoneErasures, readCertificate, saveCertificate } from "../../electron/services/certificates.ts";
import { confirmClock } from "../../electron/services/confirmClock.ts";
import { createConsent } from "../../electron/services/consents.ts";
import {
  createConversation,
  listConversations,
  readConversation,
} from "../../electron/services/conversations.ts";
import { listDueErasures } from "../../electron/services/dueErasures.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { openAudio, readPeaks } from "../../electron/services/openAudio.ts";
import { setRetention } from "../../electron/services/retention.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { thumbnailOf } from "../../electron/services/thumbnail.ts";
import { listToday } from "../../electron/services/today.ts";
import { saveVersion } from "../../electron/services/transcriptVersions.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import { findRecording } from "../../electron/vault/recordingRepository.ts";
import { type ContentCategory, contentCategories } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { endOfDate, endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { emptyTranscript } from "../support/emptyTranscript.ts";
import { addConversation, type FilledVault, filledVault } from "../support/filledVault.ts";
import { talkBySpeakers } from "../support/talkBySpeakers.ts";
import { testConsent, type VaultForTest } from "../support/vaultForTest.ts";
import { dayMs, hourMs, testStart } from "../support/vaultHostForTest.ts";
import { verifyCertificate } from "../support/verifyCertificate.ts";

const zone = "Europe/Stockholm";
const soundDueAt = endOfLocalDay(testStart, 30, zone);
const transcriptDueAt = endOfLocalDay(testStart, 90, zone);

/** Which kinds of content are still there. */
function present(test: VaultForTest, id: ConversationId) {
  return findRetained(test.vault.db, id)?.present;
}

function mediaFiles({ vault }: VaultForTest): string[] {
  return fs.readdirSync(path.join(vault.folder, "media"));
}

function auditOf({ vault }: VaultForTest) {
  const bodies = vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all() as string[];
  return bodies.map((body) => JSON.parse(body));
}

function certificateOf(test: VaultForTest, number: number) {
  return JSON.parse(readCertificate(test.context, { number }).text);
}

/** Lets time run as it does for a computer that is on. */
function runTo(test: VaultForTest, atMs: number): void {
  test.clock.run(atMs - test.clock.now());
}

describe("the sweep", () => {
  it("erases nothing a minute before its time, and the sound at the local midnight that ends day 30", async () => {
    const { test, conversationId, recordingId } = await filledVault();
    runTo(test, soundDueAt - 60_000);
    expect(sweepDueErasures(test.context)).toEqual({ finished: 0, incomplete: 0 });
    expect(mediaFiles(test)).toHaveLength(2);

    runTo(test, soundDueAt);
    expect(sweepDueErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });

    expect(mediaFiles(test)).toEqual([]);
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
    expect(findRecording(test.vault.db, recordingId)).toMatchObject({ state: "erased", keyHalf: null });
    const { sound, clocks, thumbnail, segmentCount } = readConversation(test.context, { conversationId });
    expect({ sound: sound.phase, clock: clocks.sound, thumbnail }).toEqual({
      sound: "erased",
      clock: { dueAt: soundDueAt, erasedAt: soundDueAt },
      thumbnail: null,
    });
    expect(segmentCount).toBeGreaterThan(0);
    expect(() => openAudio(test.context, { conversationId })).toThrow("media.erased");
  });

  it("erases transcript and notes at theirs, and says what is left", async () => {
    const { test, conversationId } = await filledVault();
    runTo(test, transcriptDueAt);
    expect(sweepDueErasures(test.context)).toEqual({ finished: 3, incomplete: 0 });
    expect(present(test, conversationId)).toEqual([]);
    expect(listConversations(test.context)).toMatchObject([
      { id: conversationId, segmentCount: 0, transcribedMs: 0, noteCount: 0 },
    ]);
    expect(
      test.vault.db
        .prepare("SELECT count(*) FROM segment_search WHERE segment_search MATCH 'mycket'")
        .pluck()
        .get(),
    ).toBe(0);
    expect(listDoneErasures(test.context).map(({ category, rule }) => `${category} ${rule}`)).toEqual([
      "notes clock",
      "transcript clock",
      "sound clock",
    ]);
  });

  it("keeps what it is told to keep: the periods come from the settings of the conversation", async () => {
    const { test, conversationId } = await filledVault();
    setRetention(test.context, { conversationId, soundDays: 7, transcriptDays: 14, notesDays: 21 });
    const kept: unknown[] = [];
    for (const days of [6, 7, 14, 21]) {
      runTo(test, endOfLocalDay(testStart, days, zone));
      sweepDueErasures(test.context);
      kept.push(present(test, conversationId));
    }
    expect(kept).toEqual([["sound", "transcript", "notes"], ["transcript", "notes"], ["notes"], []]);
  });

  it("erases at the end of the permission's last date, whatever the clocks say", async () => {
    const { test, conversationId } = await filledVault({ lastOn: "2026-03-10" });
    runTo(test, endOfDate("2026-03-10", zone));
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual([]);
    expect(listDoneErasures(test.context).map(({ rule }) => rule)).toEqual([
      "last-date",
      "last-date",
      "last-date",
    ]);
  });

  it("tells the page what has changed", async () => {
    const { test, conversationId } = await filledVault();
    runTo(test, soundDueAt);
    test.events.length = 0;
    sweepDueErasures(test.context);
    expect(test.events).toEqual([
      { name: "conversation.changed", payload: { conversationId } },
      { name: "transcript.changed", payload: { conversationId } },
      { name: "notes.changed", payload: { conversationId } },
      { name: "library.changed", payload: {} },
      { name: "erasures.changed", payload: {} },
    ]);
  });

  it("closes what is being played", async () => {
    const { test, conversationId } = await filledVault();
    const { token } = openAudio(test.context, { conversationId });
    test.context.tokens.read(token, 0, 16);
    runTo(test, soundDueAt);
    sweepDueErasures(test.context);
    expect(() => test.context.tokens.read(token, 0, 16)).toThrow("media.source-gone");
  });

  it("lists what will be erased, soonest first", async () => {
    const { test, conversationId } = await filledVault();
    expect(listDueErasures(test.context)).toEqual(
      [
        ["sound", soundDueAt],
        ["transcript", transcriptDueAt],
        ["notes", transcriptDueAt],
      ].map(([category, dueAt]) => ({
        conversationId,
        title: "Tallen",
        occasion: "andra samtalet",
        category,
        dueAt,
        zone: "Europe/Stockholm",
        isOver: false,
        heldUntil: null,
      })),
    );
  });
});

describe("setting how long something is kept", () => {
  it("erases at once what is overdue by the new period", async () => {
    const { test, conversationId } = await filledVault();
    runTo(test, testStart + 10 * dayMs);
    setRetention(test.context, { conversationId, soundDays: 7, transcriptDays: 90, notesDays: null });
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
  });

  it("does not lengthen a period beyond the permission's last date, but may shorten another", async () => {
    const { test, conversationId } = await filledVault({ lastOn: "2026-04-15" });
    expect(() =>
      setRetention(test.context, { conversationId, soundDays: 60, transcriptDays: 90, notesDays: null }),
    ).toThrow("retention.beyond-consent");
    // The transcript's 90 days reach beyond the date as well; they end there, and may stay as they are.
    setRetention(test.context, { conversationId, soundDays: 7, transcriptDays: 90, notesDays: null });
    const { clocks } = readConversation(test.context, { conversationId });
    expect([clocks.sound.dueAt, clocks.transcript.dueAt, clocks.notes.dueAt]).toEqual([
      endOfLocalDay(testStart, 7, zone),
      endOfDate("2026-04-15", zone),
      endOfDate("2026-04-15", zone),
    ]);
  });

  it("has no meaning for published material", async () => {
    const { test } = await filledVault();
    const { conversationId } = createConversation(test.context, {
      permission: { kind: "published", title: "Film", source: "Bibliotek", licence: "CC BY" },
      occasion: "",
      heldOn: "2026-03-02",
    });
    expect(() =>
      setRetention(test.context, { conversationId, soundDays: 7, transcriptDays: 7, notesDays: null }),
    ).toThrow("retention.out-of-range");
  });

  it("is in the audit log, with numbers only", async () => {
    const { test, conversationId } = await filledVault();
    setRetention(test.context, { conversationId, soundDays: 7, transcriptDays: 14, notesDays: null });
    expect(auditOf(test).at(-1)).toMatchObject({
      event: "retention",
      consentNumber: 17,
      conversationId,
      detail: { soundDays: 7, transcriptDays: 14, notesDays: null },
    });
  });
});

describe("the clock", () => {
  it("turned back postpones nothing", async () => {
    const { test, conversationId } = await filledVault();
    runTo(test, soundDueAt - dayMs);
    sweepDueErasures(test.context);
    test.clock.set(testStart);
    test.clock.run(dayMs);
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
  });

  it("turned back while the vault is closed postpones nothing either", async () => {
    const { test, conversationId } = await filledVault();
    runTo(test, soundDueAt - hourMs);
    sweepDueErasures(test.context);
    test.vault.close();
    test.clock.set(testStart);
    const again = await test.reopen();
    again.clock.run(2 * hourMs);
    sweepDueErasures(again.context);
    expect(present(again, conversationId)).toEqual(["transcript", "notes"]);
  });

  it("leapt to 2099 erases at most 45 days ahead, and set back it has lost nothing else", async () => {
    const { test, conversationId } = await filledVault();
    setRetention(test.context, { conversationId, soundDays: 44, transcriptDays: 60, notesDays: null });
    test.clock.set(Date.parse("2099-01-01T12:00:00Z"));
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
    expect(test.vault.clock.phase()).toMatchObject({ phase: "needs-confirmation" });

    test.clock.set(testStart + hourMs);
    confirmClock(test.context, { verdict: "wrong" });

    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
    expect(test.vault.clock.phase()).toEqual({ phase: "trusted" });
    expect(test.vault.clock.now()).toBe(testStart + hourMs);
    expect(auditOf(test).at(-1)).toMatchObject({ event: "clock", detail: { verdict: "wrong" } });
    const again = await test.reopen();
    expect(again.vault.clock.now()).toBe(testStart + hourMs);
  });

  it("after two months' absence erases what was due within 45 days, and the rest once a person confirms", async () => {
    const { test, conversationId } = await filledVault();
    setRetention(test.context, { conversationId, soundDays: 30, transcriptDays: 50, notesDays: 90 });
    test.vault.close();
    runTo(test, testStart + 60 * dayMs);
    const again = await test.reopen();
    expect(present(again, conversationId)).toEqual(["transcript", "notes"]);
    expect(again.vault.clock.phase()).toMatchObject({ phase: "needs-confirmation" });

    confirmClock(again.context, { verdict: "right" });
    expect(present(again, conversationId)).toEqual(["notes"]);
    expect(again.vault.clock.phase()).toEqual({ phase: "trusted" });
  });

  it("called wrong although nothing waits for an answer stays as it is", async () => {
    const { test } = await filledVault();
    const before = { seen: test.vault.clock.seen(), entries: auditOf(test).length };
    test.clock.set(testStart - 20 * dayMs);

    confirmClock(test.context, { verdict: "wrong" });

    expect({ seen: test.vault.clock.seen(), entries: auditOf(test).length }).toEqual(before);
    expect(test.vault.clock.now()).toBeGreaterThanOrEqual(testStart);
  });

  it("set wrong while something is imported does not give that more time than it has", async () => {
    const { test, consent } = await filledVault({ lastOn: "2031-12-31" });
    test.clock.set(Date.parse("2030-01-01T12:00:00Z"));
    const { conversationId } = await addConversation(test, consent, "speech.ogg");
    test.clock.set(testStart + hourMs);
    confirmClock(test.context, { verdict: "wrong" });
    expect(readConversation(test.context, { conversationId }).clocks.sound.dueAt).toBe(soundDueAt);
  });
});

describe("a hold", () => {
  async function held(days: number): Promise<FilledVault> {
    const filled = await filledVault();
    runTo(filled.test, soundDueAt - dayMs);
    setHold(filled.test.context, { conversationId: filled.conversationId, reason: "access-request", days });
    return filled;
  }

  it("stops erasure, and ends by itself", async () => {
    const { test, conversationId } = await held(10);
    runTo(test, soundDueAt + 8 * dayMs);
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual(["sound", "transcript", "notes"]);
    expect(listDueErasures(test.context).map(({ isOver, heldUntil }) => [isOver, heldUntil])).toEqual([
      [true, soundDueAt + 9 * dayMs],
      [false, soundDueAt + 9 * dayMs],
      [false, soundDueAt + 9 * dayMs],
    ]);

    runTo(test, soundDueAt + 9 * dayMs);
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
    expect(readConversation(test.context, { conversationId }).hold).toBeNull();
    expect(auditOf(test).filter(({ event }) => event.startsWith("hold"))).toMatchObject([
      { event: "hold", detail: { reason: "access-request", days: 10, renewed: false } },
      { event: "hold-end", detail: { byItself: true } },
    ]);
  });

  it("closes what is being played, and lets nothing be opened", async () => {
    const { test, conversationId } = await filledVault();
    const { token } = openAudio(test.context, { conversationId });
    setHold(test.context, { conversationId, reason: "complaint", days: 1 });
    expect(() => test.context.tokens.read(token, 0, 16)).toThrow("media.source-gone");
    expect(() => openAudio(test.context, { conversationId })).toThrow("conversation.on-hold");
  });

  it("lasts at most 30 days, and is renewed from now", async () => {
    const { test, conversationId } = await held(30);
    const setAgain = (days: number) => setHold(test.context, { conversationId, reason: "complaint", days });
    expect(() => setAgain(31)).toThrow("hold.too-long");
    runTo(test, soundDueAt + 20 * dayMs);
    setAgain(30);
    expect(readConversation(test.context, { conversationId }).hold).toEqual({
      reason: "complaint",
      since: soundDueAt - dayMs,
      until: soundDueAt + 50 * dayMs,
    });
  });

  it("ended before its time lets go what became due meanwhile", async () => {
    const { test, conversationId } = await held(30);
    runTo(test, soundDueAt + dayMs);
    endHold(test.context, { conversationId });
    expect(present(test, conversationId)).toEqual(["transcript", "notes"]);
  });

  it("is not set, and does not end, by a date that nobody has confirmed", async () => {
    const { test, conversationId } = await held(30);
    test.clock.set(Date.parse("2099-01-01T12:00:00Z"));
    expect(() => setHold(test.context, { conversationId, reason: "complaint", days: 30 })).toThrow(
      "clock.needs-confirmation",
    );
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual(["sound", "transcript", "notes"]);
    confirmClock(test.context, { verdict: "right" });
    expect(present(test, conversationId)).toEqual([]);
  });

  it("stands against erasing by choice", async () => {
    const { test, conversationId } = await held(30);
    expect(() =>
      eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "Tallen" }),
    ).toThrow("conversation.on-hold");
    expect(present(test, conversationId)).toEqual(["sound", "transcript", "notes"]);
  });
});

describe("taking a permission back", () => {
  it("erases everything in all its conversations, and nothing under another permission", async () => {
    const { test, consent, conversationId } = await filledVault();
    const second = await addConversation(test, consent, "speech.ogg");
    const other = createConsent(test.context, { ...testConsent, number: 18, pseudonym: "Björken" });
    const third = await addConversation(test, other, "speech.m4a");

    expect(withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: " tallen" })).toEqual({
      erasedConversations: 2,
      heldConversations: 0,
    });

    expect(
      [conversationId, second.conversationId, third.conversationId].map((id) => present(test, id)),
    ).toEqual([[], [], ["sound", "transcript", "notes"]]);
    expect(listDoneErasures(test.context).map(({ rule, consentNumber }) => [rule, consentNumber])).toEqual(
      Array(6).fill(["withdrawal", 17]),
    );
  });

  it("does nothing if another pseudonym is typed", async () => {
    const { test, consent, conversationId } = await filledVault();
    expect(() => withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Björken" })).toThrow(
      "consent.pseudonym-mismatch",
    );
    expect(present(test, conversationId)).toEqual(["sound", "transcript", "notes"]);
    expect(auditOf(test).some(({ event }) => event === "withdraw")).toBe(false);
  });

  it("under a hold is recorded at once and told, and carried out when the hold ends", async () => {
    const { test, consent, conversationId } = await filledVault();
    const second = await addConversation(test, consent, "speech.ogg");
    setHold(test.context, { conversationId, reason: "document-request", days: 5 });

    expect(() => withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" })).toThrow(
      expect.objectContaining({ code: "conversation.on-hold", detail: { held: 1, erased: 1 } }),
    );
    expect(present(test, second.conversationId)).toEqual([]);
    expect(present(test, conversationId)).toEqual(["sound", "transcript", "notes"]);

    test.clock.run(5 * dayMs);
    sweepDueErasures(test.context);
    expect(present(test, conversationId)).toEqual([]);
  });

  it("is never overtaken by an import that was running", async () => {
    const { test, consent } = await filledVault();
    const importing = addConversation(test, consent, "beeps-vbr-noxing.mp3");
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });
    await expect(importing).rejects.toThrow(/consent.withdrawn|media.import-cancelled/);
    expect(mediaFiles(test)).toEqual([]);
  });
});

describe("erasing by choice", () => {
  it("takes the kinds that were chosen, and once only", async () => {
    const { test, conversationId } = await filledVault();
    const choose = () =>
      eraseNow(test.context, { conversationId, categories: ["sound", "notes"], typedTitle: "" });
    choose();
    expect(present(test, conversationId)).toEqual(["transcript"]);
    choose();
    expect(listDoneErasures(test.context).map(({ category, rule }) => [category, rule])).toEqual([
      ["notes", "by-choice"],
      ["sound", "by-choice"],
    ]);
  });

  it("takes the whole conversation, and what is left of one, only once the title is typed", async () => {
    const { test, conversationId } = await filledVault();
    const choose = (categories: readonly ContentCategory[], typedTitle: string) =>
      eraseNow(test.context, { conversationId, categories, typedTitle });
    const whole = ["sound", "transcript", "notes"] as const;
    expect(() => choose(whole, "")).toThrow("consent.pseudonym-mismatch");
    expect(() => choose(whole, "Talle")).toThrow("consent.pseudonym-mismatch");
    choose(["transcript", "notes"], "");
    expect(() => choose(["sound"], "")).toThrow("consent.pseudonym-mismatch");
    expect(present(test, conversationId)).toEqual(["sound"]);
    choose(["sound"], " tallen ");
    expect(present(test, conversationId)).toEqual([]);
  });

  it("takes what leads back to a text of which no row is left, and the page is told that it is there", async () => {
    const { test, conversationId } = await filledVault();
    saveVersion(test.context, { conversationId, name: "Första" });
    emptyTranscript(test, conversationId);
    const told = () => [
      readConversation(test.context, { conversationId }).present,
      listConversations(test.context)[0]?.present,
      present(test, conversationId),
    ];
    const all = ["sound", "transcript", "notes"];
    expect(told()).toEqual([all, all, all]);
    expect(rowsOfHistory(test)).toEqual([1, 1]);

    const typedTitle = "Tallen";
    eraseNow(test.context, { conversationId, categories: ["sound", "notes"], typedTitle: "" });
    expect(told()).toEqual([["transcript"], ["transcript"], ["transcript"]]);
    eraseNow(test.context, { conversationId, categories: contentCategories, typedTitle });

    expect(told()).toEqual([[], [], []]);
    expect(rowsOfHistory(test)).toEqual([0, 0]);
    expect(listDoneErasures(test.context).map(({ category }) => category)).toContain("transcript");
  });

  it("announces the day of a text of which only earlier versions are left", async () => {
    const { test, conversationId } = await filledVault();
    emptyTranscript(test, conversationId);
    runTo(test, transcriptDueAt - dayMs);
    sweepDueErasures(test.context);
    expect(listToday(test.context)).toContainEqual(
      expect.objectContaining({ about: "erasure-due", category: "transcript", dueAt: transcriptDueAt }),
    );
  });
});

/** How many steps and versions of transcripts there are. */
function rowsOfHistory({ vault }: VaultForTest): unknown[] {
  return ["edit_step", "transcript_version"].map((table) =>
    vault.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
}

describe("the small waveform", () => {
  it("no longer tells who spoke once the transcript is erased, and stays with the sound", async () => {
    const { test, conversationId, recordingId } = await filledVault();
    const drawn = () => readConversation(test.context, { conversationId }).thumbnail;
    talkBySpeakers(test, conversationId);
    const split = drawn();
    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "" });
    const { peaks } = readPeaks(test.context, { recordingId, binMs: 20 });
    expect(drawn()).not.toEqual(split);
    expect(drawn()).toEqual(thumbnailOf(peaks, 20, [], 8_000));
  });
});

describe("a certificate", () => {
  it("says what was erased, by which rule, how, what was checked and what remains – and no pseudonym", async () => {
    const { test, consent, conversationId, recordingId } = await filledVault();
    runTo(test, soundDueAt);
    sweepDueErasures(test.context);

    const { text } = readCertificate(test.context, { number: 1 });
    const audit = auditOf(test).find(({ event }) => event === "erase");
    expect(JSON.parse(text)).toMatchObject({
      document: "lyhord-certificate-of-erasure/1",
      number: 1,
      vault: test.vault.id,
      signingKeyFingerprint: test.vault.keys.fingerprint,
      conversation: {
        id: conversationId,
        kind: "client",
        heldOn: "2026-03-02",
        clocksStartedAt: new Date(testStart).toISOString(),
        recording: { id: recordingId },
        consent: { number: consent.number, lastOn: consent.lastOn, keptWhere: consent.keptWhere },
        recordWritten: false,
      },
      decision: { organisation: "Försäkringskassan", erasure: { reference: "Gallringsbeslut 2026:1" } },
      rule: "clock",
      dueAt: new Date(soundDueAt).toISOString(),
      executedBy: "automatic",
      executedWhileLocked: false,
      category: "sound",
      method: {
        kind: "cryptographic erasure",
        keyHalfInFile: "overwritten and deleted",
        encryptedSound: "overwritten and deleted",
      },
      startedAt: new Date(soundDueAt).toISOString(),
      finishedAt: new Date(soundDueAt).toISOString(),
      zone,
      verification: {
        rowsAbsent: true,
        filesAbsent: true,
        cannotBeOpened: true,
        writeAheadLogEmpty: true,
        canariesLookedFor: 1,
        canariesFound: 0,
      },
      remains: { sound: false, transcript: true, notes: true, underPseudonym: true },
      tool: { name: "Lyhörd", version: "0.0.0-test" },
      audit: { sequence: audit.sequence },
      limits: expect.stringContaining("säkerhetskopior"),
    });
    expect(text).not.toContain("Tallen");
    expect(JSON.stringify(auditOf(test))).not.toContain("Tallen");
  });

  it("is verified by anyone, offline, from the file that is saved", async () => {
    const { test } = await filledVault();
    runTo(test, soundDueAt);
    sweepDueErasures(test.context);
    const target = path.join(test.home, "intyg.json");
    saveCertificate(test.context, { number: 1, targetId: test.context.sources.offerTarget(target) });
    const saved = JSON.parse(fs.readFileSync(target, "utf8"));
    expect(saved).toMatchObject({ fingerprint: test.vault.keys.fingerprint });
    expect(verifyCertificate(saved)).toBe(true);
  });

  it("fails with any one field changed, and with another's signature", async () => {
    const { test } = await filledVault();
    runTo(test, transcriptDueAt);
    sweepDueErasures(test.context);
    const certificate = readCertificate(test.context, { number: 1 });
    const fields = JSON.parse(certificate.text);
    const verdicts = Object.keys(fields).map((field) =>
      verifyCertificate({ ...certificate, text: JSON.stringify({ ...fields, [field]: "changed" }) }),
    );
    expect(verdicts).toEqual(Array(Object.keys(fields).length).fill(false));
    const { signature } = readCertificate(test.context, { number: 2 });
    expect(verifyCertificate({ ...certificate, signature })).toBe(false);
  });

  it("that was changed in the database is shown as not valid", async () => {
    const { test } = await filledVault();
    runTo(test, soundDueAt);
    sweepDueErasures(test.context);
    expect(readCertificate(test.context, { number: 1 }).isValid).toBe(true);
    test.vault.db.exec("UPDATE certificate SET text = replace(text, 'clock', 'klock')");
    expect(readCertificate(test.context, { number: 1 }).isValid).toBe(false);
  });

  it("that does not exist is not found", async () => {
    const { test } = await filledVault();
    expect(() => readCertificate(test.context, { number: 1 })).toThrow("certificate.not-found");
  });

  it("counts up without gaps, each pointing at its entry in the audit log", async () => {
    const { test } = await filledVault();
    runTo(test, transcriptDueAt);
    sweepDueErasures(test.context);
    const hashes = test.vault.db
      .prepare<[], { sequence: number; hash: string }>("SELECT sequence, lower(hex(hash)) AS hash FROM audit")
      .all();
    for (const number of [1, 2, 3]) {
      const { audit } = certificateOf(test, number);
      expect(hashes).toContainEqual(audit);
    }
    expect(new Set([1, 2, 3].map((number) => certificateOf(test, number).category)).size).toBe(3);
  });
});
