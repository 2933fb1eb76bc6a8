import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { importCodedFile, previewCodedFile } from "../../electron/services/codedFiles.ts";
import { readCoding } from "../../electron/services/codings.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import { setHold } from "../../electron/services/hold.ts";
import { listNotes } from "../../electron/services/notes.ts";
import { requireScheme } from "../../electron/services/schemes.ts";
import { readTranscript } from "../../electron/services/transcripts.ts";
import { isSqlite, readCactiFile } from "../../electron/vault/cactiFile.ts";
import { summarizeCoding } from "../../shared/domain/codingSummary.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import type { ColumnMeaning } from "../../shared/formats/codedColumns.ts";
import { cactiSession, cactiTables, fileOf, sqliteBytes } from "../support/cactiSession.ts";
import { codedLines, writeLines } from "../support/codedConversation.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";

const scheme = { schemeId: "miti-4.2.1" as SchemeId, schemeVersion: 1 };
const table = [
  "Vem;Yttrande;Kod;Anteckning",
  ...codedLines.map(([who, text, code]) => `${who === "Klient" ? "K" : "R"};${text};${code ?? ""};`),
  "R;Det här sa ingen i samtalet alls;Qu;fel rad",
  "Summa;;12;",
].join("\r\n");
const speakers = [
  { label: "R", speaker: "practitioner" as const },
  { label: "K", speaker: "client" as const },
];

let vault: FilledVault;

beforeEach(async () => {
  vault = await filledVault();
});

function offer(name: string, content: Uint8Array | string): SourceId {
  return vault.test.offer(fileOf(name, content));
}

async function keep(sourceId: SourceId, more: Partial<Parameters<typeof importCodedFile>[1]> = {}) {
  return importCodedFile(vault.test.context, {
    conversationId: vault.conversationId,
    sourceId,
    ...scheme,
    coder: { kind: "colleague", name: "Alva" },
    drawn: "whole",
    target: null,
    isFromSound: true,
    isFinished: true,
    asTranscript: false,
    withNotes: false,
    columns: null,
    reading: { speakers, codes: [] },
    ...more,
  });
}

describe("a coded table", () => {
  beforeEach(() => writeLines(vault.test, vault.conversationId));

  test("is told of whole before anything is kept", async () => {
    const seen = await previewCodedFile(vault.test.context, {
      conversationId: vault.conversationId,
      sourceId: offer("kodat.csv", table),
      ...scheme,
      columns: null,
      reading: null,
    });
    expect({ ...seen, sample: seen.sample.length }).toEqual({
      format: "table",
      rowCount: 14,
      utteranceCount: 12,
      codedCount: 7,
      otherSideCount: 0,
      noteCount: 1,
      columns: [
        {
          column: 0,
          heading: "Vem",
          example: "R",
          meaning: "speaker",
        },
        { column: 1, heading: "Yttrande", example: codedLines[0]?.[1].slice(0, 60), meaning: "text" },
        { column: 2, heading: "Kod", example: codedLines.find(([, , code]) => code)?.[2], meaning: "codes" },
        { column: 3, heading: "Anteckning", example: "fel rad", meaning: "notes" },
      ],
      hasCodes: true,
      leftOut: [
        { reason: "heading", count: 1, rows: [1] },
        { reason: "totals", count: 1, rows: [14] },
      ],
      speakers: [
        { label: "R", rowCount: 8, guess: "practitioner" },
        { label: "K", rowCount: 4, guess: "client" },
      ],
      unknownCodes: [{ text: "Qu", suggestion: "Q", rows: [13] }],
      warnings: [],
      found: { text: 11, time: 0, nothing: 1 },
      hasText: true,
      mayBecomeTranscript: false,
      ratings: [],
      sample: 8,
    });
  });

  test("becomes a coding of a colleague's, at its places in the text, that sums up as by hand", async () => {
    const { codingId } = await keep(offer("kodat.csv", table), {
      reading: { speakers, codes: [{ text: "Qu", codeId: "Q" }] },
    });
    const coding = readCoding(vault.test.context, { codingId });
    const { segments } = readTranscript(vault.test.context, { conversationId: vault.conversationId });
    expect({
      coder: coding.coder,
      finished: coding.finishedAt !== null,
      texts: coding.units.map(({ place }) => segments.find(({ id }) => id === place?.segmentId)?.text),
      times: coding.units.slice(0, 2).map(({ startMs, endMs }) => [startMs, endMs]),
      codes: coding.units.map(({ codes }) => codes.join()),
      counts: summarizeCoding(requireScheme(vault.test.context, scheme.schemeId, 1), coding).counts,
    }).toMatchObject({
      coder: { kind: "colleague", name: "Alva" },
      finished: true,
      texts: [...codedLines.map(([, text]) => text), undefined],
      times: [
        [0, 700],
        [700, 1_400],
      ],
      codes: [...codedLines.map(([, , code]) => code ?? ""), "Q"],
      // By hand: Q | SR CR | Q | SR | AF NC Q are five volleys, and where there is a CR no SR counts.
      counts: { Q: 3, SR: 1, CR: 1, AF: 1 },
    });
  });

  test("leaves its notes in the file, or brings them along where their rows are", async () => {
    const sourceId = offer("kodat.csv", table);
    const listed = () => listNotes(vault.test.context, { conversationId: vault.conversationId });
    const before = listed().length;
    await keep(sourceId);
    expect(listed()).toHaveLength(before);
    const { codingId } = await keep(sourceId, { withNotes: true });
    const noted = readCoding(vault.test.context, { codingId }).units.at(-1);
    expect(listed().filter(({ text }) => text === "fel rad")).toMatchObject([
      { kind: "note", startMs: noted?.startMs, endMs: noted?.endMs },
    ]);
  });

  test("brings a note along whole that is longer than one may be", async () => {
    const long = `${"långt ".repeat(2_500)}slut`;
    await keep(offer("kodat.csv", `Vem;Yttrande;Kod;Anteckning\r\nR;Hej!;Q;${long}\r\n`), {
      withNotes: true,
    });
    const texts = listNotes(vault.test.context, { conversationId: vault.conversationId }).map(
      ({ text }) => text,
    );
    const parts = texts.filter((text) => text.includes("långt "));
    expect([parts.length, parts.toSorted((a, b) => b.length - a.length).join("")]).toEqual([2, long]);
  });

  test("is not kept with a code that the scheme does not have, nor under a hold", async () => {
    const sourceId = offer("kodat.csv", table);
    const reading = { speakers, codes: [{ text: "Qu", codeId: "Nothing" }] };
    await expect(keep(sourceId, { reading })).rejects.toMatchObject({ code: "request.invalid" });
    setHold(vault.test.context, {
      conversationId: vault.conversationId,
      reason: "complaint",
      days: 10,
    });
    await expect(keep(sourceId)).rejects.toMatchObject({ code: "conversation.on-hold" });
  });

  test("does not become a transcript beside one that is there", async () => {
    await expect(keep(offer("kodat.csv", table), { asTranscript: true })).rejects.toMatchObject({
      code: "request.invalid",
    });
  });
});

/** A conversation without sound or text. */
function emptyConversation() {
  return createConversation(vault.test.context, {
    permission: { kind: "client", consentId: vault.consent.id },
    occasion: "tredje samtalet",
    heldOn: "2026-03-03",
  });
}

test("a file whose coding cannot be kept leaves no transcript behind", async () => {
  const { conversationId } = emptyConversation();
  vault.test.vault.db.exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON coding BEGIN SELECT RAISE(ABORT, 'no room'); END",
  );
  await expect(keep(offer("kodat.csv", table), { conversationId, asTranscript: true })).rejects.toThrow(
    "no room",
  );
  expect(readTranscript(vault.test.context, { conversationId }).segments).toEqual([]);
});

test("the text of a file becomes the transcript where there is none", async () => {
  const { conversationId } = emptyConversation();
  const { codingId } = await keep(offer("kodat.csv", table), { conversationId, asTranscript: true });
  const { segments } = readTranscript(vault.test.context, { conversationId });
  const { units } = readCoding(vault.test.context, { codingId });
  expect({
    lines: segments.map(({ speaker, text }) => [speaker, text]).slice(0, 2),
    places: units.map(({ place }) => place?.segmentId),
  }).toEqual({
    lines: [
      ["practitioner", codedLines[0][1]],
      ["client", codedLines[1][1]],
    ],
    places: segments.map(({ id }) => id),
  });
});

test("the text of a file does not become the transcript where its coding cannot be kept", async () => {
  const { conversationId } = emptyConversation();
  vault.test.vault.db.exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.coding BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  await expect(keep(offer("kodat.csv", table), { conversationId, asTranscript: true })).rejects.toThrow(
    "full",
  );
  expect(readTranscript(vault.test.context, { conversationId }).segments).toEqual([]);
});

test("a workbook of LibreOffice's is kept at its times where there is no text", async () => {
  const bytes = readFileSync(new URL("../fixtures/coded/coded-libreoffice.xlsx", import.meta.url));
  const { codingId } = await keep(offer("kodat.xlsx", bytes), {
    ...emptyConversation(),
    reading: {
      speakers: [
        { label: "Rådgivare", speaker: "practitioner" },
        { label: "Klient", speaker: "client" },
      ],
      codes: [],
    },
  });
  const { units } = readCoding(vault.test.context, { codingId });
  expect(units.map(({ startMs, speaker, codes }) => [startMs, speaker, ...codes])).toEqual([
    [5_000, "practitioner", "Q"],
    [9_500, "practitioner", "Emphasize"],
    [12_000, "client"],
    [754_000, "practitioner", "SR", "Q"],
  ]);
});

describe("a session of CACTI's", () => {
  const reading = {
    speakers: [
      { label: "Therapist", speaker: "practitioner" as const },
      { label: "Client", speaker: "client" as const },
    ],
    codes: [
      { text: "CR+/-", codeId: "CR" },
      { text: "FN", codeId: null },
    ],
  };

  test("becomes moments at their times, with ratings where the scheme has them", async () => {
    const sourceId = offer("samtal.casaa", sqliteBytes());
    const { conversationId } = vault;
    const seen = await previewCodedFile(vault.test.context, {
      conversationId,
      sourceId,
      ...scheme,
      columns: null,
      reading: null,
    });
    const { codingId } = await keep(sourceId, { reading });
    const coding = readCoding(vault.test.context, { codingId });
    expect({
      unknown: seen.unknownCodes,
      ratings: seen.ratings,
      notes: seen.noteCount,
      units: coding.units.map(({ startMs, endMs, speaker, codes }) => [startMs, endMs, speaker, ...codes]),
      kept: coding.ratings,
    }).toEqual({
      unknown: [
        { text: "FN", suggestion: null, rows: [2] },
        { text: "CR+/-", suggestion: null, rows: [4] },
      ],
      ratings: [
        { name: "Partnership", value: 4, itemId: "partnership" },
        { name: "Empathy", value: 5, itemId: "empathy" },
        { name: "Direction", value: 3, itemId: null },
      ],
      notes: 2,
      units: [
        [500, 1_500, "practitioner", "Q"],
        [1_500, 2_100, "client"],
        [2_100, 3_000, "practitioner", "CR"],
        [3_000, 4_000, "practitioner", "CR"],
        [4_000, 4_000, "practitioner", "Q"],
      ],
      kept: {
        empathy: { value: 5, evidenceMs: [2_100] },
        partnership: { value: 4, evidenceMs: [] },
      },
    });
  });

  test("of the first files has its time in another column", () => {
    const older = cactiTables.replace("time_marker", "audio_file_time_marker");
    const filled = `${older} INSERT INTO codes VALUES (1, 'Q', NULL);
      INSERT INTO utterances VALUES ('1', '00:00:07.0', 1, ''), ('2', 'soon', 1, '');`;
    expect(readCactiFile(sqliteBytes(filled))).toEqual({
      utterances: [{ startMs: 7_000, speaker: "", code: "Q", notes: "" }],
      unreadableCount: 1,
      ratings: [],
      remark: "",
    });
  });

  test("brings along what was written of moments and of the whole", async () => {
    const remark = "UPDATE attributes SET value = ' Lugnt tempo. ' WHERE name = 'GLOBAL_NOTES'";
    const sourceId = offer("samtal.casaa", sqliteBytes(`${cactiTables}${cactiSession}${remark}`));
    await keep(sourceId, { reading, withNotes: true });
    const notes = listNotes(vault.test.context, { conversationId: vault.conversationId });
    expect(notes.map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual(
      expect.arrayContaining([
        [500, 4_000, "Lugnt tempo."],
        [1_500, 2_100, "mm"],
        [3_000, 4_000, "42"],
      ]),
    );
  });

  test.each([
    "DROP TABLE attributes",
    "DROP TABLE attributes; CREATE VIEW attributes AS SELECT 'GLOBAL_NOTES' AS name, 1 AS value",
  ])("has no remark where its place is another: %s", (change) => {
    expect(readCactiFile(sqliteBytes(`${cactiTables}${cactiSession}${change}`)).remark).toBe("");
  });

  test.each([
    ["of another kind", sqliteBytes("CREATE TABLE other (a)")],
    ["cut off", sqliteBytes().subarray(0, 5_000)],
    ["encrypted", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(8_192, 0xa7)])],
    [
      "with a view in the place of a table",
      sqliteBytes(
        cactiTables.replace(
          /CREATE TABLE ratings[^;]*;/,
          "CREATE VIEW ratings AS SELECT 1 AS rating_id, 'Empathy' AS rating_name, 3 AS response_value;",
        ),
      ),
    ],
    [
      "with a column that is worked out",
      sqliteBytes(`${cactiTables} ALTER TABLE codes ADD COLUMN more AS (hex(zeroblob(9)));`),
    ],
  ])("that is a database %s is refused", (_, bytes) => {
    expect(isSqlite(bytes)).toBe(true);
    expect(() => readCactiFile(bytes)).toThrow(expect.objectContaining({ code: "coding.unreadable" }));
  });
});

test("codes in a column that is not known are found once somebody says where they stand", async () => {
  await writeLines(vault.test, vault.conversationId);
  const sourceId = offer("egna-rubriker.csv", "Vem;Sagt;Mitt eget\nR;Hej!;Q\nK;Hej.;\nR;Du kom hit.;SR\n");
  const look = (columns: ColumnMeaning[] | null) =>
    previewCodedFile(vault.test.context, {
      conversationId: vault.conversationId,
      sourceId,
      ...scheme,
      columns,
      reading: null,
    });
  const first = await look(null);
  expect([first.hasCodes, first.columns.map(({ meaning }) => meaning)]).toEqual([
    false,
    ["speaker", "text", "nothing"],
  ]);
  const columns: ColumnMeaning[] = ["speaker", "text", "codes"];
  const second = await look(columns);
  expect([second.hasCodes, second.codedCount, second.leftOut]).toEqual([
    true,
    2,
    [{ reason: "heading", count: 1, rows: [1] }],
  ]);
  await expect(keep(sourceId)).rejects.toMatchObject({ code: "coding.unreadable" });
  const { codingId } = await keep(sourceId, { columns });
  const { units } = readCoding(vault.test.context, { codingId });
  expect(units.map(({ codes }) => codes)).toEqual([["Q"], [], ["SR"]]);
});

test.each([
  ["no rows", "Vem;Text;Kod\n"],
  ["no codes", "Vem;Text;Kod\nR;Hej;\n"],
  ["something else", new Uint8Array([1, 0, 2, 0, 3, 0, 4, 0, 5])],
])("a file with %s is refused", async (_, content) => {
  await expect(keep(offer("fil.csv", content))).rejects.toMatchObject({ code: "coding.unreadable" });
});
