import { expect, it } from "vitest";
import { linesAsSpoken } from "../../electron/vault/migrations/0012-lines-as-spoken.ts";
import { insertSegments, listSegments, updateSegment } from "../../electron/vault/segmentRepository.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const idOf = (last: string) => `11111111-2222-4333-8444-${last.padStart(12, "0")}` as SegmentId;

it("lines of an older vault are heard and have no names of their own; new ones keep theirs", async () => {
  const { db, bringUp } = await olderDatabase(linesAsSpoken);
  db.prepare(
    "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, ?, 0, 900, 'client', 'Jaha.')",
  ).run(idOf("1"), conversationId);

  bringUp();
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
