import { expect, it } from "vitest";
import { speakersAndBlankRows } from "../../electron/vault/migrations/0013-speakers-and-blank-rows.ts";
import { insertSegments, removeSegment, updateSegment } from "../../electron/vault/segmentRepository.ts";
import { listSpeakerNames, saveSpeakerNames } from "../../electron/vault/speakerNameRepository.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const idOf = (last: string) => `11111111-2222-4333-8444-${last.padStart(12, "0")}` as SegmentId;

it("in an older vault nobody has a name, and only what has words counts as transcribed from then on", async () => {
  const { db, bringUp } = await olderDatabase(speakersAndBlankRows);
  const insert = db.prepare(
    "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, ?, ?, ?, 'client', ?)",
  );
  insert.run(idOf("1"), conversationId, 0, 900, "Jaha.");
  insert.run(idOf("2"), conversationId, 1_000, 3_000, "");
  const transcribed = () => db.prepare("SELECT transcribed_ms FROM conversation").pluck().get();

  bringUp();
  const steps = [transcribed()];
  const blank: Segment = { id: idOf("3"), startMs: 4_000, endMs: 4_500, speaker: "client", text: "" };
  const moved = { ...blank, endMs: 5_000 };
  const written = { ...moved, text: "Nej." };
  insertSegments(db, conversationId, [blank]);
  steps.push(transcribed());
  updateSegment(db, blank, moved);
  steps.push(transcribed());
  updateSegment(db, moved, written);
  steps.push(transcribed());
  updateSegment(db, written, { ...moved, endMs: 6_000 });
  steps.push(transcribed());
  removeSegment(db, blank.id);
  steps.push(transcribed());
  const nobody = listSpeakerNames(db, conversationId);
  saveSpeakerNames(db, conversationId, { client: "kvinnan", other: "tolken" });
  saveSpeakerNames(db, conversationId, { client: "mormor" });

  expect(steps).toEqual([900, 900, 900, 1_900, 900, 900]);
  expect([nobody, listSpeakerNames(db, conversationId)]).toEqual([{}, { client: "mormor" }]);
});
