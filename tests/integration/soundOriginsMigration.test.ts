import { expect, it } from "vitest";
import { sha256 } from "../../electron/crypto/hash.ts";
import { soundOrigins } from "../../electron/vault/migrations/0011-sound-origins.ts";
import {
  findKeptOriginal,
  findOrigin,
  findRecording,
  noteEnding,
  noteSource,
} from "../../electron/vault/recordingRepository.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const recordingId = "11111111-2222-4333-8444-666666666666" as RecordingId;

it("a vault from before converters opens with its sound whole, and knows a converted one by its file", async () => {
  const { db, bringUp } = await olderDatabase(soundOrigins);
  const [kept, file] = [sha256(Buffer.from("kept")), sha256(Buffer.from("file"))];
  db.prepare(
    `INSERT INTO recording (id, conversation_id, role, state, key_half, key_generation, media_type, size_bytes, sha256,
       imported_at) VALUES (?, ?, 'original', 'preparing', x'00', 1, 'wav', 4, ?, 1)`,
  ).run(recordingId, conversationId, kept);

  bringUp();
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
