import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createCoding, updateCoding } from "../../electron/services/codings.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { addEntry, setStep } from "../../electron/services/practice.ts";
import { rewordScheme } from "../../electron/services/schemes.ts";
import { listUnfinished } from "../../electron/services/unfinishedErasures.ts";
import { checkDatabase } from "../../electron/services/verifyErased.ts";
import { collectCanaries, columnsOfWords, findCanaries } from "../../electron/vault/canaries.ts";
import { eraseTranscriptRows } from "../../electron/vault/erasureRepository.ts";
import { findPeaks } from "../../electron/vault/peaksRepository.ts";
import { findRecording } from "../../electron/vault/recordingRepository.ts";
import { listSegments } from "../../electron/vault/segmentRepository.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { type FilledVault, filledVault, noteText } from "../support/filledVault.ts";

/** Pieces of everything that is erased: key half, peaks, each line of the transcript, the note. */
function canariesOf({ test: { vault }, conversationId, recordingId }: FilledVault): Buffer[] {
  const texts = [...listSegments(vault.db, conversationId).map(({ text }) => text), noteText];
  const keyHalf = findRecording(vault.db, recordingId)?.keyHalf ?? new Uint8Array();
  const peaks = findPeaks(vault.db, recordingId, 20) ?? new Int8Array();
  return [
    Buffer.from(keyHalf),
    Buffer.from(peaks.buffer, 40, 32),
    ...texts.filter((text) => text.length > 12).map((text) => Buffer.from(text)),
  ];
}

async function foundOf(filled: FilledVault, canaries: readonly Buffer[]): Promise<number> {
  const { vault } = filled.test;
  const bytes = decryptedBytes(databasePath(vault.folder, 1), await databaseKeyForTest(vault));
  return canaries.filter((canary) => bytes.includes(canary)).length;
}

/** Ids, days and choices; and, last, what must hold no word of any conversation. */
const wordless = new RegExp(
  [
    "\\.(\\w+_)?id",
    "\\.(\\w+_on|on_date|zone|wording_version|content_mark|codes|evidence|heard|figures)",
    "\\.(kind|state|role|place|form|pass|which|field|speaker|category|rule|reason|hold_reason|origin|settled_as)",
    "recording\\.(media_type|first_channel|recovery|ending|source_format)",
    "setting\\.name",
    "audit\\.body|audit_checkpoint\\.text|certificate\\.text",
  ]
    .map((names) => `(${names})$`)
    .join("|"),
);

const wholeSample = { drawn: "whole", startMs: 0, endMs: 8_000 } as const;
const codingOfAll = {
  schemeId: "miti-4.2.1" as SchemeId,
  schemeVersion: 1,
  coder: { kind: "owner" },
  sample: wholeSample,
  target: null,
  passes: 1,
} as const;

const everything = { categories: ["sound", "transcript", "notes"], typedTitle: "Tallen" } as const;

describe("what was erased", () => {
  it("is in no page, index, free page or log of the decrypted database", async () => {
    const filled = await filledVault();
    const canaries = canariesOf(filled);
    expect(canaries.length).toBeGreaterThan(5);
    expect(await foundOf(filled, canaries)).toBe(canaries.length);

    eraseNow(filled.test.context, { conversationId: filled.conversationId, ...everything });

    expect(await foundOf(filled, canaries)).toBe(0);
  });

  it("is found in the log if deleting is all that was done", async () => {
    const filled = await filledVault();
    const canaries = canariesOf(filled);
    eraseTranscriptRows(filled.test.vault.db, filled.conversationId, 0);
    expect(await foundOf(filled, canaries)).toBeGreaterThan(0);
  });

  it("leaves nothing of another conversation harmed", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    const kept = listSegments(test.vault.db, conversationId);
    eraseNow(test.context, { conversationId, categories: ["notes"], typedTitle: "Tallen" });
    expect(listSegments(test.vault.db, conversationId)).toEqual(kept);
  });
});

describe("looking for what was erased", () => {
  it("finds a piece that is still there, and rewrites the database so that it is not", async () => {
    const { test, conversationId } = await filledVault();
    const { db } = test.vault;
    const canaries = collectCanaries(db, [{ conversationId, category: "transcript" }]);
    // As a database would be left that does not overwrite what it deletes.
    db.pragma("secure_delete = OFF");
    db.prepare("DELETE FROM segment WHERE conversation_id = ?").run(conversationId);
    db.pragma("wal_checkpoint(TRUNCATE)");
    expect(findCanaries(db, canaries)).toEqual({ lookedFor: 2, found: 2 });

    expect(checkDatabase(test.context, canaries)).toEqual({
      writeAheadLogEmpty: true,
      canariesLookedFor: 2,
      canariesFound: 0,
    });
  });

  it("does not take for a remnant what also stands in content that is kept", async () => {
    const { test, conversationId } = await filledVault();
    const { db } = test.vault;
    const canaries = collectCanaries(db, [{ conversationId, category: "transcript" }]);
    expect(findCanaries(db, canaries)).toEqual({ lookedFor: 0, found: 0 });
  });
});

describe("words that are erased, and stand elsewhere as well", () => {
  /** The longest line of the transcript: it is sure to be looked for. */
  const said = "Hej! Vad skulle du vilja att vi pratar om i dag?";

  it.each<[string, (vault: FilledVault) => void]>([
    [
      "in the log of one's practice",
      ({ test }) => void addEntry(test.context, { onDate: "2026-03-02", minutes: null, text: said }),
    ],
    [
      "in the step one is at",
      ({ test }) => {
        setStep(test.context, { skill: "Öppna frågor", situation: said, effect: "Mer prat", learned: null });
      },
    ],
    [
      "in what a code is called",
      ({ test }) => {
        const schemeId = "miti-4.2.1" as SchemeId;
        rewordScheme(test.context, { schemeId, words: [{ partId: "Q", which: "sv", text: said }] });
      },
    ],
    [
      "in what one thought of a coding, which is kept longer",
      ({ test, conversationId }) => {
        const { codingId } = createCoding(test.context, { ...codingOfAll, conversationId });
        updateCoding(test.context, { codingId, reflection: { before: said, after: "" } });
      },
    ],
  ])("do not keep an erasure from its end: %s", async (_, quote) => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    quote(filled);
    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Tallen" });
    expect(listUnfinished(test.context)).toEqual([]);
  });

  it.each([
    ["a sentence of the sample", { sample: { ...wholeSample, startSentence: said } }, null],
    ["what one thought of it", {}, { before: `“${said}”\nsa jag`, after: "" }],
  ])("are looked for where they stood in a coding: %s", async (_, head, reflection) => {
    const { test, conversationId } = await filledVault();
    const { db } = test.vault;
    db.prepare("DELETE FROM note").run();
    db.prepare("DELETE FROM segment").run();
    const { codingId } = createCoding(test.context, { ...codingOfAll, ...head, conversationId });
    if (reflection !== null) updateCoding(test.context, { codingId, reflection });
    const canaries = collectCanaries(db, [{ conversationId, category: "notes" }]);
    db.pragma("secure_delete = OFF");
    db.prepare("DELETE FROM coding").run();
    db.pragma("wal_checkpoint(TRUNCATE)");
    expect(findCanaries(db, canaries)).toEqual({ lookedFor: 1, found: 1 });
  });

  it("may stand in each column of text that is named, and in no other", async () => {
    const { test } = await filledVault();
    const columns = test.vault.db
      .prepare<[], { place: string }>(
        `SELECT tables.name || '.' || columns.name AS place
           FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
          WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND columns.type = 'TEXT'
          ORDER BY place`,
      )
      .all()
      .map(({ place }) => place);
    const named = Object.entries(columnsOfWords).flatMap(([table, names]) =>
      names.map((name) => `${table}.${name}`),
    );
    expect(columns.filter((place) => !named.includes(place) && !wordless.test(place))).toEqual([]);
    expect(named.filter((place) => !columns.includes(place))).toEqual([]);
  });
});

describe("the folder of a vault", () => {
  it("holds nothing that was typed or heard in plaintext", async () => {
    const filled = await filledVault();
    const { test } = filled;
    const canaries = [
      ...canariesOf(filled),
      Buffer.from("Tallen"),
      Buffer.from("Ärende 2026-1"),
      Buffer.from("RIFF"),
    ];
    const files = fs.readdirSync(test.vault.folder, { recursive: true, encoding: "utf8" });
    const contents = files
      .map((name) => path.join(test.vault.folder, name))
      .filter((file) => fs.statSync(file).isFile())
      .map((file) => fs.readFileSync(file));
    expect(contents.length).toBeGreaterThan(6);
    expect(canaries.filter((canary) => contents.some((content) => content.includes(canary)))).toEqual([]);
  });
});
