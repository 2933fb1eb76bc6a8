import { describe, expect, it } from "vitest";
import {
  createTranscriptSaver,
  type SaverPorts,
} from "../../renderer/features/transcript/transcriptSaver.ts";
import {
  edited,
  isSaved,
  openSession,
  type TranscriptSession,
} from "../../renderer/features/transcript/transcriptSession.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { type AppError, type ErrorCode, Failure } from "../../shared/errors.ts";
import { batchSaved, kept } from "../support/keptTranscript.ts";

const id = "00000000-0000-4000-8000-000000000009" as ConversationId;
const first: Segment = {
  id: "00000000-0000-4000-8000-000000000001" as SegmentId,
  startMs: 0,
  endMs: 1_000,
  speaker: "client",
  text: "",
};

/** A vault in memory that can be told to fail, and a clock that is wound by hand. */
function world() {
  const state = {
    session: openSession(kept(1, [first])) as TranscriptSession,
    vault: kept(1, [first]),
    problem: null as AppError | null,
    isAnswerLost: false,
    failWith: undefined as ErrorCode | undefined,
    requests: 0,
    alarms: new Set<() => void>(),
  };
  const ports: SaverPorts = {
    async apply(_, baseVersion, batch) {
      state.requests += 1;
      await Promise.resolve();
      if (state.failWith !== undefined) throw new Failure(state.failWith);
      if (batch.saveId !== state.vault.saveId) {
        if (baseVersion !== state.vault.version) throw new Failure("transcript.out-of-date");
        state.vault = batchSaved(state.vault, batch);
      }
      if (state.isAnswerLost) throw new Failure("vault.process-ended");
      return { version: state.vault.version };
    },
    async read() {
      return state.vault;
    },
    errorOf: (caught) => ({ code: caught instanceof Failure ? caught.code : "defect" }),
    session: () => state.session,
    update: (_, change) => {
      state.session = change(state.session);
    },
    report: (_, problem) => {
      state.problem = problem;
    },
    after: (_, action) => {
      const alarm = () => {
        state.alarms.delete(alarm);
        action();
      };
      state.alarms.add(alarm);
      return () => state.alarms.delete(alarm);
    },
  };
  const saver = createTranscriptSaver(ports);
  const type = (text: string) => {
    const before = state.session.segments[0]?.text ?? "";
    state.session = edited(
      state.session,
      [{ kind: "set-text", segmentId: first.id, before, after: text }],
      true,
    );
    saver.wake(id);
  };
  return { state, saver, type };
}

describe("the transcript saver", () => {
  it("saves once after a burst, not at each letter", async () => {
    const { state, saver, type } = world();
    for (const text of ["h", "he", "hej"]) type(text);
    expect(state.alarms.size).toBe(1);
    for (const alarm of state.alarms) alarm();
    await saver.flush(id);
    expect(state.requests).toBe(1);
    expect(state.vault.segments[0]?.text).toBe("hej");
  });

  it("keeps what is typed while the vault is away and saves it when asked again", async () => {
    const { state, saver, type } = world();
    state.failWith = "vault.process-ended";
    type("not lost");
    await saver.flush(id);
    expect([isSaved(state.session), state.problem?.code]).toEqual([false, "vault.process-ended"]);
    expect(state.session.segments[0]?.text).toBe("not lost");
    state.failWith = undefined;
    await saver.flush(id);
    expect([isSaved(state.session), state.problem, state.vault.segments[0]?.text]).toEqual([
      true,
      null,
      "not lost",
    ]);
  });

  it("saves what is typed while it saves", async () => {
    const { state, saver, type } = world();
    type("one");
    const saving = saver.flush(id);
    type("one two");
    await saving;
    await saver.flush(id);
    expect(state.vault.segments[0]?.text).toBe("one two");
    expect(isSaved(state.session)).toBe(true);
  });

  it("reads anew and goes on when the vault holds a later version", async () => {
    const { state, saver, type } = world();
    const other = {
      ...first,
      id: "00000000-0000-4000-8000-000000000002" as SegmentId,
      startMs: 5_000,
      endMs: 6_000,
    };
    state.vault = kept(7, [first, other]);
    type("mine");
    await saver.flush(id);
    expect(state.vault).toMatchObject({ version: 8, segments: [{ ...first, text: "mine" }, other] });
    expect(state.session.segments).toEqual(state.vault.segments);
  });

  it("gives up with a reason when the vault never agrees, and keeps the words", async () => {
    const { state, saver, type } = world();
    state.failWith = "transcript.out-of-date";
    type("mine");
    await saver.flush(id);
    expect(state.problem?.code).toBe("transcript.out-of-date");
    expect(state.session.segments[0]?.text).toBe("mine");
    expect(state.requests).toBeLessThan(10);
  });

  it("sends what got no answer just as it was, and what was typed since after it", async () => {
    const { state, saver, type } = world();
    state.isAnswerLost = true;
    type("one");
    await saver.flush(id);
    state.isAnswerLost = false;
    type("one two");
    await saver.flush(id);
    expect([state.vault.version, state.vault.segments[0]?.text, state.session.segments]).toEqual([
      3,
      "one two",
      state.vault.segments,
    ]);
    expect(state.session.past).toEqual(state.vault.history.past);
  });

  it("asks for nothing when nothing was typed", async () => {
    const { state, saver } = world();
    await saver.flush(id);
    expect(state.requests).toBe(0);
  });
});
