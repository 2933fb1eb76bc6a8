import { expect, it } from "vitest";
import { migrate } from "../../electron/vault/migrate.ts";
import { recorder } from "../../electron/vault/migrations/0006-recorder.ts";
import { listNotes } from "../../electron/vault/noteRepository.ts";
import { findPeaks, savePeaks } from "../../electron/vault/peaksRepository.ts";
import {
  findRecording,
  insertRecordingUnderWay,
  listRecordings,
} from "../../electron/vault/recordingRepository.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const first = "22222222-2222-4333-8444-555555555555" as RecordingId;
const second = "33333333-2222-4333-8444-555555555555" as RecordingId;
const third = "44444444-2222-4333-8444-555555555555" as RecordingId;

it("a vault from before the recorder opens with its rows, and records from then on", async () => {
  const { db } = await olderDatabase(recorder);
  const insert = db.prepare(
    `INSERT INTO recording (id, conversation_id, role, state, key_half, key_generation, media_type, size_bytes, sha256,
                            duration_ms, imported_at)
     VALUES (?, ?, ?, ?, ?, 2, 'ogg', 70, ?, 8000, 5)`,
  );
  insert.run(first, conversationId, "original", "replaced", null, Buffer.alloc(32, 1));
  insert.run(second, conversationId, "transcoded", "ready", Buffer.alloc(32, 3), Buffer.alloc(32, 2));
  savePeaks(db, second, 20, Int8Array.of(-5, 5));
  db.prepare(
    `INSERT INTO erasure (id, conversation_id, recording_id, category, rule, step, started_at)
     VALUES ('e', ?, ?, 'sound', 'by-choice', 1, 9)`,
  ).run(conversationId, first);
  db.prepare("INSERT INTO note VALUES ('n', ?, 1, 2, 'Här blev det tyst', 3, 4)").run(conversationId);

  migrate(db);
  insertRecordingUnderWay(db, {
    id: third,
    conversationId,
    keyHalf: new Uint8Array(32).fill(9),
    keyGeneration: 2,
    mediaType: "ogg",
    importedAt: 10,
    channels: 2,
    firstChannel: "client",
  });

  expect({
    recordings: listRecordings(db, conversationId).map(({ id, state, durationMs }) => [
      id,
      state,
      durationMs,
    ]),
    kept: findRecording(db, second),
    peaks: findPeaks(db, second, 20),
    notes: listNotes(db, conversationId),
    broken: db.pragma("foreign_key_check"),
    foreignKeys: db.pragma("foreign_keys", { simple: true }),
  }).toEqual({
    recordings: [
      [first, "replaced", 8_000],
      [second, "ready", 8_000],
      [third, "recording", null],
    ],
    kept: {
      id: second,
      conversationId,
      role: "transcoded",
      state: "ready",
      keyHalf: new Uint8Array(32).fill(3),
      keyGeneration: 2,
      mediaType: "ogg",
      sizeBytes: 70,
      sha256: new Uint8Array(32).fill(2),
      durationMs: 8_000,
      importedAt: 5,
      ending: "whole",
      sourceFormat: null,
      sourceSha256: new Uint8Array(32).fill(2),
      sourceSizeBytes: 70,
      recovery: null,
    },
    peaks: Int8Array.of(-5, 5),
    notes: [
      {
        id: "n",
        kind: "note",
        conversationId,
        startMs: 1,
        endMs: 2,
        text: "Här blev det tyst",
        createdAt: 3,
        updatedAt: 4,
      },
    ],
    broken: [],
    foreignKeys: 1,
  });
  expect(() => db.prepare("DELETE FROM recording WHERE id = ?").run(second)).toThrow("FOREIGN KEY");
});
