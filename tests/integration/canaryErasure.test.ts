import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { checkDatabase } from "../../electron/services/verifyErased.ts";
import { collectCanaries, findCanaries } from "../../electron/vault/canaries.ts";
import { eraseTranscriptRows } from "../../electron/vault/erasureRepository.ts";
import { findPeaks } from "../../electron/vault/peaksRepository.ts";
import { findRecording } from "../../electron/vault/recordingRepository.ts";
import { listSegments } from "../../electron/vault/segmentRepository.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
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
