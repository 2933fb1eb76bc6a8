/** What a person can do with rows: at the cursor, where it plays, and not while the text must stay as it is. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Player, PlayRange } from "../../renderer/audio/player.ts";
import { createReviewActions, type ReviewPlace } from "../../renderer/features/review/reviewActions.ts";
import { look, openReview, takeTranscript, useReview } from "../../renderer/features/review/reviewStore.ts";
import { emptyHistory } from "../../shared/domain/editHistory.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

const conversationId = "00000000-0000-4000-8000-00000000c0de" as ConversationId;
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
const rows: readonly Segment[] = [
  { id: idOf(1), startMs: 0, endMs: 2_000, speaker: "practitioner", text: "Hej och välkommen" },
  { id: idOf(2), startMs: 2_000, endMs: 4_000, speaker: "client", text: "Tack" },
];

/** A player that goes where it is told and does not move. */
function stillPlayer() {
  let positionMs = 0;
  let loop: PlayRange | null = null;
  let phase: "playing" | "paused" = "paused";
  const player = {
    state: () => ({ phase, loop, speed: 1, volume: 1 }),
    positionMs: () => positionMs,
    seek: (toMs: number) => {
      positionMs = toMs;
    },
    play: () => {
      phase = "playing";
    },
    pause: () => {
      phase = "paused";
    },
    setLoop: (range: PlayRange | null) => {
      loop = range;
    },
  };
  return player as unknown as Player;
}

/** The open conversation with its rows. */
function desk(part: Partial<ReviewPlace> = {}) {
  const player = stillPlayer();
  const undos: (() => void)[] = [];
  const place: ReviewPlace = {
    player,
    durationMs: 60_000,
    isExact: true,
    isHeld: false,
    waveform: null,
    writing: {
      pauseWhileTyping: true,
      resumeAfterTypingMs: 1_500,
      alternateSpeakers: true,
      textBlocks: ["(paus | s)", "[ohörbart]", ""],
    },
    onMixed: (undo) => undos.push(undo),
    ...part,
  };
  const actions = createReviewActions(conversationId, () => place);
  openReview(conversationId);
  takeTranscript(conversationId, { version: 1, segments: rows, history: emptyHistory, saveId: null });
  const shown = () =>
    (useReview.getState().transcripts[conversationId]?.segments ?? []).map(
      ({ startMs, endMs, speaker, text }) => `${startMs}–${endMs} ${speaker} ${text}`,
    );
  /** Writes in a row with the cursor at a place. */
  const writeIn = (number: number, at: number) => {
    actions.edit(idOf(number));
    actions.writeIn({ selectionStart: at, selectionEnd: at });
  };
  return { actions, player, shown, writeIn, undos, looking: () => useReview.getState().looking };
}

const before = ["0–2000 practitioner Hej och välkommen", "2000–4000 client Tack"];

// What is typed is not sent anywhere here.
beforeEach(() => {
  vi.useFakeTimers();
  useReview.setState({ transcripts: {} });
});

describe("a row", () => {
  test("is split at the cursor while one writes in it, and the cursor goes along", () => {
    const { actions, player, shown, writeIn, looking } = desk();
    player.seek(500);
    writeIn(1, 8);
    actions.run({ kind: "split" });
    expect([shown().slice(0, 2), looking().cursor, looking().editingId === idOf(1)]).toEqual([
      ["0–500 practitioner Hej och", "500–2000 practitioner välkommen"],
      { at: 0 },
      false,
    ]);
  });

  test("is split where it plays while one listens", () => {
    const { actions, player, shown } = desk();
    player.seek(1_200);
    actions.run({ kind: "split" });
    expect(shown().slice(0, 2)).toEqual(["0–1200 practitioner Hej och", "1200–2000 practitioner välkommen"]);
  });

  test("that takes in another person's words says so, and can be parted again as long as nothing else was done", () => {
    const { actions, shown, writeIn, undos, looking } = desk();
    writeIn(2, 0);
    actions.run({ kind: "merge", with: "before" });
    expect([shown(), looking().cursor, looking().editingId]).toEqual([
      ["0–4000 practitioner Hej och välkommen Tack"],
      { at: 18 },
      idOf(1),
    ]);
    undos[0]?.();
    expect(shown()).toEqual(before);
    undos[0]?.();
    expect(shown()).toEqual(before);
  });

  test("that is empty goes with Backspace, and leaves the times of the one before alone", () => {
    const { actions, shown, writeIn, looking } = desk();
    writeIn(2, 0);
    actions.write(idOf(2), "", false);
    const empty = useReview.getState().transcripts[conversationId]?.segments[1];
    if (empty !== undefined) actions.mergeAtCursor(empty, "before");
    expect([shown(), looking().editingId]).toEqual([before.slice(0, 1), idOf(1)]);
  });

  test("repeats on when its edge is moved", () => {
    const { actions, player } = desk();
    actions.run({ kind: "loop" });
    actions.run({ kind: "nudge", edge: "end", byMs: -100 });
    expect(player.state().loop).toEqual({ startMs: 0, endMs: 1_900 });
  });

  test("begins and ends where it plays, on demand, and no other row with it", () => {
    const { actions, player, shown } = desk();
    player.seek(2_500);
    actions.run({ kind: "edge-here", edge: "start" });
    player.seek(3_000);
    actions.run({ kind: "edge-here", edge: "end" });
    expect(shown()).toEqual(["0–2000 practitioner Hej och välkommen", "2500–3000 client Tack"]);
  });

  test("takes text blocks in at the cursor while one writes, and none while one listens", () => {
    const { actions, shown, writeIn, looking } = desk();
    actions.run({ kind: "block", index: 1 });
    writeIn(2, 4);
    actions.run({ kind: "block", index: 0 });
    actions.run({ kind: "block", index: 2 });
    expect([shown()[1], looking().cursor]).toEqual(["2000–4000 client Tack (paus  s)", { at: 11 }]);
  });
});

describe("Enter", () => {
  test("plays the next row from its start, and repeats that one from then on", () => {
    const { actions, player, looking } = desk();
    actions.run({ kind: "loop" });
    const [first] = rows;
    if (first !== undefined) actions.goOn(first);
    expect([looking().editingId, player.positionMs(), player.state()]).toEqual([
      idOf(2),
      2_000,
      { phase: "playing", loop: { startMs: 2_000, endMs: 4_000 }, speed: 1, volume: 1 },
    ]);
  });

  test("after the last row begins another, where it plays", () => {
    const { actions, player, shown } = desk();
    player.seek(5_000);
    const [, last] = rows;
    if (last !== undefined) actions.goOn(last);
    expect(shown()).toEqual([before[0], "2000–5000 client Tack", "5000–9000 practitioner "]);
  });

  test("after the last row begins another behind it, if one has gone back meanwhile", () => {
    const { actions, player, shown } = desk();
    player.seek(1_000);
    const [, last] = rows;
    if (last !== undefined) actions.goOn(last);
    expect(shown()).toEqual([...before, "4000–8000 practitioner "]);
  });
});

describe("undo while one writes in a row that goes with it", () => {
  test("goes on in the row before", () => {
    const { actions, writeIn, looking, shown } = desk();
    writeIn(1, 8);
    actions.run({ kind: "split" });
    actions.run({ kind: "undo" });
    expect([shown(), looking().editingId]).toEqual([before, idOf(1)]);
  });
});

describe("nothing is cut", () => {
  const deeds = [
    { kind: "split" },
    { kind: "merge", with: "after" },
    { kind: "nudge", edge: "end", byMs: -100 },
  ] as const;

  test.each([
    ["under a hold", { isHeld: true }],
    ["while positions are not final", { isExact: false }],
  ])("%s", (_, part) => {
    const { actions, player, shown } = desk(part);
    player.seek(1_000);
    for (const deed of deeds) actions.run(deed);
    expect(shown()).toEqual(before);
  });

  test("nor is a block put in under a hold", () => {
    const { actions, shown } = desk({ isHeld: true });
    look({ editingId: idOf(2) });
    actions.writeIn({ selectionStart: 4, selectionEnd: 4 });
    actions.run({ kind: "block", index: 1 });
    expect(shown()).toEqual(before);
  });
});
