import { expect, it } from "vitest";
import { findCoding, insertCoding, listCodings } from "../../electron/vault/codingRepository.ts";
import { coding } from "../../electron/vault/migrations/0017-coding.ts";
import type { Coding } from "../../shared/domain/coding.ts";
import type { CodingId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;
const id = "11111111-2222-4333-8444-000000000021" as CodingId;

const kept: Coding = {
  id,
  conversationId,
  schemeId: "miti-4.2.1" as SchemeId,
  schemeVersion: 1,
  coder: { kind: "colleague", name: "Åsa" },
  sample: { drawn: "chosen", startMs: 0, endMs: 60_000, startSentence: "Hej och välkommen." },
  target: "komma ut på morgonen",
  isFromSound: true,
  passes: 2,
  pass: "listen",
  reflection: { before: "Jag lyssnade.", after: "" },
  version: 3,
  createdAt: 5,
  changedAt: 6,
  finishedAt: null,
  expiresAt: 90,
  units: [
    {
      id: "11111111-2222-4333-8444-000000000022" as UnitId,
      startMs: 400,
      endMs: 400,
      speaker: "client",
      codes: [],
      isFacilitative: true,
    },
  ],
  ratings: { empathy: { value: 4, evidenceMs: [400] } },
  spans: [
    {
      id: "11111111-2222-4333-8444-000000000023" as SpanId,
      kind: "formal",
      startMs: 900,
      endMs: 1_000,
    },
  ],
  heard: [{ startMs: 0, endMs: 400 }],
};

it("an older vault has no codings; it can get some, and its conversations are as they were", async () => {
  const { db, bringUp } = await olderDatabase(coding);
  const before = db.prepare("SELECT * FROM conversation").all();

  bringUp();
  const taken = listCodings(db, conversationId);
  insertCoding(db, kept);

  const { units: _units, ratings: _ratings, spans: _spans, heard: _heard, ...head } = kept;
  expect([before, taken, findCoding(db, id), listCodings(db, conversationId)]).toEqual([
    db.prepare("SELECT * FROM conversation").all(),
    [],
    kept,
    [{ ...head, counts: [{ speaker: "client", units: 1, coded: 0 }] }],
  ]);
});
