import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { sha256 } from "../../electron/crypto/hash.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { soundOrigins } from "../../electron/vault/migrations/0011-sound-origins.ts";
import {
  findKeptOriginal,
  findOrigin,
  findRecording,
  noteEnding,
  noteSource,
} from "../../electron/vault/recordingRepository.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const conversationId = "11111111-2222-4333-8444-555555555555" as ConversationId;
const recordingId = "11111111-2222-4333-8444-666666666666" as RecordingId;

it("a vault from before converters opens with its sound whole, and knows a converted one by its file", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(soundOrigins));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  const [kept, file] = [sha256(Buffer.from("kept")), sha256(Buffer.from("file"))];
  db.prepare(
    `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
     VALUES (?, 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`,
  ).run(conversationId);
  db.prepare(
    `INSERT INTO recording (id, conversation_id, role, state, key_half, key_generation, media_type, size_bytes, sha256,
       imported_at) VALUES (?, ?, 'original', 'preparing', x'00', 1, 'wav', 4, ?, 1)`,
  ).run(recordingId, conversationId, kept);

  migrate(db, [...before, soundOrigins]);
  const old = findRecording(db, recordingId);
  const oldById = [findKeptOriginal(db, kept)?.id, findKeptOriginal(db, file)?.id];
  noteEnding(db, recordingId, "cut-off");
  noteSource(db, recordingId, { format: "WMA", sha256: file, sizeBytes: 9 });

  expect({
    old: [old?.ending, old?.sourceFormat, old?.sourceSha256, old?.sourceSizeBytes],
    oldById,
    origin: findOrigin(db, conversationId),
    byId: [findKeptOriginal(db, kept)?.id, findKeptOriginal(db, file)?.id],
  }).toMatchObject({
    old: ["whole", null, kept, 4],
    oldById: [recordingId, undefined],
    origin: { ending: "cut-off", sourceFormat: "WMA", sourceSha256: file, sourceSizeBytes: 9 },
    byId: [undefined, recordingId],
  });
});
