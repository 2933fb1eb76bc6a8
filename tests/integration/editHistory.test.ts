import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setHold } from "../../electron/services/hold.ts";
import {
  editTranscript,
  importTranscript,
  nameSpeakers,
  readTranscript,
} from "../../electron/services/transcripts.ts";
import { removeHistory } from "../../electron/vault/editHistoryRepository.ts";
import {
  edited,
  editedAside,
  isSaved,
  openSession,
  rebased,
  redone,
  sendingAcknowledged,
  sendingBegun,
  sendingFailed,
  sentMove,
  type TranscriptSession,
  undone,
} from "../../renderer/features/transcript/transcriptSession.ts";
import type { Edit } from "../../shared/domain/edit.ts";
import { changesSomething } from "../../shared/domain/editHistory.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import { listenedEdits, writtenEdits } from "../../shared/domain/listened.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const row = (startMs: number, text: string): Segment => ({
  id: randomUUID() as SegmentId,
  startMs,
  endMs: startMs + 900,
  speaker: "client",
  text,
});

/** A text of two rows, one of them a machine's. */
async function written() {
  const test = await vaultForTest();
  const conversationId = test.rolePlay();
  const rows = [row(0, "Hej"), { ...row(1_000, "Jaha"), isUnreviewed: true as const }];
  const edits = rows.map((segment): Edit => ({ kind: "insert-segment", segment }));
  editTranscript(test.context, { conversationId, baseVersion: 0, edits });
  removeHistory(test.vault.db, conversationId);
  return { test, conversationId, rows };
}

const keptIn = (test: VaultForTest, conversationId: ConversationId) =>
  readTranscript(test.context, { conversationId });

/** Sends what waits, until nothing does. @param isHeard - whether the answer comes back */
function send(
  test: VaultForTest,
  conversationId: ConversationId,
  session: TranscriptSession,
  isHeard = true,
): TranscriptSession {
  const begun = sendingBegun(session, randomUUID());
  if (begun.sending === null) return begun;
  const { saveId, moves } = begun.sending;
  const input = { conversationId, baseVersion: begun.version, saveId, moves: moves.map(sentMove) };
  const { version } = editTranscript(test.context, input);
  return isHeard ? sendingAcknowledged(begun, version) : sendingFailed(begun);
}

const commands = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("write" as const),
      at: fc.nat(9),
      text: fc.string({ maxLength: 3 }),
      burst: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom("insert" as const, "remove" as const, "hear" as const), at: fc.nat(9) }),
    fc.record({
      do: fc.constantFrom(
        ...(["undo", "undo", "redo", "save", "save", "lose", "read-anew", "restart"] as const),
      ),
    }),
  ),
  { maxLength: 30 },
);

describe("the steps that lead back", () => {
  it("are the page's, whatever is done, saved, lost or begun anew, and lead back to the start", async () => {
    const { test, conversationId } = await written();
    fc.assert(
      fc.property(commands, (steps) => {
        removeHistory(test.vault.db, conversationId);
        const start = keptIn(test, conversationId);
        let session = openSession(start);
        for (const step of steps) session = played(test, conversationId, session, step);
        while (!isSaved(session)) session = send(test, conversationId, session);
        const vault = keptIn(test, conversationId);
        expect({ segments: vault.segments, ...vault.history }).toEqual({
          segments: session.segments,
          past: session.past,
          future: session.future,
        });

        let back = openSession(vault);
        while (back.past.some(changesSomething)) back = undone(back);
        const unheard = (segments: readonly Segment[]) =>
          segments.map(({ isUnreviewed: _, ...segment }) => segment);
        expect(unheard(back.segments)).toEqual(unheard(start.segments));
      }),
      { numRuns: 60 },
    );
  });

  it("are there after a restart, and undoing then is saved", async () => {
    const { test, conversationId, rows } = await written();
    const [first] = rows as [Segment];
    let session = edited(openSession(keptIn(test, conversationId)), writtenEdits(first, "Hej hej"));
    session = undone(
      send(test, conversationId, edited(session, writtenEdits({ ...first, text: "Hej hej" }, "Hm"))),
    );
    send(test, conversationId, session);

    const later = await test.reopen();
    const opened = openSession(keptIn(later, conversationId));
    const saved = send(later, conversationId, undone(opened));

    expect([opened.segments[0]?.text, opened.past.length, opened.future.length]).toEqual(["Hej hej", 1, 1]);
    expect(keptIn(later, conversationId)).toMatchObject({
      version: saved.version,
      segments: rows,
      history: { past: [], future: [saved.future[0], saved.future[1]] },
    });
  });

  it("say of a row that somebody has listened once it is written in, and take that back with the words", async () => {
    const { test, conversationId, rows } = await written();
    const [, machine] = rows as [Segment, Segment];
    const typed = edited(openSession(keptIn(test, conversationId)), writtenEdits(machine, "Jaha ja"));
    const { isUnreviewed: _, ...heard } = { ...machine, text: "Jaha ja" };
    expect([typed.segments[1], undone(typed).segments[1]]).toEqual([heard, machine]);
  });

  it("are kept when speakers get names, and gone with a text that is brought in anew", async () => {
    const { test, conversationId, rows } = await written();
    const [first] = rows as [Segment];
    send(test, conversationId, edited(openSession(keptIn(test, conversationId)), writtenEdits(first, "Nej")));
    nameSpeakers(test.context, { conversationId, names: { client: "Mor" } });
    const named = keptIn(test, conversationId).history.past.length;
    importTranscript(test.context, {
      conversationId,
      sourceId: test.offer("talk.vtt"),
      speakers: [],
      replace: true,
    });
    expect([named, keptIn(test, conversationId).history]).toEqual([1, { past: [], future: [] }]);
  });

  it("are worth nothing once the text was changed past them", async () => {
    const { test, conversationId, rows } = await written();
    const [first] = rows as [Segment];
    send(test, conversationId, edited(openSession(keptIn(test, conversationId)), writtenEdits(first, "Nej")));
    test.vault.db
      .prepare("UPDATE conversation SET transcript_version = transcript_version + 1 WHERE id = ?")
      .run(conversationId);
    const { history, saveId, version } = keptIn(test, conversationId);
    const undo = () =>
      editTranscript(test.context, {
        conversationId,
        baseVersion: version,
        saveId: randomUUID(),
        moves: [{ kind: "undo" }],
      });
    expect([history, saveId]).toEqual([{ past: [], future: [] }, null]);
    expect(undo).toThrow("transcript.out-of-date");
  });

  it("are bounded: the oldest go first, and the last one stays however large it is", async () => {
    const { test, conversationId, rows } = await written();
    const [first] = rows as [Segment];
    let session = openSession(keptIn(test, conversationId));
    const long = "å".repeat(20_000);
    let text = first.text;
    for (let number = 0; number < 60; number += 1) {
      const next = `${number}${long}`.slice(0, 20_000);
      session = edited(session, writtenEdits({ ...first, text }, next));
      text = next;
    }
    while (!isSaved(session)) session = send(test, conversationId, session);
    const { past } = keptIn(test, conversationId).history;
    expect([past.length < 30, past.length > 20, past]).toEqual([true, true, session.past]);
  });

  it("do not move under a hold", async () => {
    const { test, conversationId, rows } = await written();
    const [first] = rows as [Segment];
    const session = send(
      test,
      conversationId,
      edited(openSession(keptIn(test, conversationId)), writtenEdits(first, "Nej")),
    );
    setHold(test.context, { conversationId, reason: "access-request", days: 5 });
    expect(() => send(test, conversationId, undone(session))).toThrow("conversation.on-hold");
  });
});

type Played = typeof commands extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function played(
  test: VaultForTest,
  conversationId: ConversationId,
  session: TranscriptSession,
  step: Played,
): TranscriptSession {
  const there = "at" in step ? session.segments[step.at % Math.max(1, session.segments.length)] : undefined;
  switch (step.do) {
    case "write":
      return there === undefined ? session : edited(session, writtenEdits(there, step.text), step.burst);
    case "insert":
      return edited(session, [{ kind: "insert-segment", segment: row(step.at * 500, "ny") }]);
    case "remove":
      return there === undefined ? session : edited(session, [{ kind: "remove-segment", segment: there }]);
    case "hear":
      return there === undefined ? session : editedAside(session, listenedEdits(there));
    case "undo":
      return undone(session);
    case "redo":
      return redone(session);
    case "save":
      return send(test, conversationId, session);
    case "lose":
      return send(test, conversationId, session, false);
    case "read-anew":
      return rebased(session, keptIn(test, conversationId));
    case "restart": {
      let all = session;
      while (!isSaved(all)) all = send(test, conversationId, all);
      return openSession(keptIn(test, conversationId));
    }
  }
}
