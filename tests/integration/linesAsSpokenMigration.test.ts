import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { linesAsSpoken } from "../../electron/vault/migrations/0012-lines-as-spoken.ts";
import { insertSegments, listSegments, updateSegment } from "../../electron/vault/segmentRepository.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const conversationId = "11111111-2222-4333-8444-555555555555" as ConversationId;
const idOf = (last: string) => `11111111-2222-4333-8444-${last.padStart(12, "0")}` as SegmentId;

it("lines of an older vault are heard and have no names of their own; new ones keep theirs", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(linesAsSpoken));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  db.prepare(
    `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
     VALUES (?, 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`,
  ).run(conversationId);
  db.prepare(
    "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, ?, 0, 900, 'client', 'Jaha.')",
  ).run(idOf("1"), conversationId);

  migrate(db, [...before, linesAsSpoken]);
  const old: Segment = { id: idOf("1"), startMs: 0, endMs: 900, speaker: "client", text: "Jaha." };
  const written: Segment = {
    ...{ id: idOf("2"), startMs: 900, endMs: 2_000, speaker: "other", text: "Hon menar sönd." },
    speakerName: "Tolken",
    isUnreviewed: true,
  };
  insertSegments(db, conversationId, [written]);
  const taken = listSegments(db, conversationId);
  const { isUnreviewed: _, ...heard } = { ...written, speakerName: "Mormor" };
  updateSegment(db, written, heard);

  expect([taken, listSegments(db, conversationId)]).toEqual([
    [old, written],
    [old, heard],
  ]);
});
