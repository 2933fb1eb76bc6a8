/** A coding out of the vault: what the files say, and when none may be made. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import readWorkbook from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { reopenCoding } from "../../electron/services/codings.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { codingOnPaper, exportCoding } from "../../electron/services/exportCoding.ts";
import { setHold } from "../../electron/services/hold.ts";
import { markPassage } from "../../electron/services/passages.ts";
import { beginPrinting } from "../../electron/services/printing.ts";
import { editTranscript, nameSpeakers, readTranscript } from "../../electron/services/transcripts.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { type CodingFormat, codingEndings } from "../../shared/domain/codingExport.ts";
import { Failure } from "../../shared/errors.ts";
import { type CodedVault, codedLines, codedVault } from "../support/codedConversation.ts";
import { spokenConsent } from "../support/spokenConsent.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent } from "../support/vaultForTest.ts";

const choice = { table: "utterances", withText: true } as const;

async function exported(
  { test, codingId }: CodedVault,
  format: CodingFormat,
  { table, withText }: { table: "figures" | "utterances"; withText: boolean } = choice,
): Promise<string> {
  const folder = temporaryFolder();
  const file = path.join(folder, `kodning${codingEndings[format]}`);
  const targetId = test.context.sources.offerTarget(file);
  await exportCoding(test.context, { codingId, format, table, withText, targetId });
  expect(readdirSync(folder)).toEqual([path.basename(file)]);
  return file;
}

/** The code it fails with; `done` if it does not. */
async function outcomeOf(deed: () => unknown): Promise<string> {
  try {
    await deed();
    return "done";
  } catch (error) {
    return error instanceof Failure ? error.code : "defect";
  }
}

function entries({ test: { vault } }: CodedVault, event: string): unknown[] {
  return vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as { event: string })
    .filter((entry) => entry.event === event);
}

/** Gives the first line another text. */
function say({ test, conversationId }: CodedVault, after: string): void {
  const { version, segments } = readTranscript(test.context, { conversationId });
  const [first] = segments;
  if (first === undefined) throw new Error("no line");
  const edits = [{ kind: "set-text" as const, segmentId: first.id, before: first.text, after }];
  editTranscript(test.context, { conversationId, baseVersion: version, edits });
}

describe("a workbook", () => {
  it("has figures as numbers with what they rest on, utterances, and what they come from", async () => {
    const coded = await codedVault();
    const file = await exported(coded, "xlsx");
    const sheets = await readWorkbook(file);
    const [figures = [], utterances = [], about = []] = sheets.map(({ data }) => data);
    expect({
      names: sheets.map(({ sheet }) => sheet),
      figures: figures.filter(([, name]) =>
        ["Fråga", "Reflektioner per fråga", "Teknisk", "Empati", "Konfrontera"].includes(String(name)),
      ),
      line: utterances[3],
      last: utterances.at(-1)?.slice(0, 7),
      about: about.slice(0, 2),
    }).toEqual({
      names: ["Siffror", "Yttranden", "Om kodningen"],
      figures: [
        ["Antal", "Fråga", 2, null, null, 2, null],
        ["Antal", "Konfrontera", 0, null, null, 0, null],
        ["Skattning", "Empati", 5, null, null, 1, null],
        ["Mått", "Teknisk", 3.5, null, null, 2, null],
        ["Mått", "Reflektioner per fråga", 1, 2, 2, 4, null],
      ],
      line: [3, 1.4, 2.1, "rådgivare", "Det har varit mycket på en gång.", "SR", "Enkel reflektion", null],
      last: [11, 7, 7.7, "rådgivare", "Jag skriver upp nästa tid.", "NC", "Medvetet inte kodade"],
      about: [
        ["Samtal", "Tallen"],
        ["Datum", "2026-03-02"],
      ],
    });
  });

  it("leaves out the words where they are not asked for", async () => {
    const file = await exported(await codedVault(), "xlsx", { table: "figures", withText: false });
    const cells = (await readWorkbook(file)).flatMap(({ data }) => data.flat()).map(String);
    expect(codedLines.filter(([, text]) => cells.includes(text))).toEqual([]);
  });

  it("says how a sample without a text begins and ends where the words are asked for", async () => {
    const coded = await codedVault();
    const sentences = { startSentence: "Hej och välkommen.", endSentence: "=Då ses vi." };
    coded.test.vault.db
      .prepare("UPDATE coding SET sample = json_patch(sample, ?)")
      .run(JSON.stringify(sentences));
    const about = async (withText: boolean) => {
      const file = await exported(coded, "xlsx", { table: "figures", withText });
      const rows = (await readWorkbook(file))[2]?.data ?? [];
      return rows.filter(([name]) => String(name).startsWith("Avsnittet "));
    };
    expect([await about(true), await about(false)]).toEqual([
      [
        ["Avsnittet börjar med", "Hej och välkommen."],
        ["Avsnittet slutar med", "'=Då ses vi."],
      ],
      [],
    ]);
  });

  it("has nothing that a spreadsheet would take for a formula", async () => {
    const coded = await codedVault();
    say(coded, "=1+1");
    const [, utterances] = await readWorkbook(await exported(coded, "xlsx"));
    const csv = readFileSync(await exported(coded, "csv-nordic"), "utf8");
    expect([utterances?.data[1]?.[4], csv.split("\r\n")[1]]).toEqual([
      "'=1+1",
      "1;0;0,7;rådgivare;'=1+1;Q;Fråga;",
    ]);
  });
});

describe("a table as text", () => {
  it("leaves what is undefined empty, and says why", async () => {
    const coded = await codedVault();
    coded.test.vault.db.prepare("UPDATE coded_unit SET codes = '[]'").run();
    const figures = readFileSync(
      await exported(coded, "csv-plain", { table: "figures", withText: true }),
      "utf8",
    );
    expect(figures.split("\r\n").slice(-6, -4)).toEqual([
      "Mått,Relationell,4.5,,,2,",
      "Mått,Andel komplexa reflektioner,,0,0,0,Det finns inget att dela med.",
    ]);
  });

  it("is for Excel in the Nordic countries with a mark, semicolons and decimal commas", async () => {
    const file = await exported(await codedVault(), "csv-nordic", { table: "figures", withText: false });
    const lines = readFileSync(file, "utf8").split("\r\n");
    expect([lines[0], lines.find((line) => line.includes("Teknisk"))]).toEqual([
      "\uFEFFSlag;Namn;Värde;Täljare;Nämnare;n;Anmärkning",
      "Mått;Teknisk;3,5;;;2;",
    ]);
  });

  it("has the names that were chosen, and no words with which a permission is repeated", async () => {
    const coded = await codedVault(spokenConsent(testConsent));
    const { test, conversationId } = coded;
    nameSpeakers(test.context, { conversationId, names: { client: "kvinnan i hörnhuset" } });
    markPassage(test.context, { conversationId, startMs: 0, endMs: 600 });
    const lines = readFileSync(await exported(coded, "csv-nordic"), "utf8").split("\r\n");
    expect(lines.slice(1, 3)).toEqual([
      "1;0;0,7;rådgivare;(här gavs samtycket på nytt, utelämnat);Q;Fråga;",
      "2;0,7;1,4;kvinnan i hörnhuset;Jag vet inte riktigt, det har varit mycket.;;;",
    ]);
  });
});

describe("on paper", () => {
  it("utterances stand in order with time, speaker, words and codes; an unsure one is marked", async () => {
    const { test, codingId } = await codedVault();
    const asked = { codingId, form: "paper", withMoments: true } as const;
    const { lines } = codingOnPaper(test.context, { ...asked, withText: true });
    const bare = codingOnPaper(test.context, { ...asked, withText: false });
    const none = codingOnPaper(test.context, { ...asked, withMoments: false, withText: true });
    expect({ line: lines[9], bare: bare.lines[9], none }).toEqual({
      line: {
        number: 10,
        time: "00:00:06.3",
        speaker: "rådgivare",
        text: "Du tog dig ut fast det var tungt.",
        codes: ["AF"],
        isUncertain: true,
      },
      bare: {
        number: 10,
        time: "00:00:06.3",
        speaker: "rådgivare",
        text: null,
        codes: ["AF"],
        isUncertain: true,
      },
      none: { notice: null, lines: [] },
    });
  });

  it("marks what a machine wrote and nobody has listened to", async () => {
    const { test, codingId } = await codedVault();
    test.vault.db.prepare("UPDATE segment SET is_unreviewed = 1").run();
    const printed = codingOnPaper(test.context, {
      codingId,
      form: "paper",
      withMoments: true,
      withText: true,
    });
    expect([printed.notice?.includes("[inte genomlyssnat]"), printed.lines[0]?.text]).toEqual([
      true,
      "[inte genomlyssnat] Hej! Vad vill du att vi pratar om i dag?",
    ]);
  });
});

describe("what leaves the vault", () => {
  it("is in the log first, by the number of the permission, and among the copies outside", async () => {
    const coded = await codedVault();
    const { test, codingId, conversationId } = coded;
    const folder = temporaryFolder();
    const targetId = test.context.sources.offerTarget(path.join(folder, "gone", "kodning.csv"));
    const failed = await outcomeOf(() =>
      exportCoding(test.context, { codingId, format: "csv-plain", ...choice, targetId }),
    );
    beginPrinting(test.context, { document: { kind: "coding", codingId }, printedOn: "pdf" });
    const about = {
      sequence: expect.any(Number),
      at: test.clock.now(),
      consentNumber: 17,
      conversationId,
    };
    expect({ failed, exports: entries(coded, "export"), prints: entries(coded, "print") }).toEqual({
      failed: "copy.not-written",
      exports: [
        {
          ...about,
          event: "export",
          detail: { encrypted: false, contents: "coding", withText: true, form: "file", format: "csv-plain" },
        },
      ],
      prints: [{ ...about, event: "print", detail: { document: "coding", printedOn: "pdf" } }],
    });
    await exported(coded, "csv-plain");
    const copies = test.vault.db.prepare("SELECT kind, form, contents FROM outside_copy").all();
    expect(copies).toEqual([{ kind: "export", form: "file", contents: '["transcript","coding"]' }]);
  });

  const asPaper = { form: "paper", withMoments: true, withText: false } as const;
  const refused = async ({ test, codingId }: CodedVault) => ({
    file: await outcomeOf(() =>
      exportCoding(test.context, {
        codingId,
        format: "xlsx",
        table: "figures",
        withText: false,
        targetId: test.context.sources.offerTarget(path.join(temporaryFolder(), "kodning.xlsx")),
      }),
    ),
    paper: await outcomeOf(() => codingOnPaper(test.context, { codingId, ...asPaper })),
    print: await outcomeOf(() =>
      beginPrinting(test.context, { document: { kind: "coding", codingId }, printedOn: "paper" }),
    ),
  });

  it("is nothing under a hold", async () => {
    const coded = await codedVault();
    setHold(coded.test.context, { conversationId: coded.conversationId, reason: "complaint", days: 3 });
    const closed = "conversation.on-hold";
    expect(await refused(coded)).toEqual({ file: closed, paper: closed, print: closed });
    expect([...entries(coded, "export"), ...entries(coded, "print")]).toEqual([]);
  });

  it("is nothing after a withdrawal", async () => {
    const coded = await codedVault();
    const { test, consent } = coded;
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: consent.pseudonym });
    const codes = new Set(Object.values(await refused(coded)));
    expect(codes.has("done")).toBe(false);
  });

  it("is nothing while a coding goes on", async () => {
    const coded = await codedVault();
    reopenCoding(coded.test.context, { codingId: coded.codingId });
    const { file, paper } = await refused(coded);
    expect([file, paper]).toEqual(["request.invalid", "request.invalid"]);
  });

  it("is no words once the text is erased, though codes and times are still there", async () => {
    const coded = await codedVault();
    const { test, codingId, conversationId } = coded;
    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "" });
    const asked = { codingId, ...asPaper };
    expect([
      await outcomeOf(() => codingOnPaper(test.context, { ...asked, withText: true })),
      codingOnPaper(test.context, asked).lines[2],
    ]).toEqual([
      "transcript.erased",
      { number: 3, time: "00:00:01.4", speaker: "rådgivare", text: null, codes: ["SR"], isUncertain: false },
    ]);
  });
});
