import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  edited,
  editedAside,
  isSaved,
  type KeptTranscript,
  openSession,
  rebased,
  redone,
  sendingAcknowledged,
  sendingBegun,
  sendingFailed,
  strandedDropped,
  strandedPlaced,
  type TranscriptSession,
  undone,
} from "../../renderer/features/transcript/transcriptSession.ts";
import { type Edit, isValidTranscript } from "../../shared/domain/edit.ts";
import { changesSomething } from "../../shared/domain/editHistory.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { listenedEdits } from "../../shared/domain/listened.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { batchSaved, kept } from "../support/keptTranscript.ts";

function row(number: number, text = `row ${number}`, speaker: Segment["speaker"] = "client"): Segment {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
  return { id, startMs: number * 1_000, endMs: number * 1_000 + 900, speaker, text };
}

function typed(session: TranscriptSession, number: number, text: string, burst = false): TranscriptSession {
  const before = session.segments.find(({ id }) => id === row(number).id)?.text ?? "";
  return edited(session, [{ kind: "set-text", segmentId: row(number).id, before, after: text }], burst);
}

const opened = () => openSession(kept(1, [row(1), row(2), row(3)]));
/** Sent under a name that is as good as any. */
const sent = (session: TranscriptSession) => sendingBegun(session, "first");

describe("a transcript session", () => {
  it("takes a whole burst of typing back in one step", () => {
    const session = typed(typed(typed(opened(), 1, "a"), 1, "ab", true), 1, "abc", true);
    const edits = [{ kind: "set-text", segmentId: row(1).id, before: "row 1", after: "abc" }];
    const back = undone(session);
    expect([session.pending, back.segments, back.past, back.future]).toEqual([
      [{ kind: "do", edits, joins: false }],
      opened().segments,
      [],
      [edits],
    ]);
  });

  it("keeps bursts in different rows apart", () => {
    const session = typed(typed(opened(), 1, "a"), 2, "b", true);
    expect(undone(session).segments).toEqual([row(1, "a"), row(2), row(3)]);
  });

  it("forgets what could be redone as soon as something new is typed", () => {
    const session = typed(undone(typed(opened(), 1, "a")), 2, "b");
    expect(redone(session)).toBe(session);
  });

  it("refuses an edit that does not fit what is shown", () => {
    const wrong: Edit = { kind: "set-text", segmentId: row(1).id, before: "else", after: "x" };
    expect(() => edited(opened(), [wrong])).toThrow(RangeError);
  });

  it("has nothing to save after an edit that changes nothing", () => {
    expect(typed(opened(), 1, "row 1")).toEqual(opened());
  });

  it("skips typing that came back to where it began", () => {
    const session = typed(typed(typed(opened(), 2, "kept"), 1, "a"), 1, "row 1", true);
    expect(undone(session).segments).toEqual(opened().segments);
  });

  it("keeps what got no answer first in line, and sends it just as it was", () => {
    const begun = sent(typed(opened(), 1, "a"));
    const failed = sendingFailed(typed(begun, 2, "b"));
    const again = sendingBegun(failed, "second");
    expect([isSaved(failed), again.sending, again.pending.length]).toEqual([false, begun.sending, 1]);
  });

  it("divides a long step into requests, and it is still one step", () => {
    const segments = Array.from({ length: 1_200 }, (_, index) => row(index));
    const edits = segments.map(
      ({ id, text }): Edit => ({ kind: "set-text", segmentId: id, before: text, after: `${text}!` }),
    );
    let vault = kept(1, segments);
    let session = edited(openSession(vault), edits);
    const sizes: number[] = [];
    while (session.pending.length > 0) {
      session = sendingBegun(session, `batch ${sizes.length}`);
      if (session.sending === null) throw new Error("nothing is sent");
      sizes.push(session.sending.moves.flatMap(({ edits: sentEdits }) => sentEdits).length);
      vault = batchSaved(vault, session.sending);
      session = sendingAcknowledged(session, vault.version);
    }
    expect([sizes, vault.segments, vault.history.past]).toEqual([[500, 500, 200], session.segments, [edits]]);
  });

  it("saves what was listened to without a step, and undoing leads past it", () => {
    const machine = { ...row(2), isUnreviewed: true as const };
    const session = openSession(kept(1, [row(1), machine, row(3)]));
    const heard = editedAside(typed(session, 1, "a"), listenedEdits(machine));
    expect([undone(heard).segments, heard.pending.map(({ kind }) => kind)]).toEqual([
      [row(1), row(2), row(3)],
      ["do", "aside"],
    ]);
  });

  it("drops what the vault had saved although its word was lost", () => {
    const begun = sent(typed(opened(), 1, "a"));
    const vault = batchSaved(kept(1, opened().segments), begun.sending ?? { saveId: "", moves: [] });
    const again = rebased(sendingFailed(typed(begun, 1, "ab", true)), vault);
    expect([again.pending.map(({ edits }) => edits), again.segments[0]?.text, again.past]).toEqual([
      [[{ kind: "set-text", segmentId: row(1).id, before: "a", after: "ab" }]],
      "ab",
      [[{ kind: "set-text", segmentId: row(1).id, before: "row 1", after: "ab" }]],
    ]);
  });

  it("puts typing on top of a transcript that changed in other rows", () => {
    const again = rebased(typed(opened(), 1, "mine"), kept(5, [row(1), row(2, "theirs")]));
    expect(again).toMatchObject({ version: 5, segments: [row(1, "mine"), row(2, "theirs")], stranded: [] });
  });

  it("keeps the words in sight when their row changed elsewhere", () => {
    const again = rebased(typed(opened(), 1, "mine"), kept(5, [row(1, "theirs"), row(2), row(3)]));
    expect(again.segments[0]?.text).toBe("theirs");
    expect(again.stranded).toEqual([{ segmentId: row(1).id, startMs: 1_000, text: "mine" }]);
    expect(isSaved(again)).toBe(false);
    const placed = strandedPlaced(again, row(1).id);
    expect(placed.segments[0]?.text).toBe("mine");
    expect(placed.stranded).toEqual([]);
    expect(isSaved(strandedDropped(again, row(1).id))).toBe(true);
  });

  it("keeps the words in sight when their row is gone, and can bring it back", () => {
    const again = rebased(typed(opened(), 1, "mine"), kept(5, [row(2)]));
    expect(again.stranded.map(({ text }) => text)).toEqual(["mine"]);
    expect(strandedPlaced(again, row(1).id).segments.map(({ text }) => text)).toEqual(["mine", "row 2"]);
  });

  it("does not call back words in a row that was removed here", () => {
    const removed = edited(typed(opened(), 1, "mine"), [{ kind: "remove-segment", segment: row(1, "mine") }]);
    expect(rebased(removed, kept(5, [row(2), row(3)])).stranded).toEqual([]);
  });

  it("gives an undo up that no longer fits, and leaves the transcript alone", () => {
    const step = [{ kind: "set-text", segmentId: row(1).id, before: "row 1", after: "a" }] as const;
    const odd = openSession({ ...kept(3, [row(2)]), history: { past: [step], future: [] } });
    expect(undone(odd)).toEqual({ ...odd, past: [] });
  });

  const command = fc.oneof(
    fc.record({
      do: fc.constant("type" as const),
      at: fc.nat(9),
      text: fc.string({ maxLength: 4 }),
      burst: fc.boolean(),
    }),
    fc.record({ do: fc.constant("flip" as const), at: fc.nat(9) }),
    fc.record({ do: fc.constant("insert" as const), at: fc.nat(9) }),
    fc.record({ do: fc.constant("remove" as const), at: fc.nat(9) }),
    fc.record({
      do: fc.constantFrom(
        "undo" as const,
        "redo" as const,
        "send" as const,
        "answer" as const,
        "fail" as const,
        "lose" as const,
        "restart" as const,
      ),
    }),
  );

  it("undoes every edit back to the beginning, whatever was sent, failed or read anew meanwhile", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { session } = played(commands);
        let back = session;
        while (back.past.some(changesSomething)) back = undone(back);
        expect(back.segments).toEqual(opened().segments);
      }),
    );
  });

  it("brings the vault to exactly what is shown, text and steps, whatever was lost on the way", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { session, vault } = settled(played(commands));
        expect({ segments: vault.segments, ...vault.history }).toEqual({
          segments: session.segments,
          past: session.past,
          future: session.future,
        });
        expect([session.stranded, isValidTranscript(vault.segments)]).toEqual([[], true]);
      }),
      {
        numRuns: 300,
        examples: [[[{ do: "flip", at: 0 }, { do: "send" }, { do: "fail" }, { do: "fail" }]]],
      },
    );
  });
});

type Command =
  | { do: "type"; at: number; text: string; burst: boolean }
  | { do: "flip" | "insert" | "remove"; at: number }
  | { do: "undo" | "redo" | "send" | "answer" | "fail" | "lose" | "restart" };

interface Both {
  readonly session: TranscriptSession;
  readonly vault: KeptTranscript;
}

/** The vault has what is on its way; what it has already it does not take twice. */
function saved({ session, vault }: Both): KeptTranscript {
  const { sending } = session;
  return sending === null || sending.saveId === vault.saveId ? vault : batchSaved(vault, sending);
}

/** Sends until nothing is left. */
function settled(both: Both): Both {
  let { session, vault } = both;
  while (!isSaved(session)) {
    session = sendingBegun(session, `on ${session.version}`);
    vault = saved({ session, vault });
    session = sendingAcknowledged(session, vault.version);
  }
  return { session, vault };
}

/**
 * Plays commands against a vault of its own; "lose" is an answer that never comes back although the vault saved, and
 * the transcript is read anew; "restart" opens it on another page once all of it is saved.
 */
function played(commands: readonly Command[]): Both {
  let vault = kept(1, [row(1), row(2), row(3)]);
  let session = opened();
  let nextId = 100;
  for (const command of commands) {
    const there =
      "at" in command ? session.segments[command.at % Math.max(1, session.segments.length)] : undefined;
    switch (command.do) {
      case "type":
        if (there !== undefined) {
          session = edited(
            session,
            [{ kind: "set-text", segmentId: there.id, before: there.text, after: command.text }],
            command.burst,
          );
        }
        break;
      case "flip":
        if (there !== undefined) {
          const after = there.speaker === "client" ? "practitioner" : "client";
          session = edited(session, [
            { kind: "set-speaker", segmentId: there.id, before: there.speaker, after },
          ]);
        }
        break;
      case "insert":
        session = edited(session, [
          { kind: "insert-segment", segment: { ...row(nextId++), startMs: command.at * 500 } },
        ]);
        break;
      case "remove":
        if (there !== undefined) session = edited(session, [{ kind: "remove-segment", segment: there }]);
        break;
      case "undo":
        session = undone(session);
        break;
      case "redo":
        session = redone(session);
        break;
      case "send":
        session = sendingBegun(session, `batch ${nextId++}`);
        break;
      case "answer":
        if (session.sending !== null) {
          vault = saved({ session, vault });
          session = sendingAcknowledged(session, vault.version);
        }
        break;
      case "fail":
        session = sendingFailed(session);
        break;
      case "lose":
        if (session.sending !== null) {
          vault = saved({ session, vault });
          session = rebased(sendingFailed(session), vault);
        }
        break;
      case "restart":
        vault = settled({ session, vault }).vault;
        session = openSession(vault);
        break;
    }
  }
  return { session, vault };
}
