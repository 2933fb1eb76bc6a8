/** Which conversations the library shows, in which order, and what a row tells. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBlank, nextErasure } from "../../renderer/features/library/conversationClocks.ts";
import { conversationChips, conversationFacts } from "../../renderer/features/library/conversationFacts.ts";
import {
  findConversations,
  libraryCounts,
  librarySorts,
  makeFindable,
  sortConversations,
} from "../../renderer/features/library/libraryView.ts";
import { thumbnailPath } from "../../renderer/features/library/thumbnailPath.ts";
import {
  type ContentCategory,
  type ConversationSummary,
  contentCategories,
} from "../../shared/domain/conversation.ts";
import type { ConsentId, ConversationId, RecordingId } from "../../shared/domain/ids.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 22, 12);
const recordingId = "00000000-0000-4000-8000-000000000001" as RecordingId;
const noClock = { dueAt: null, erasedAt: null };
const noClocks = { sound: noClock, transcript: noClock, notes: noClock };

/** `present` follows from the rest unless it is given. */
function conversation(part: Partial<ConversationSummary> = {}): ConversationSummary {
  const { sound = { phase: "ready" }, segmentCount = 0, noteCount = 0, codingCount = 0 } = part;
  const isThere: Readonly<Record<ContentCategory, boolean>> = {
    sound: sound.phase === "ready",
    transcript: segmentCount > 0,
    notes: noteCount + codingCount > 0,
  };
  return {
    id: "00000000-0000-4000-8000-00000000000a" as ConversationId,
    kind: "client",
    title: "Tallen",
    occasion: "andra samtalet",
    heldOn: "2026-11-10",
    createdAt: 1,
    zone: "Europe/Stockholm",
    isExample: false,
    sound: { phase: "ready", recordingId, durationMs: 600_000 },
    present: contentCategories.filter((category) => isThere[category]),
    isSoundBeingErased: false,
    segmentCount: 0,
    transcribedMs: 0,
    unreviewedCount: 0,
    noteCount: 0,
    codingCount: 0,
    deidentified: "no",
    deidentifiedAt: null,
    clocks: { ...noClocks, sound: { dueAt: now + 12 * dayMs, erasedAt: null } },
    hold: null,
    consent: null,
    recordWritten: false,
    thumbnail: null,
    ...part,
  };
}

const titlesOf = (conversations: readonly ConversationSummary[]) => conversations.map(({ title }) => title);

describe("finding", () => {
  const findable = makeFindable(
    [
      conversation(),
      conversation({ title: "Björken", occasion: "uppföljning", heldOn: "2026-10-16" }),
      conversation({ title: "Övre Åsen", occasion: "" }),
    ],
    ({ heldOn }) => [heldOn, heldOn === "2026-10-16" ? "fredag 16 oktober" : "tisdag 10 november"],
  );
  const found = (query: string) => titlesOf(findConversations(findable, query));

  test("an empty query finds everything", () =>
    expect(found("  ")).toEqual(["Tallen", "Björken", "Övre Åsen"]));
  test("title, occasion and date are found by the beginnings of their words", () => {
    expect([found("tal"), found("upp"), found("16 okt"), found("2026-10"), found("ås öv")]).toEqual([
      ["Tallen"],
      ["Björken"],
      ["Björken"],
      ["Björken"],
      ["Övre Åsen"],
    ]);
  });
  test("the middle of a word, or a word that is not there, finds nothing", () => {
    expect([found("allen"), found("tallen oktober")]).toEqual([[], []]);
  });
});

describe("sorting", () => {
  const three = [
    conversation({ title: "b", heldOn: "2026-11-02", clocks: noClocks }),
    conversation({ title: "å", heldOn: "2026-11-03" }),
    conversation({
      title: "a",
      heldOn: "2026-11-01",
      clocks: { ...noClocks, sound: { dueAt: now, erasedAt: null } },
    }),
  ];

  test("each order does what it says; what no clock erases comes last", () => {
    const orders = librarySorts.map((sort) => titlesOf(sortConversations(three, sort, "sv")).join(""));
    expect(orders).toEqual(["åba", "abå", "aåb", "abå"]);
  });
  test("å stands where the language has it: after z in Swedish, beside a in English", () => {
    const two = [conversation({ title: "å" }), conversation({ title: "z" })];
    const order = (language: string) => titlesOf(sortConversations(two, "title", language)).join("");
    expect([order("sv"), order("en")]).toEqual(["zå", "åz"]);
  });
  test("sorting keeps every conversation and leaves the given list alone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ heldOn: fc.constantFrom("2026-01-01", "2026-02-01"), createdAt: fc.nat() })),
        fc.constantFrom(...librarySorts),
        (parts, sort) => {
          const given = parts.map((part) => conversation(part));
          const before = [...given];
          const sorted = sortConversations(given, sort, "da");
          expect(given).toEqual(before);
          expect(new Set(sorted)).toEqual(new Set(given));
        },
      ),
    );
  });
});

describe("what a row tells", () => {
  test("a transcribed conversation with notes says its length and what was done", () => {
    const facts = conversationFacts(conversation({ segmentCount: 3, transcribedMs: 570_000, noteCount: 2 }));
    expect(facts).toEqual([
      { about: "length", durationMs: 600_000 },
      { about: "transcribed" },
      { about: "notes", count: 2 },
    ]);
  });
  test("a part that is transcribed is said with its total", () => {
    const facts = conversationFacts(conversation({ segmentCount: 3, transcribedMs: 200_000 }));
    expect(facts).toContainEqual({ about: "transcribed-part", doneMs: 200_000, totalMs: 600_000 });
  });
  test("once the sound is erased it says what is left, until the earlier date", () => {
    const erased = conversation({
      sound: { phase: "erased", durationMs: 60_000 },
      segmentCount: 1,
      noteCount: 1,
      clocks: {
        sound: { dueAt: now, erasedAt: now },
        transcript: { dueAt: now + 9 * dayMs, erasedAt: null },
        notes: { dueAt: now + 5 * dayMs, erasedAt: null },
      },
    });
    expect(conversationFacts(erased)).toEqual([
      { about: "length", durationMs: 60_000 },
      { about: "left", left: ["transcript", "notes"], dueAt: now + 5 * dayMs },
    ]);
    const onlyCoded: ConversationSummary = {
      ...erased,
      present: ["notes"],
      segmentCount: 0,
      noteCount: 0,
      codingCount: 2,
    };
    expect(conversationFacts(onlyCoded)).toContainEqual({
      about: "left",
      left: ["codings"],
      dueAt: now + 5 * dayMs,
    });
    expect(conversationChips(erased, now)).toEqual([{ about: "erased", category: "sound", at: now }]);
  });
  test("a text of which no row is left is told of as long as what leads back to it is kept", () => {
    const emptied = conversation({ sound: { phase: "none" }, present: ["transcript"] });
    expect(conversationFacts(emptied)).toEqual([{ about: "earlier-text" }]);
    const { clocks } = conversation();
    const erased = conversation({
      sound: { phase: "erased", durationMs: null },
      present: ["transcript"],
      clocks: { ...clocks, transcript: { dueAt: now + dayMs, erasedAt: null } },
    });
    expect(conversationFacts(erased)).toEqual([{ about: "left", left: ["transcript"], dueAt: now + dayMs }]);
    expect(nextErasure(erased)).toEqual({ category: "transcript", dueAt: now + dayMs });
  });
  test("a conversation is blank only if nothing is there, nothing was erased, and nobody has asked for it", () => {
    const blank = conversation({ sound: { phase: "none" }, clocks: noClocks });
    const notes = { dueAt: null, erasedAt: now };
    expect([
      isBlank(blank),
      isBlank({ ...blank, present: ["transcript"] }),
      isBlank({ ...blank, clocks: { ...noClocks, notes } }),
      isBlank({ ...blank, hold: { reason: "complaint", since: now, until: now + dayMs } }),
      isBlank({ ...blank, sound: { phase: "importing" } }),
    ]).toEqual([true, false, false, false, false]);
  });
  test("a conversation with nothing says so", () => {
    expect(conversationFacts(conversation({ sound: { phase: "none" } }))).toEqual([{ about: "nothing-yet" }]);
  });
  test("text that a machine wrote says how much nobody has listened to yet", () => {
    const about = (unreviewedCount: number) =>
      conversationChips(conversation({ segmentCount: 40, unreviewedCount }), now).find(
        (chip) => chip.about === "machine-text",
      );
    expect([about(34), about(0)]).toEqual([{ about: "machine-text", rows: 34 }, undefined]);
  });
  test("an erasure is urgent from 14 days on, and not before", () => {
    const urgent = (days: number) =>
      conversationChips(
        conversation({ clocks: { ...noClocks, sound: { dueAt: now + days * dayMs, erasedAt: null } } }),
        now,
      ).map((chip) => "urgent" in chip && chip.urgent);
    expect([urgent(14), urgent(15)]).toEqual([[true], [false]]);
  });
  test("a hold stands in the place of the erasure it stops", () => {
    const held = conversation({ hold: { reason: "complaint", since: now, until: now + dayMs } });
    expect(conversationChips(held, now)).toEqual([{ about: "hold", until: now + dayMs }]);
  });
  test("sound that is being erased has neither its old date nor its end, unless a hold came in between", () => {
    const stopped = { isSoundBeingErased: true };
    const rowsGone = { ...noClocks, sound: { dueAt: now, erasedAt: now } };
    const hold = { reason: "complaint", since: now, until: now + dayMs } as const;
    const chips = [
      conversation(stopped),
      conversation({ ...stopped, sound: { phase: "erased", durationMs: null }, clocks: rowsGone }),
      conversation({ ...stopped, hold }),
    ].flatMap((one) => conversationChips(one, now));
    expect(chips.map(({ about }) => about)).toEqual(["erasing", "erasing", "hold"]);
  });
  test("a permission that was withdrawn does not look valid", () => {
    const consent = { id: "x" as ConsentId, number: 17, lastOn: "2027-01-31", withdrawnAt: now };
    expect(conversationChips(conversation({ consent }), now)[0]).toEqual({
      about: "consent-withdrawn",
      at: now,
    });
  });
  test("a clock counts only for content that is there", () => {
    const clocks = { ...noClocks, transcript: { dueAt: now, erasedAt: null } };
    expect([
      nextErasure(conversation({ clocks })),
      nextErasure(conversation({ clocks, segmentCount: 1 })),
    ]).toEqual([null, { category: "transcript", dueAt: now }]);
  });
  test("counts tell how many still have sound", () => {
    const conversations = [conversation(), conversation({ sound: { phase: "erased", durationMs: null } })];
    expect(libraryCounts(conversations)).toEqual({ count: 2, withSound: 1 });
  });
});

describe("the small waveform", () => {
  test("the practitioner's strokes go up, the client's down, silence draws nothing", () => {
    const pairs = new Uint8Array([255, 0, 0, 255, 0, 0]);
    expect([thumbnailPath(pairs, "practitioner"), thumbnailPath(pairs, "client")]).toEqual([
      "M25 24v-23",
      "M75 24v23",
    ]);
  });
});
