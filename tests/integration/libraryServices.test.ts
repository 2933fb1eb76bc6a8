import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createConsent, listConsents, nextConsentNumber } from "../../electron/services/consents.ts";
import {
  createConversation,
  discardConversation,
  listConversations,
  readConversation,
  updateConversation,
} from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { createNote, listNotes } from "../../electron/services/notes.ts";
import { searchEverywhere } from "../../electron/services/search.ts";
import { readSettings, updateSettings } from "../../electron/services/settings.ts";
import { listToday } from "../../electron/services/today.ts";
import { editTranscript, nameSpeakers, readTranscript } from "../../electron/services/transcripts.ts";
import type { ConsentId, ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { emptyTranscript } from "../support/emptyTranscript.ts";
import { codeOf } from "../support/recordingForTest.ts";
import {
  rolePlayDraft,
  testConsent,
  testMandate,
  type VaultForTest,
  vaultForTest,
} from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

function say(test: VaultForTest, conversationId: ConversationId, ...texts: string[]) {
  const { transcriptVersion } = readConversation(test.context, { conversationId });
  editTranscript(test.context, {
    conversationId,
    baseVersion: transcriptVersion,
    edits: texts.map((text, index) => ({
      kind: "insert-segment",
      segment: {
        id: randomUUID() as SegmentId,
        startMs: index * 1_000,
        endMs: (index + 1) * 1_000,
        speaker: "client",
        text,
      },
    })),
  });
}

function clientConversation(test: VaultForTest, heldOn = "2026-03-02") {
  saveMandate(test.context, testMandate);
  const { id } = createConsent(test.context, testConsent);
  const permission = { kind: "client", consentId: id } as const;
  return createConversation(test.context, { permission, occasion: "", heldOn }).conversationId;
}

describe("permissions", () => {
  it("take a number once", async () => {
    const { context } = await vaultForTest();
    createConsent(context, testConsent);

    expect(() => createConsent(context, { ...testConsent, pseudonym: "Granen" })).toThrow(
      "consent.number-taken",
    );
    expect(nextConsentNumber(context)).toEqual({ number: 18 });
    expect(listConsents(context)).toHaveLength(1);
  });

  it.each([
    [
      "someone who said no",
      { others: [{ role: "child", informed: true, saidYes: false }] },
      "consent.someone-said-no",
    ],
    [
      "someone who does not know",
      { others: [{ role: "interpreter", informed: false, saidYes: true }] },
      "consent.someone-said-no",
    ],
    ["a last date that is over", { lastOn: "2026-03-01" }, "consent.expired"],
    ["a last date before the first", { givenOn: "2026-03-02", lastOn: "2026-02-28" }, "consent.expired"],
    ["a date in the future", { givenOn: "2026-03-03" }, "conversation.permission-incomplete"],
  ] as const)("are refused for %s", async (_, change, code) => {
    const { context } = await vaultForTest();
    const others = "others" in change ? [...change.others] : [];
    expect(() => createConsent(context, { ...testConsent, ...change, others })).toThrow(code);
    expect(listConsents(context)).toEqual([]);
  });

  it("are good through their last day and no longer", async () => {
    const test = await vaultForTest();
    const conversationId = clientConversation(test);
    const { consent } = readConversation(test.context, { conversationId });
    const permission = { kind: "client", consentId: consent?.id as ConsentId } as const;
    const draft = { permission, occasion: "", heldOn: "2026-06-30" };

    test.clock.set(endOfDate("2026-06-30", "Europe/Stockholm") - 1);
    createConversation(test.context, draft);
    test.clock.run(1);

    expect(() => createConversation(test.context, draft)).toThrow("consent.expired");
  });

  it("must have been given when the conversation was held", async () => {
    const test = await vaultForTest();
    expect(() => clientConversation(test, "2026-02-28")).toThrow("conversation.permission-incomplete");
    const conversationId = createConversation(test.context, {
      permission: { kind: "client", consentId: listConsents(test.context)[0]?.id as ConsentId },
      occasion: "",
      heldOn: "2026-03-01",
    }).conversationId;
    expect(() => updateConversation(test.context, { conversationId, heldOn: "2026-02-28" })).toThrow(
      "conversation.permission-incomplete",
    );
    expect(readConversation(test.context, { conversationId }).heldOn).toBe("2026-03-01");
  });
});

describe("the library", () => {
  it("reads back each kind of conversation as it was described", async () => {
    const test = await vaultForTest();
    const drafts = [
      rolePlayDraft,
      {
        permission: {
          kind: "exercise",
          title: "Egen berättelse",
          participants: [
            { name: "Anna", saidYesOn: "2026-03-01" },
            { name: "Bo", saidYesOn: "2026-03-01" },
          ],
        },
        occasion: "",
        heldOn: "2026-03-01",
      },
      {
        permission: {
          kind: "published",
          title: "Filmen",
          source: "https://example.org",
          licence: "CC BY 4.0",
        },
        occasion: "",
        heldOn: "2025-01-01",
      },
    ] as const;

    const read = drafts
      .map((draft) => createConversation(test.context, structuredClone(draft) as typeof rolePlayDraft))
      .map((created) => readConversation(test.context, created));

    expect(read.map(({ permission }) => permission)).toEqual(drafts.map(({ permission }) => permission));
    expect(read.map(({ retention }) => retention.soundDays)).toEqual([30, 30, null]);
    expect(listConversations(test.context).map(({ title }) => title)).toEqual([
      "Skorna vid dörren",
      "Egen berättelse",
      "Filmen",
    ]);
  });

  it("gives published material no clock", async () => {
    const test = await vaultForTest();
    const { conversationId } = createConversation(test.context, {
      permission: { kind: "published", title: "Filmen", source: "s", licence: "l" },
      occasion: "",
      heldOn: "2026-01-01",
    });

    say(test, conversationId, "Hej");

    const none = { dueAt: null, erasedAt: null };
    const { clocks } = readConversation(test.context, { conversationId });
    expect(clocks).toEqual({ sound: none, transcript: none, notes: none });
  });

  it("keeps the periods a conversation began with when the settings change", async () => {
    const test = await vaultForTest();
    const before = test.rolePlay();
    const retention = { soundDays: 7, transcriptDays: 14, notesDays: 3 };

    const settings = updateSettings(test.context, { retention });
    const after = test.rolePlay();

    expect(settings).toEqual({ ...readSettings(test.context), retention });
    const daysOf = (conversationId: ConversationId) =>
      readConversation(test.context, { conversationId }).retention.soundDays;
    expect([daysOf(before), daysOf(after)]).toEqual([30, 7]);
  });

  it("takes out a conversation that is empty, and no other", async () => {
    const test = await vaultForTest();
    const empty = test.rolePlay();
    const spoken = test.rolePlay();
    const noted = test.rolePlay();
    const erased = test.rolePlay();
    say(test, spoken, "Hej");
    createNote(test.context, { conversationId: noted, startMs: 0, endMs: 0, text: "Fint" });
    say(test, erased, "Hej");
    eraseNow(test.context, {
      conversationId: erased,
      categories: ["transcript"],
      typedTitle: "Skorna vid dörren",
    });

    discardConversation(test.context, { conversationId: empty });
    for (const conversationId of [spoken, noted, erased]) {
      expect(() => discardConversation(test.context, { conversationId })).toThrow("conversation.not-empty");
    }
    expect(listConversations(test.context).map(({ id }) => id)).not.toContain(empty);
    expect(listConversations(test.context)).toHaveLength(3);
  });

  it("takes out none that only looks empty: its text can come back, or somebody has asked for it", async () => {
    const test = await vaultForTest();
    const emptied = test.rolePlay();
    const held = test.rolePlay();
    say(test, emptied, "Hej");
    emptyTranscript(test, emptied);
    setHold(test.context, { conversationId: held, reason: "complaint", days: 5 });

    const codes = [emptied, held].map((conversationId) =>
      codeOf(() => discardConversation(test.context, { conversationId })),
    );
    endHold(test.context, { conversationId: held });
    discardConversation(test.context, { conversationId: held });

    expect(codes).toEqual(["conversation.not-empty", "conversation.on-hold"]);
    expect(readTranscript(test.context, { conversationId: emptied }).history.past).toHaveLength(2);
    expect(listConversations(test.context).map(({ id }) => id)).toEqual([emptied]);
  });

  it("writes no notes once their time is over", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const note = { conversationId, startMs: 0, endMs: 0, text: "Fint" };
    createNote(test.context, note);
    test.clock.run(91 * dayMs);

    expect(() => createNote(test.context, note)).toThrow("note.erased");
    expect(listNotes(test.context, { conversationId })).toHaveLength(1);
  });
});

describe("reminders", () => {
  it("tell of the client's record, holds, what goes within a week, and a backup that was never made", async () => {
    const test = await vaultForTest();
    const conversationId = clientConversation(test);
    say(test, conversationId, "Hej");
    const about = () => listToday(test.context).map((item) => item.about);

    const atFirst = about();
    updateConversation(test.context, { conversationId, recordWritten: true });
    const written = about();
    test.clock.run(84 * dayMs);
    const due = about();
    setHold(test.context, { conversationId, reason: "complaint", days: 10 });

    expect([atFirst, written, due, about()]).toEqual([
      ["record-unwritten"],
      [],
      ["erasure-due", "backup-due"],
      ["hold-ending", "backup-due"],
    ]);
  });
});

describe("search", () => {
  async function withTexts(...texts: string[]) {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    say(test, conversationId, ...texts);
    return (text: string) =>
      searchEverywhere(test.context, { text }).flatMap(({ hits }) => hits.map((hit) => hit.text));
  }

  it("finds words and beginnings of words, in any case, whole words first", async () => {
    const search = await withTexts("Promenaderna blir av", "En promenad", "Något annat");
    expect(search("PROMENAD")).toEqual(["En promenad", "Promenaderna blir av"]);
    expect(search("pro")).toHaveLength(2);
    expect(search("romenad")).toEqual([]);
  });

  it("wants every word, wherever it stands", async () => {
    const search = await withTexts("Jag går en promenad", "Jag går");
    expect(search("promenad jag")).toEqual(["Jag går en promenad"]);
  });

  it("takes what is typed as words, whatever signs are in it", async () => {
    const search = await withTexts('Han sa "nej" och NEAR och a-b', "åäö æøå é");
    for (const text of [
      '"',
      "*",
      "-",
      "NOT",
      "a OR b",
      "(",
      ")",
      "^x",
      "{a b}:c",
      "\u0000",
      "'; DROP",
      "col:x",
      "NEAR(",
    ]) {
      expect(Array.isArray(search(text))).toBe(true);
    }
    expect(search('"nej"')).toHaveLength(1);
    expect(search("ne\u0000j")).toEqual([]);
    expect(search("nej\u0000")).toHaveLength(1);
    expect(search("NEAR(nej")).toHaveLength(1);
    expect(search("e\u0301")).toEqual(["åäö æøå é"]);
    expect(search("ÆØÅ")).toHaveLength(1);
    expect(search("aao")).toEqual(["åäö æøå é"]);
    expect(search("aeo aao")).toEqual([]);
  });

  it("puts words as they were typed before those with other signs on their letters", async () => {
    const search = await withTexts("Min far dog", "Jag får gå", "Hon fara");
    expect([search("far"), search("får"), search("FÅR jag")]).toEqual([
      ["Min far dog", "Jag får gå", "Hon fara"],
      ["Jag får gå", "Min far dog", "Hon fara"],
      ["Jag får gå"],
    ]);
  });

  it("finds a phrase where its words follow on each other", async () => {
    const search = await withTexts("Det känns tungt", "Känns det bra?");
    expect([search('"det känns"'), search("”det kan"), search('"det känn"')]).toEqual([
      ["Det känns tungt"],
      ["Det känns tungt"],
      [],
    ]);
  });

  it("tells of each conversation how much is found in it, and shows the first, notes too", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    say(test, conversationId, "Trött", "Trött igen", "Trötta ögon", "Inte så trött");
    createNote(test.context, { conversationId, startMs: 0, endMs: 10, text: "Speglade tröttheten" });

    const [found] = searchEverywhere(test.context, { text: "trott" });

    expect(found).toMatchObject({ conversationId, heldOn: "2026-03-02", hitCount: 5, isAtLeast: false });
    expect(
      found?.hits.map(({ text, marks }) => marks.map(({ start, end }) => text.slice(start, end))),
    ).toEqual([["trött"], ["Trött"], ["Trött"]]);
    expect(searchEverywhere(test.context, { text: "speglade" })).toMatchObject([
      { hits: [{ speaker: null, startMs: 0, text: "Speglade tröttheten" }], hitCount: 1 },
    ]);
  });

  it("calls who says it as the transcript does", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    say(test, conversationId, "Jag är så trött");
    const [before] = searchEverywhere(test.context, { text: "trött" });
    const speaker = before?.hits[0]?.speaker ?? "other";
    nameSpeakers(test.context, { conversationId, names: { [speaker]: "Mormor" } });

    const [after] = searchEverywhere(test.context, { text: "trött" });

    expect([before?.hits[0]?.speakerName, after?.hits[0]?.speakerName]).toEqual([null, "Mormor"]);
  });

  it("finds titles and occasions before what was said", async () => {
    const test = await vaultForTest();
    const other = createConversation(test.context, {
      ...rolePlayDraft,
      permission: { ...rolePlayDraft.permission, title: "Om cykeln" } as typeof rolePlayDraft.permission,
    });
    say(test, test.rolePlay(), "Min cykel gick sönder");

    const found = searchEverywhere(test.context, { text: "cyk" });

    expect(found.map(({ title, hits }) => [title, hits.map(({ startMs }) => startMs)])).toEqual([
      ["Om cykeln", []],
      ["Skorna vid dörren", [0]],
    ]);
    expect(found[0]?.conversationId).toBe(other.conversationId);
    expect(searchEverywhere(test.context, { text: "ANDRA" })).toHaveLength(2);
  });
});
