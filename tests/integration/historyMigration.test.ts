import { expect, it } from "vitest";
import { readHistory } from "../../electron/vault/editHistoryRepository.ts";
import { history } from "../../electron/vault/migrations/0014-history.ts";
import { listSegments } from "../../electron/vault/segmentRepository.ts";
import { insertVersion, listVersions, readVersionLines } from "../../electron/vault/versionRepository.ts";
import type { SegmentId, VersionId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const versionId = "11111111-2222-4333-8444-000000000009" as VersionId;
const line: Segment = {
  id: "11111111-2222-4333-8444-000000000001" as SegmentId,
  startMs: 0,
  endMs: 900,
  speaker: "client",
  text: "Jaha.",
};

it("an older text has no way back and no versions; it can get both, and its lines are as they were", async () => {
  const { db, bringUp } = await olderDatabase(history);
  db.prepare(
    "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, ?, 0, 900, 'client', 'Jaha.')",
  ).run(line.id, conversationId);

  bringUp();
  const taken = [readHistory(db, conversationId, 0), listVersions(db, conversationId)];
  const lines: Segment[] = [
    line,
    { ...line, speakerName: "Tolken" },
    { ...line, isUnreviewed: true },
    { ...line, speakerName: "Mormor", isUnreviewed: true },
  ];
  const version = { id: versionId, name: "Innan vi klippte", reason: null, savedAt: 5 };
  insertVersion(db, conversationId, version, lines);

  expect([taken, listSegments(db, conversationId), listVersions(db, conversationId)]).toEqual([
    [{ past: [], future: [] }, []],
    [line],
    [{ ...version, lineCount: 4 }],
  ]);
  expect(readVersionLines(db, versionId)).toEqual(lines);
});
