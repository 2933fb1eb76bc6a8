/** Coding on the page: keys, what deeds change, what is chosen before it begins, and saving. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BeginForm,
  coderOf,
  itemsWithoutTarget,
  sampleOf,
  sentencesIn,
  targetOf,
} from "../../renderer/features/coding/beginForm.ts";
import { type CodingKey, commandOfKey, isLasting } from "../../renderer/features/coding/codingCommands.ts";
import {
  changed,
  heardOn,
  isSaved,
  openSession,
  rebased,
  redone,
  sendingAcknowledged,
  sendingBegun,
  sendingFailed,
  undone,
} from "../../renderer/features/coding/codingSession.ts";
import {
  codeStep,
  evidenceStep,
  facilitativeStep,
  joinStep,
  moment,
  nudgeStep,
  ratingStep,
  removeStep,
  spanAt,
  spanStep,
  uncertainStep,
} from "../../renderer/features/coding/codingSteps.ts";
import { isByMoment, progressOf, unitIndexAt, wordsOf } from "../../renderer/features/coding/codingView.ts";
import type { CodedUnit, Coding } from "../../shared/domain/coding.ts";
import { applyCodingChanges, invertCodingChanges } from "../../shared/domain/codingChange.ts";
import { keysOfCodes, reservedCodingKeys } from "../../shared/domain/codingKeys.ts";
import type { SegmentId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import type { Scheme } from "../../shared/domain/scheme.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { splitUnit } from "../../shared/domain/utterances.ts";
import { anyScheme } from "../support/anyScheme.ts";
import { codingForTest } from "../support/codingForTest.ts";
import { smallScheme } from "../support/smallScheme.ts";

const minuteMs = 60_000;
const segmentId = "line" as SegmentId;

function unit(id: string, part: Partial<CodedUnit> = {}): CodedUnit {
  return {
    id: id as UnitId,
    startMs: 1_000,
    endMs: 3_000,
    speaker: "practitioner",
    place: { segmentId, startIndex: 0, endIndex: 20 },
    codes: [],
    ...part,
  };
}

function coding(part: Partial<Coding> = {}): Coding {
  return codingForTest({ version: 3, ...part });
}

const key = (pressed: string, part: Partial<CodingKey> = {}): CodingKey => ({
  key: pressed,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
});
const context = { singleKeys: true, wantsDigit: false };

describe("a key", () => {
  it("gives a code of the side that speaks, and else what it is called", () => {
    const commands = [
      "1",
      "3",
      "x",
      "X",
      "?",
      "/",
      "+",
      "m",
      "p",
      "f",
      "e",
      "u",
      "ArrowDown",
      " ",
      "Enter",
      "ö",
    ].map((pressed) => commandOfKey(key(pressed), smallScheme, "practitioner", context)?.kind);
    const forClient = commandOfKey(key("1"), smallScheme, "client", context);

    expect(commands).toEqual([
      "code",
      "code",
      "not-coded",
      "not-coded",
      "uncertain",
      "split",
      "join",
      "facilitative",
      "span",
      "span",
      "evidence",
      "undo",
      "move",
      "play",
      "enter",
      undefined,
    ]);
    expect(forClient).toBeUndefined();
  });

  it("that is a single sign does nothing where those are turned off; arrows, Space and undo always act", () => {
    const off = { singleKeys: false, wantsDigit: false };
    const commands = [
      key("1"),
      key("x"),
      key("u"),
      key("ArrowUp"),
      key(" "),
      key("z", { ctrlKey: true }),
    ].map((pressed) => commandOfKey(pressed, smallScheme, "practitioner", off)?.kind);

    expect(commands).toEqual([undefined, undefined, undefined, "move", "play", "undo"]);
  });

  it("that is a digit chooses what a moment speaks for, while that is asked", () => {
    const asked = { singleKeys: true, wantsDigit: true };

    expect(commandOfKey(key("2"), smallScheme, "practitioner", asked)).toEqual({ kind: "digit", digit: 2 });
  });

  it("with Ctrl undoes and redoes, and with Alt is the system's", () => {
    const commands = [
      key("Z", { ctrlKey: true, shiftKey: true }),
      key("y", { metaKey: true }),
      key("c", { ctrlKey: true }),
      key("1", { altKey: true }),
    ].map((pressed) => commandOfKey(pressed, smallScheme, "practitioner", context)?.kind);

    expect(commands).toEqual(["redo", "redo", undefined, undefined]);
  });

  it("held down goes from one to the next, and gives no code twice", () => {
    const lasting = ["ArrowDown", "1", "x", ","].map((pressed) => {
      const command = commandOfKey(key(pressed), smallScheme, "practitioner", context);
      return command !== undefined && isLasting(command);
    });

    expect(lasting).toEqual([true, false, false, true]);
  });

  it("of any scheme's code gives that code to who speaks, and is none of the keys that mean something else", () => {
    fc.assert(
      fc.property(anyScheme, (scheme) => {
        for (const [codeId, pressed] of keysOfCodes(scheme)) {
          const code = scheme.codes.find(({ id }) => id === codeId);
          const speaker = code?.side === "client" ? "client" : "practitioner";
          expect(reservedCodingKeys.has(pressed)).toBe(false);
          expect(commandOfKey(key(pressed), scheme, speaker, context)).toEqual({ kind: "code", codeId });
        }
      }),
    );
  });
});

describe("a deed", () => {
  it("changes one thing, and taken back leaves all as it was", () => {
    const practitioner = unit("a");
    const client = unit("b", { startMs: 3_000, endMs: 4_000, speaker: "client" });
    const here = moment("m" as UnitId, 5_000, "practitioner", ["Q"]);
    const start = coding({
      units: [practitioner, client, here],
      ratings: { warmth: { value: 3, evidenceMs: [] } },
    });
    const steps = [
      codeStep(smallScheme, practitioner, "Q"),
      uncertainStep(practitioner),
      facilitativeStep(client),
      nudgeStep(here, -100, start.sample),
      removeStep(here),
      ratingStep(start.ratings, "warmth", 5),
      ratingStep(start.ratings, "warmth", null),
      evidenceStep(start.ratings, "warmth", 1_000),
      evidenceStep(start.ratings, "other", 1_000),
      spanStep("s" as SpanId, "permission", practitioner, client),
      splitUnit(practitioner, 10, "c" as UnitId),
    ];

    for (const step of steps) {
      expect(step).not.toEqual([]);
      const after = applyCodingChanges(start, step);
      expect(after).not.toEqual(start);
      expect(applyCodingChanges(after, invertCodingChanges(step))).toEqual(start);
    }
  });

  it("that means nothing there changes nothing", () => {
    const words = unit("a");
    const client = unit("b", { speaker: "client" });

    const steps = [
      codeStep(smallScheme, client, "Q"),
      facilitativeStep(words),
      nudgeStep(words, 100, { startMs: 0, endMs: 9_000 }),
      removeStep(words),
      joinStep([words], words),
      ratingStep({}, "warmth", null),
    ];

    expect(steps).toEqual([[], [], [], [], [], []]);
  });

  it("links a moment once, in order, and takes the link away again; without a value nothing is rated", () => {
    const linked = evidenceStep({ warmth: { value: 4, evidenceMs: [2_000] } }, "warmth", 1_000);
    const unlinked = evidenceStep({ warmth: { evidenceMs: [1_000] } }, "warmth", 1_000);

    expect([linked, unlinked]).toEqual([
      [
        {
          kind: "rating",
          itemId: "warmth",
          before: { value: 4, evidenceMs: [2_000] },
          after: { value: 4, evidenceMs: [1_000, 2_000] },
        },
      ],
      [{ kind: "rating", itemId: "warmth", before: { evidenceMs: [1_000] }, after: null }],
    ]);
  });

  it("marks a stretch that holds the moments it was marked from", () => {
    const [first, last] = [2_000, 6_000].map((atMs) => moment("m" as UnitId, atMs, "practitioner", ["Q"]));
    if (first === undefined || last === undefined) throw new Error("two moments");
    const content = { units: [], ratings: {}, spans: [] };

    const { spans } = applyCodingChanges(content, spanStep("s" as SpanId, "formal", last, first));

    expect([1_999, 2_000, 6_000, 6_001].map((atMs) => spanAt(spans, "formal", atMs)?.kind)).toEqual([
      undefined,
      "formal",
      "formal",
      undefined,
    ]);
  });

  it("marks a stretch from either end", () => {
    const [early, late] = [unit("a"), unit("b", { startMs: 7_000, endMs: 9_000 })];
    const content = { units: [], ratings: {}, spans: [] };

    const spans = [
      spanStep("s" as SpanId, "formal", early, late),
      spanStep("s" as SpanId, "formal", late, early),
    ].map((step) => applyCodingChanges(content, step).spans);

    const span = { id: "s", kind: "formal", startMs: 1_000, endMs: 9_000 };
    expect(spans).toEqual([[span], [span]]);
    expect(spanAt(spans[0] ?? [], "formal", 8_999)).toEqual(span);
    expect([spanAt(spans[0] ?? [], "formal", 9_000), spanAt(spans[0] ?? [], "permission", 8_000)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("the screen", () => {
  it("says how far a coding is: what nobody codes and what is formal is left out", () => {
    const formal = { id: "s" as SpanId, kind: "formal" as const, startMs: 6_000, endMs: 7_000 };
    const units = [
      unit("a", { codes: ["Q"] }),
      unit("b", { codes: ["NC"] }),
      unit("c"),
      unit("d", { speaker: "client" }),
      unit("e", { startMs: 6_000 }),
    ];

    expect(progressOf(smallScheme, { units, spans: [formal] })).toEqual({ coded: 2, all: 3 });
  });

  it("shows the words of a unit, and none where its line is gone", () => {
    const texts = new Map([[segmentId as string, "Hur gick det till?"]]);
    const part = unit("a", { place: { segmentId, startIndex: 4, endIndex: 8 } });
    const gone = unit("b", { place: { segmentId: "gone" as SegmentId, startIndex: 0, endIndex: 1 } });

    expect([wordsOf(part, texts), wordsOf(gone, texts)]).toEqual(["gick", null]);
  });

  it("codes moments where nothing is written, and knows which one it has come to", () => {
    const moments = [
      moment("a" as UnitId, 1_000, "practitioner", []),
      moment("b" as UnitId, 5_000, "client", []),
    ];

    expect([
      isByMoment({ units: [] }),
      isByMoment({ units: moments }),
      isByMoment({ units: [unit("a")] }),
    ]).toEqual([true, true, false]);
    expect([0, 1_000, 4_999, 9_000].map((atMs) => unitIndexAt(moments, atMs))).toEqual([-1, 0, 0, 1]);
  });
});

describe("what is chosen before", () => {
  const form: BeginForm = {
    coder: "owner",
    colleague: " ",
    drawn: "random",
    range: { from: "0:10", to: "9:00" },
    startSentence: "",
    endSentence: "",
    target: "",
    hasNoTarget: false,
    passes: 2,
  };
  const rule = {
    drawn: "random",
    lengthMs: 20 * minuteMs,
    ratedFromMs: 10 * minuteMs,
    countedBelowMs: 5 * minuteMs,
  } as const;
  const line = (startMs: number, text: string): Segment => ({
    id: `s${startMs}` as SegmentId,
    startMs,
    endMs: startMs + 1_000,
    speaker: "client",
    text,
  });
  const ground = {
    ranges: [{ startMs: 5_000, endMs: 30 * minuteMs }],
    durationMs: 30 * minuteMs,
    lines: [],
    random: 0,
  };

  it("is a sample drawn, chosen or whole", () => {
    const samples = (["random", "chosen", "whole"] as const).map(
      (drawn) => sampleOf({ ...form, drawn }, rule, ground).sample,
    );

    expect(samples).toEqual([
      { drawn: "random", startMs: 5_000, endMs: 5_000 + 20 * minuteMs },
      { drawn: "chosen", startMs: 10_000, endMs: 9 * minuteMs },
      { drawn: "whole", startMs: 5_000, endMs: 30 * minuteMs },
    ]);
  });

  it("is no sample while the times are none", () => {
    const { sample, reading } = sampleOf(
      { drawn: "chosen", range: { from: "tio", to: "99:00" } },
      rule,
      ground,
    );

    expect([sample, reading?.phase]).toEqual([undefined, "problem"]);
  });

  it("has the first and the last sentence of its sample", () => {
    const lines = [
      line(0, "Före"),
      line(1_000, " "),
      line(2_000, " Först "),
      line(8_000, "Sist"),
      line(9_000, "Efter"),
    ];

    expect(sentencesIn(lines, { startMs: 1_000, endMs: 9_000 })).toEqual({
      startSentence: "Först",
      endSentence: "Sist",
    });
    expect(sentencesIn(lines, { startMs: 3_000, endMs: 4_000 })).toBeUndefined();
  });

  it("is whole with a name for a colleague, and with a target or that there is none", () => {
    const coders = [
      form,
      { ...form, coder: "colleague" as const },
      { coder: "colleague" as const, colleague: " Bo " },
    ].map(coderOf);
    const targets = [form, { ...form, target: " gå ut " }, { ...form, target: "x", hasNoTarget: true }].map(
      (one) => targetOf(one, { usesTarget: true }),
    );

    expect(coders).toEqual([{ kind: "owner" }, undefined, { kind: "colleague", name: "Bo" }]);
    expect([...targets, targetOf(form, { usesTarget: false })]).toEqual([undefined, "gå ut", null, null]);
  });

  it("says what applies without a target", () => {
    const [warmth] = smallScheme.items;
    if (warmth === undefined || warmth.kind === "count") throw new Error("nothing is rated");
    const items: Scheme["items"] = [
      warmth,
      { ...warmth, id: "change" as typeof warmth.id, needsTarget: true },
    ];

    expect(itemsWithoutTarget({ items })).toEqual([warmth]);
  });
});

describe("a coding being worked on", () => {
  const start = openSession(coding({ units: [unit("a"), unit("b", { startMs: 4_000, endMs: 5_000 })] }));
  const give = (session: typeof start, index: number, code: string) =>
    changed(session, codeStep(smallScheme, session.coding.units[index] ?? unit("none"), code));

  it("is taken back and done again step by step", () => {
    const two = give(give(start, 0, "Q"), 1, "SR");

    const back = [1, 2, 3].reduce((session) => undone(session, smallScheme), two);

    expect(back.coding).toEqual(start.coding);
    expect(redone(redone(redone(back))).coding).toEqual(two.coding);
  });

  it("gets nothing back that may not be given here; then the way back ends", () => {
    const [first, ...codes] = smallScheme.codes;
    if (first === undefined) throw new Error("the scheme has no codes");
    const scheme: Scheme = { ...smallScheme, codes: [{ ...first, needsSound: true }, ...codes] };
    const read = openSession(coding({ isFromSound: false, units: [unit("a", { codes: ["Q"] })] }));
    const corrected = give(changed(read, uncertainStep(unit("a", { codes: ["Q"] }))), 0, "SR");

    const back = undone(corrected, scheme);

    expect(back.coding.units.map(({ codes }) => codes)).toEqual([["SR"]]);
    expect([back.past, back.future, undone(back, scheme)]).toEqual([[], [], back]);
  });

  it("is sent one after the other, and what fails goes again in its order", () => {
    const sending = sendingBegun(give(start, 0, "Q"));
    const more = give(sending, 1, "SR");

    const failed = sendingFailed(more);
    const saved = sendingAcknowledged(sendingBegun(failed), 4);

    expect(sendingBegun(more)).toBe(more);
    expect(failed.unsent.map((change) => change.kind === "unit" && change.after?.codes)).toEqual([
      ["Q"],
      ["SR"],
    ]);
    expect([isSaved(more), isSaved(failed), isSaved(saved), saved.coding.version]).toEqual([
      false,
      false,
      true,
      4,
    ]);
  });

  it("goes on from what changed elsewhere with what still fits, and keeps the way back only where it leads there", () => {
    const coded = give(give(start, 0, "Q"), 1, "SR");
    const elsewhere = coding({ version: 9, units: [unit("b", { startMs: 4_000, endMs: 5_000 })] });
    const heard = [{ startMs: 0, endMs: 2_000 }];
    const sameAsBefore = { ...start.coding, version: 5, pass: "listen" as const, heard };

    const lost = rebased(coded, elsewhere);
    const kept = rebased(heardOn(coded, { startMs: 1_000, endMs: 3_000 }), sameAsBefore);

    expect(lost.coding.units.map(({ id, codes }) => [id, codes])).toEqual([["b", ["SR"]]]);
    expect([lost.unsent.length, lost.past.length, lost.coding.version]).toEqual([1, 0, 9]);
    expect([kept.unsent.length, kept.past.length, kept.coding.version, kept.coding.pass]).toEqual([
      2,
      2,
      5,
      "listen",
    ]);
    expect(kept.coding.heard).toEqual([{ startMs: 0, endMs: 3_000 }]);
  });

  it("adds to what was heard without a step of undo", () => {
    const heard = heardOn(heardOn(start, { startMs: 0, endMs: 1_000 }), { startMs: 1_000, endMs: 2_000 });

    expect([heard.coding.heard, heard.past]).toEqual([[{ startMs: 0, endMs: 2_000 }], []]);
  });
});
