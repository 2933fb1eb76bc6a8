/** What a reminder of a backup goes by. */
import { describe, expect, it } from "vitest";
import { readBackupOverview } from "../../electron/services/backupOverview.ts";
import { createCoding } from "../../electron/services/codings.ts";
import { createConsent } from "../../electron/services/consents.ts";
import { saveView } from "../../electron/services/conversations.ts";
import { keepDraft } from "../../electron/services/draft.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { addExample } from "../../electron/services/example.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { createNote } from "../../electron/services/notes.ts";
import { addEntry, changeStep, removeEntry, setStep } from "../../electron/services/practice.ts";
import { copyScheme, rewordScheme } from "../../electron/services/schemes.ts";
import { updateSettings } from "../../electron/services/settings.ts";
import { listToday } from "../../electron/services/today.ts";
import { saveVersion } from "../../electron/services/transcriptVersions.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import {
  contentMark,
  hasWorthKeeping,
  lastingContent,
  passingSettings,
} from "../../electron/vault/lastingContent.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { backUp } from "../support/backups.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

const words = { skill: "Reflektera", situation: "i uppföljning", effect: "mer prat" };
const schemeId = "miti-4.2.1" as SchemeId;

/** The other tables, and why each is none of it. */
const passingTables = {
  audit: "every unlock writes in it",
  audit_checkpoint: "goes with the audit log",
  erasure: "what it came to is its certificate",
  recording: "sound is kept out of a backup unless it is asked for, and has its time",
  recording_pause: "goes with the sound",
  peaks: "made from the sound",
  segment: "its conversation has its version",
  speaker_name: "its conversation has its version",
  segment_search: "made from the text",
  segment_search_folded: "made from the text",
  edit_history: "a step back is lost without harm",
  edit_step: "a step back is lost without harm",
  replaced_place: "goes with its word and the text",
  coded_unit: "its coding has its version",
  coding_rating: "its coding has its version",
  coding_span: "its coding has its version",
  backup: "about backups",
  backup_sound: "about backups",
  source_erasure: "under way outside",
  unfinished_file: "under way outside",
};

function remindersIn({ context }: VaultForTest) {
  return listToday(context).filter(({ about }) => about === "backup-due");
}

describe("every table", () => {
  it("either holds what lasts, or is said why it does not", async () => {
    const { vault } = await vaultForTest();
    const tables = vault.db
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list
          WHERE type IN ('table', 'virtual') AND schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name`,
      )
      .pluck()
      .all();
    const named = [...Object.keys(lastingContent), ...Object.keys(passingTables)].sort();
    expect(named).toEqual(tables);
  });

  it("of settings counts what is not said to be passing: the mandate", async () => {
    const { test } = await filledVault();
    const names = test.vault.db.prepare<[], string>("SELECT name FROM setting").pluck().all();
    const passing: readonly string[] = passingSettings;
    expect(names.filter((name) => !passing.includes(name))).toEqual(["mandate"]);
  });
});

describe("once all conversations were erased on time", () => {
  async function erasedVault(): Promise<VaultForTest> {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    addEntry(test.context, { onDate: "2026-03-02", minutes: null, text: "Jag väntade." });
    setStep(test.context, { ...words, learned: null });
    const categories = ["sound", "transcript", "notes"] as const;
    eraseNow(test.context, { conversationId, categories, typedTitle: "Tallen" });
    return test;
  }

  it("there is still something to remind of", async () => {
    const test = await erasedVault();
    test.clock.run(400 * dayMs);
    expect(remindersIn(test)).toEqual([{ about: "backup-due", lastMadeAt: null }]);
  });

  it("an entry of the log is a change", async () => {
    const test = await erasedVault();
    await backUp(test.context, temporaryFolder());
    const madeAt = test.clock.now();
    test.clock.run(400 * dayMs);
    const before = [remindersIn(test), readBackupOverview(test.context).hasChanged];
    addEntry(test.context, { onDate: "2027-03-02", minutes: 20, text: "Jag väntade igen." });
    expect([...before, remindersIn(test), readBackupOverview(test.context).hasChanged]).toEqual([
      [],
      false,
      [{ about: "backup-due", lastMadeAt: madeAt }],
      true,
    ]);
  });
});

describe("a change", () => {
  const coding = {
    schemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
    target: null,
    passes: 1,
  } as const;

  it.each<[string, (vault: FilledVault) => unknown]>([
    ["a first step", ({ test }) => setStep(test.context, { ...words, learned: null })],
    ["the log", ({ test }) => addEntry(test.context, { onDate: "2026-03-02", minutes: null, text: "Fint" })],
    [
      "what a code is called",
      ({ test }) =>
        rewordScheme(test.context, { schemeId, words: [{ partId: "Q", which: "sv", text: "Undran" }] }),
    ],
    ["a scheme of one's own", ({ test }) => copyScheme(test.context, { schemeId, title: "Vårt" })],
    [
      "the mandate",
      ({ test }) => saveMandate(test.context, { ...testMandate, decidedBy: "Enhetschef Lund" }),
    ],
    ["another permission", ({ test }) => createConsent(test.context, { ...testConsent, number: 18 })],
    [
      "a permission taken back",
      ({ test, consent }) =>
        withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" }),
    ],
    [
      "a note",
      ({ test, conversationId }) =>
        createNote(test.context, { conversationId, startMs: 0, endMs: 0, text: "Fint" }),
    ],
    ["a coding", ({ test, conversationId }) => createCoding(test.context, { ...coding, conversationId })],
    [
      "a version with a name",
      ({ test, conversationId }) => saveVersion(test.context, { conversationId, name: "Före mötet" }),
    ],
    [
      "a certificate",
      ({ test, conversationId }) =>
        eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "Tallen" }),
    ],
  ])("is one that lasts: %s", async (_, change) => {
    const filled = await filledVault();
    const { db } = filled.test.vault;
    const before = contentMark(db);
    change(filled);
    expect(contentMark(db)).not.toBe(before);
  });

  it("of other words is one, and what is taken back is none", async () => {
    const { context, vault } = await vaultForTest();
    const marks = [contentMark(vault.db)];
    const { stepId } = setStep(context, { ...words, learned: null });
    marks.push(contentMark(vault.db));
    const { entryId } = addEntry(context, { onDate: "2026-03-02", minutes: null, text: "Fint" });
    removeEntry(context, { entryId });
    marks.push(contentMark(vault.db));
    changeStep(context, { ...words, stepId, effect: "lugn" });
    marks.push(contentMark(vault.db));
    expect([marks[1] === marks[0], marks[2] === marks[1], marks[3] === marks[2]]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("is not an unlock, nor time, nor a look, nor a setting, nor what is still being typed", async () => {
    const { test, conversationId } = await filledVault();
    const before = contentMark(test.vault.db);
    test.clock.run(dayMs);
    const again = await test.reopen();
    saveView(again.context, { conversationId, positionMs: 3_000, pxPerSecond: 90 });
    updateSettings(again.context, { theme: "dark" });
    keepDraft(again.context, { of: "practice", text: "Jag" });
    expect(contentMark(again.vault.db)).toBe(before);
  });

  it("is not in what is only to try things on", async () => {
    const test = await vaultForTest();
    const before = contentMark(test.vault.db);
    await addExample(test.context, { language: "sv" });
    expect([hasWorthKeeping(test.vault.db), contentMark(test.vault.db)]).toEqual([false, before]);
  });
});
