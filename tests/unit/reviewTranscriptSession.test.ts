import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  edited,
  isSaved,
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
import { applyEdits, type Edit, isValidTranscript } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

function row(number: number, text = `row ${number}`, speaker: Segment["speaker"] = "client"): Segment {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
  return { id, startMs: number * 1_000, endMs: number * 1_000 + 900, speaker, text };
}

function typed(session: TranscriptSession, number: number, text: string, burst = false): TranscriptSession {
  const before = session.segments.find(({ id }) => id === row(number).id)?.text ?? "";
  return edited(session, [{ kind: "set-text", segmentId: row(number).id, before, after: text }], burst);
}

const opened = () => openSession(1, [row(1), row(2), row(3)]);

describe("a transcript session", () => {
  it("takes a whole burst of typing back in one step", () => {
    const session = typed(typed(typed(opened(), 1, "a"), 1, "ab", true), 1, "abc", true);
    expect(session.pending).toEqual([
      { kind: "set-text", segmentId: row(1).id, before: "row 1", after: "abc" },
    ]);
    expect(undone(session)).toEqual({ ...opened(), future: session.past });
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

  it("keeps what failed to be saved first in line", () => {
    const sent = sendingBegun(typed(opened(), 1, "a"));
    const failed = sendingFailed(typed(sent, 2, "b"));
    expect(failed.pending.map((edit) => edit.kind === "set-text" && edit.after)).toEqual(["a", "b"]);
    expect(isSaved(failed)).toBe(false);
  });

  it("drops what the vault had saved although its word was lost", () => {
    const sent = sendingBegun(typed(opened(), 1, "a"));
    const again = rebased(sendingFailed(typed(sent, 1, "ab")), 2, [row(1, "a"), row(2), row(3)]);
    expect(again.pending).toEqual([{ kind: "set-text", segmentId: row(1).id, before: "a", after: "ab" }]);
    expect(again.segments[0]?.text).toBe("ab");
  });

  it("puts typing on top of a transcript that changed in other rows", () => {
    const again = rebased(typed(opened(), 1, "mine"), 5, [row(1), row(2, "theirs")]);
    expect(again).toMatchObject({ version: 5, segments: [row(1, "mine"), row(2, "theirs")], stranded: [] });
  });

  it("keeps the words in sight when their row changed elsewhere", () => {
    const again = rebased(typed(opened(), 1, "mine"), 5, [row(1, "theirs"), row(2), row(3)]);
    expect(again.segments[0]?.text).toBe("theirs");
    expect(again.stranded).toEqual([{ segmentId: row(1).id, startMs: 1_000, text: "mine" }]);
    expect(isSaved(again)).toBe(false);
    const placed = strandedPlaced(again, row(1).id);
    expect(placed.segments[0]?.text).toBe("mine");
    expect(placed.stranded).toEqual([]);
    expect(isSaved(strandedDropped(again, row(1).id))).toBe(true);
  });

  it("keeps the words in sight when their row is gone, and can bring it back", () => {
    const again = rebased(typed(opened(), 1, "mine"), 5, [row(2)]);
    expect(again.stranded.map(({ text }) => text)).toEqual(["mine"]);
    expect(strandedPlaced(again, row(1).id).segments.map(({ text }) => text)).toEqual(["mine", "row 2"]);
  });

  it("does not call back words in a row that was removed here", () => {
    const removed = edited(typed(opened(), 1, "mine"), [{ kind: "remove-segment", segment: row(1, "mine") }]);
    expect(rebased(removed, 5, [row(2), row(3)]).stranded).toEqual([]);
  });

  it("gives an undo up that no longer fits, and leaves the transcript alone", () => {
    const again = rebased(sendingAcknowledged(sendingBegun(typed(opened(), 1, "a")), 2), 3, [row(2)]);
    expect(undone(again)).toEqual({ ...again, past: [] });
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
      ),
    }),
  );

  it("undoes every edit back to the beginning, whatever was sent or failed meanwhile", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { session } = played(commands);
        let back = session;
        while (back.past.length > 0) back = undone(back);
        expect(back.segments).toEqual(opened().segments);
      }),
    );
  });

  it("brings the vault to exactly what is shown, whatever was lost on the way", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let { session, vault } = played(commands);
        const shown = session.segments;
        session = rebased(session, vault.version, vault.segments);
        while (session.pending.length > 0) {
          session = sendingBegun(session);
          vault = { version: vault.version + 1, segments: applyEdits(vault.segments, session.sending) };
          session = sendingAcknowledged(session, vault.version);
        }
        expect(vault.segments).toEqual(shown);
        expect(session.stranded).toEqual([]);
        expect(isValidTranscript(vault.segments)).toBe(true);
      }),
    );
  });
});

type Command =
  | { do: "type"; at: number; text: string; burst: boolean }
  | { do: "flip" | "insert" | "remove"; at: number }
  | { do: "undo" | "redo" | "send" | "answer" | "fail" | "lose" };

/** Plays commands against a vault of its own; "lose" is an answer that never comes back although the vault saved. */
function played(commands: readonly Command[]) {
  let session = opened();
  let vault = { version: 1, segments: session.segments };
  let nextId = 100;
  const save = () => {
    vault = { version: vault.version + 1, segments: applyEdits(vault.segments, session.sending) };
  };
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
        session = sendingBegun(session);
        break;
      case "answer":
        if (session.sending.length > 0) {
          save();
          session = sendingAcknowledged(session, vault.version);
        }
        break;
      case "fail":
        session = sendingFailed(session);
        break;
      case "lose":
        if (session.sending.length > 0) {
          save();
          session = rebased(sendingFailed(session), vault.version, vault.segments);
        }
        break;
    }
  }
  return { session, vault };
}
