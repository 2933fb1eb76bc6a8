import fs, { writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import {
  changeCoding,
  countOwn,
  createCoding,
  finishCoding,
  hearSample,
  listCodings,
  readCoding,
  removeCoding,
  reopenCoding,
  updateCoding,
} from "../../electron/services/codings.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { exportForArchive } from "../../electron/services/handOver.ts";
import { setHold } from "../../electron/services/hold.ts";
import { listNotes, removeNote } from "../../electron/services/notes.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { eraseTranscriptRows, findRetained } from "../../electron/vault/erasureRepository.ts";
import { contentMark } from "../../electron/vault/lastingContent.ts";
import type { CodedUnit, CodingChange } from "../../shared/domain/coding.ts";
import type { CodingId, SegmentId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";

const dayMs = 86_400_000;
const miti = { schemeId: "miti-4.2.1" as SchemeId, schemeVersion: 1 };
const target = "komma ut på morgonen, också när det regnar";

function begin({ test, conversationId }: Pick<FilledVault, "test" | "conversationId">): CodingId {
  return createCoding(test.context, {
    conversationId,
    ...miti,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
    target,
    passes: 2,
  }).codingId;
}

function code({ test }: Pick<FilledVault, "test">, codingId: CodingId, at: number, codes: string[]) {
  const { version, units } = readCoding(test.context, { codingId });
  const before = units[at] as CodedUnit;
  const changes = [{ kind: "unit" as const, before, after: { ...before, codes } }];
  return changeCoding(test.context, { codingId, baseVersion: version, changes });
}

const rowsLeft = ({ test }: Pick<FilledVault, "test">) =>
  ["coding", "coded_unit", "coding_rating", "coding_span"].map((table) =>
    test.vault.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );

function codeOf(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe("a coding", () => {
  it("begins with a unit for every line of its sample, and nothing coded", async () => {
    const filled = await filledVault();
    const codingId = begin(filled);
    const { segments } = readTranscript(filled.test.context, filled);

    const coding = readCoding(filled.test.context, { codingId });
    expect(coding).toMatchObject({ ...miti, target, isFromSound: true, pass: "listen", finishedAt: null });
    expect(coding.units.map(({ id: _, ...unit }) => unit)).toEqual(
      segments
        .filter(({ startMs }) => startMs < 8_000)
        .map(({ id, startMs, endMs, speaker, text }) => ({
          startMs,
          endMs,
          speaker,
          place: { segmentId: id, startIndex: 0, endIndex: text.length },
          codes: [],
        })),
    );
  });

  it("begins with the codes where there is no sound to listen to first", async () => {
    const test = await vaultForTest();
    const codingId = begin({ test, conversationId: test.rolePlay() });

    const begun = { isFromSound: false, passes: 1, pass: "count" };
    expect(readCoding(test.context, { codingId })).toMatchObject(begun);
  });

  it("is changed on top of what it was, all or none, and says how far it is", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const { version: baseVersion, segments } = readTranscript(context, filled);
    const edits = segments.slice(0, 2).map(({ id: segmentId, speaker: before }) => {
      return { kind: "set-speaker", segmentId, before, after: "practitioner" } as const;
    });
    editTranscript(context, { conversationId: filled.conversationId, baseVersion, edits });
    const codingId = begin(filled);
    const { units } = readCoding(context, { codingId });
    const at = 1;

    const { version } = code(filled, codingId, at, ["Q"]);
    const stale = codeOf(() =>
      changeCoding(context, {
        codingId,
        baseVersion: 0,
        changes: [{ kind: "rating", itemId: "empathy", before: null, after: { value: 4, evidenceMs: [] } }],
      }),
    );
    const unfit = codeOf(() =>
      changeCoding(context, {
        codingId,
        baseVersion: version,
        changes: [
          { kind: "rating", itemId: "empathy", before: null, after: { evidenceMs: [1_000] } },
          { kind: "unit", before: units[at] as CodedUnit, after: null },
        ],
      }),
    );

    expect([stale, unfit]).toEqual(["coding.out-of-date", "coding.out-of-date"]);
    expect(readCoding(context, { codingId }).ratings).toEqual({});
    const practitioners = units.filter(({ speaker }) => speaker === "practitioner").length;
    expect(listCodings(context, filled)).toMatchObject([{ unitCount: practitioners, codedCount: 1 }]);
  });

  it("is counted as one's own; a colleague's is not", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const counts = [countOwn(context).own];

    const codingId = begin(filled);
    createCoding(context, {
      ...readCoding(context, { codingId }),
      coder: { kind: "colleague", name: "Anna" },
    });
    counts.push(countOwn(context).own);
    removeCoding(context, { codingId });
    counts.push(countOwn(context).own);

    expect(counts).toEqual([0, 1, 0]);
  });

  it("keeps moments that are noted before anything is rated", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const codingId = begin(filled);
    const noted = { evidenceMs: [1_000, 2_000] };

    changeCoding(context, {
      codingId,
      baseVersion: 0,
      changes: [{ kind: "rating", itemId: "empathy", before: null, after: noted }],
    });

    expect(readCoding(context, { codingId }).ratings).toEqual({ empathy: noted });
  });

  it("remembers what was heard, is finished, taken up again and removed", async () => {
    const filled = await filledVault();
    const { context, vault } = filled.test;
    const codingId = begin(filled);
    const marks = [contentMark(vault.db)];

    hearSample(context, { codingId, heard: [{ startMs: 0, endMs: 2_000 }] });
    hearSample(context, { codingId, heard: [{ startMs: 1_500, endMs: 5_000 }] });
    updateCoding(context, { codingId, pass: "count", reflection: { before: "Lugnt.", after: "" } });
    finishCoding(context, { codingId });
    const finished = readCoding(context, { codingId });
    reopenCoding(context, { codingId });
    marks.push(contentMark(vault.db));
    const reopened = readCoding(context, { codingId }).finishedAt;
    removeCoding(context, { codingId });

    expect(finished).toMatchObject({
      heard: [{ startMs: 0, endMs: 5_000 }],
      pass: "count",
      reflection: { before: "Lugnt.", after: "" },
      finishedAt: vault.clock.now(),
    });
    expect([reopened, codeOf(() => readCoding(context, { codingId })), rowsLeft(filled)]).toEqual([
      null,
      "coding.not-found",
      [0, 0, 0, 0],
    ]);
    expect(marks[0]).not.toBe(marks[1]);
  });

  it("follows its words when the text is edited", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const codingId = begin(filled);
    code(filled, codingId, 0, ["Q"]);
    const { version, segments } = readTranscript(context, filled);
    const [line] = segments;
    if (line === undefined) throw new Error("no line");

    editTranscript(context, {
      conversationId: filled.conversationId,
      baseVersion: version,
      edits: [{ kind: "set-text", segmentId: line.id, before: line.text, after: `${line.text} Och sen?` }],
    });

    const [unit] = readCoding(context, { codingId }).units;
    expect([unit?.codes, unit?.place?.endIndex]).toEqual([["Q"], line.text.length + 9]);
  });

  it("keeps no sentence of the text, so that the text alone can be erased", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    const [first] = readTranscript(test.context, filled).segments;
    if (first === undefined) throw new Error("no line");
    const { codingId } = createCoding(test.context, {
      conversationId,
      ...miti,
      coder: { kind: "owner" },
      sample: {
        drawn: "whole",
        startMs: 0,
        endMs: 8_000,
        startSentence: first.text,
        endSentence: first.text,
      },
      target,
      passes: 1,
    });
    const row = JSON.stringify(test.vault.db.prepare("SELECT * FROM coding WHERE id = ?").get(codingId));
    expect(row).not.toContain(first.text);
  });

  it("keeps the sentences its sample begins and ends with only while there is no text to read them in", async () => {
    const sample = {
      drawn: "whole" as const,
      startMs: 0,
      endMs: 8_000,
      startSentence: "Hej och välkommen.",
      endSentence: "Då ses vi.",
    };
    const coded = async () => {
      const test = await vaultForTest();
      const conversationId = test.rolePlay();
      const { codingId } = createCoding(test.context, {
        conversationId,
        ...miti,
        coder: { kind: "owner" },
        sample,
        target,
        passes: 1,
      });
      return { test, conversationId, kept: () => readCoding(test.context, { codingId }).sample };
    };
    const [untouched, takenIn, typed, erased] = [await coded(), await coded(), await coded(), await coded()];

    await importTranscript(takenIn.test.context, {
      conversationId: takenIn.conversationId,
      sourceId: takenIn.test.offer("talk.vtt"),
      speakers: [],
      replace: false,
    });
    const segment = {
      id: "00000000-0000-4000-8000-000000000003" as SegmentId,
      startMs: 0,
      endMs: 1_000,
      speaker: "client" as const,
      text: "Hej.",
    };
    const { version: baseVersion } = readTranscript(typed.test.context, typed);
    const edits = [{ kind: "insert-segment" as const, segment }];
    editTranscript(typed.test.context, { conversationId: typed.conversationId, baseVersion, edits });
    eraseTranscriptRows(erased.test.vault.db, erased.conversationId, erased.test.clock.now());

    const { startSentence: _start, endSentence: _end, ...times } = sample;
    expect([untouched, takenIn, typed, erased].map(({ kept }) => kept())).toEqual([
      sample,
      times,
      times,
      times,
    ]);
    const again = createCoding(erased.test.context, {
      ...readConversationCoding(erased),
      coder: { kind: "colleague", name: "Anna" },
      sample,
    });
    expect(readCoding(erased.test.context, again).sample).toEqual(times);

    function readConversationCoding({ conversationId }: Pick<FilledVault, "conversationId">) {
      return { conversationId, ...miti, target, passes: 1 as const };
    }
  });

  it("finds its words in a text that is taken in for the old one, and goes on with what is new in it", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    const codingId = begin(filled);
    code(filled, codingId, 0, ["Q"]);
    const { segments } = readTranscript(test.context, filled);
    const [first, ...others] = segments;
    if (first === undefined) throw new Error("no line");
    const said = [
      ["R", "God dag och välkommen hit."],
      ["R", `Alltså, ${first.text}`],
      ...others.map(({ speaker, text }) => [speaker === "client" ? "K" : "R", text]),
    ];
    const file = path.join(temporaryFolder(), "rättad.txt");
    writeFileSync(file, said.map(([who, text]) => `${who}: ${text}`).join("\n"));

    importTranscript(test.context, {
      conversationId,
      sourceId: test.offer(file),
      speakers: [
        { label: "R", speaker: "practitioner" },
        { label: "K", speaker: "client" },
      ],
      replace: true,
    });

    const after = readTranscript(test.context, filled).segments;
    const { units } = readCoding(test.context, { codingId });
    const wordsOf = ({ place }: CodedUnit) =>
      after.find(({ id }) => id === place?.segmentId)?.text.slice(place?.startIndex, place?.endIndex);
    expect(units.filter(({ codes }) => codes.includes("Q")).map(wordsOf)).toEqual([first.text]);
    expect(units.map(wordsOf)).toEqual(
      expect.arrayContaining(["God dag och välkommen hit.", ...others.map(({ text }) => text)]),
    );
    expect(units.length).toBe(segments.length + 1);
  });

  it("cannot be begun or changed under a hold, nor begun once the time of notes is over", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const codingId = begin(filled);
    setHold(context, { conversationId: filled.conversationId, reason: "complaint", days: 5 });
    const held = [
      codeOf(() => begin(filled)),
      codeOf(() => code(filled, codingId, 0, ["Q"])),
      codeOf(() => finishCoding(context, { codingId })),
      codeOf(() => removeCoding(context, { codingId })),
    ];
    const other = await filledVault();
    other.test.clock.run(91 * dayMs);

    expect([held, codeOf(() => begin(other))]).toEqual([
      Array.from({ length: 4 }, () => "conversation.on-hold"),
      "coding.erased",
    ]);
  });
});

describe("a coding keeps to what may be given in it", () => {
  const rating = { kind: "rating" as const, itemId: "empathy", before: null };
  const span = {
    id: "00000000-0000-4000-8000-000000000001" as SpanId,
    kind: "formal" as const,
    startMs: 0,
    endMs: 60_001,
  };

  function beginLong({ test, conversationId }: Pick<FilledVault, "test" | "conversationId">, ms = 360_000) {
    const { codingId } = createCoding(test.context, {
      conversationId,
      ...miti,
      coder: { kind: "owner" },
      sample: { drawn: "whole", startMs: 0, endMs: ms },
      target,
      passes: 1,
    });
    const change = (...changes: CodingChange[]) => {
      const baseVersion = readCoding(test.context, { codingId }).version;
      return codeOf(() => changeCoding(test.context, { codingId, baseVersion, changes }));
    };
    const hear = (endMs: number) => hearSample(test.context, { codingId, heard: [{ startMs: 0, endMs }] });
    return { codingId, change, hear, rate: () => change({ ...rating, after: { value: 4, evidenceMs: [] } }) };
  }

  it("and rates nothing before it is heard to its end", async () => {
    const { rate, hear } = beginLong(await filledVault());

    const before = [rate()];
    hear(300_000);
    before.push(rate());
    hear(360_000);

    expect([before, rate()]).toEqual([["coding.not-heard", "coding.not-heard"], null]);
  });

  it("and rates nothing of less than five minutes beside its formal parts", async () => {
    const filled = await filledVault();
    const short = beginLong(filled, 299_999);
    short.hear(299_999);
    const long = beginLong(filled);
    long.hear(360_000);
    const formal = { kind: "span" as const, before: null, after: span };

    const attempts = [
      short.rate(),
      long.change(formal, { ...rating, after: { value: 4, evidenceMs: [] } }),
      long.rate(),
    ];

    expect(attempts).toEqual(["coding.too-short", "coding.too-short", null]);
    expect(readCoding(filled.test.context, { codingId: long.codingId }).spans).toEqual([]);
  });

  it("and without sound neither rates nor says what is heard in the tone", async () => {
    const test = await vaultForTest();
    const { codingId, change, hear, rate } = beginLong({ test, conversationId: test.rolePlay() });
    hear(360_000);
    const id = "00000000-0000-4000-8000-000000000002" as UnitId;
    const said = (code: string): CodingChange => ({
      kind: "unit",
      before: null,
      after: { id, startMs: 0, endMs: 1_000, speaker: "practitioner", codes: [code] },
    });

    const attempts = [rate(), change(said("Confront")), change(said("Persuade"))];

    expect(attempts).toEqual(["coding.needs-sound", "coding.needs-sound", null]);
    const { units, ratings } = readCoding(test.context, { codingId });
    expect([units.map(({ codes }) => codes), ratings]).toEqual([[["Persuade"]], {}]);
  });
});

describe("codings go with what is written about the conversation", () => {
  it("on their day, also where there is no note, and they are looked for afterwards", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    begin(filled);
    for (const { id } of listNotes(test.context, filled)) removeNote(test.context, { noteId: id });
    const present = () => findRetained(test.vault.db, conversationId)?.present;
    const before = present();

    test.clock.run(91 * dayMs);
    sweepDueErasures(test.context);

    expect([before?.includes("notes"), present(), rowsLeft(filled)]).toEqual([true, [], [0, 0, 0, 0]]);
    expect(readConversation(test.context, filled).codingCount).toBe(0);
  });

  it("by choice, and they stay while only the transcript goes", async () => {
    const filled = await filledVault();
    const { context } = filled.test;
    const codingId = begin(filled);
    code(filled, codingId, 0, ["Q"]);
    const typedTitle = readConversation(context, filled).title;
    const erase = (categories: ("transcript" | "notes")[]) =>
      eraseNow(context, { conversationId: filled.conversationId, categories, typedTitle });

    erase(["transcript"]);
    const left = readCoding(context, { codingId }).units[0]?.codes;
    erase(["notes"]);

    expect([left, rowsLeft(filled)]).toEqual([["Q"], [0, 0, 0, 0]]);
  });

  it("when the permission is taken back", async () => {
    const filled = await filledVault();
    begin(filled);

    withdrawConsent(filled.test.context, {
      consentId: filled.consent.id,
      typedPseudonym: filled.consent.pseudonym,
    });

    expect(rowsLeft(filled)).toEqual([0, 0, 0, 0]);
  });
});

it("an archive gets the codings whole", async () => {
  const filled = await filledVault();
  const { context } = filled.test;
  const codingId = begin(filled);
  const file = path.join(temporaryFolder(), "samtal.zip");
  await exportForArchive(context, {
    conversationId: filled.conversationId,
    targetId: context.sources.offerTarget(file),
    receivedBy: "Kommunarkivet",
    reference: "KA 2026/12",
  });

  const entries = unzipSync(fs.readFileSync(file));
  const name = Object.keys(entries).find((entry) => entry.endsWith("codings.json"));
  const archived = JSON.parse(new TextDecoder().decode(entries[name ?? ""]));
  expect(archived).toEqual([JSON.parse(JSON.stringify(readCoding(context, { codingId })))]);
});
