import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listCopies } from "../../electron/services/clientCopy.ts";
import { exportTranscript, transcriptOnPaper } from "../../electron/services/exportTranscript.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { markPassage } from "../../electron/services/passages.ts";
import { importTranscriptFile, previewTranscriptFile } from "../../electron/services/transcriptFiles.ts";
import { readTranscript } from "../../electron/services/transcripts.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type ExportFormat, exportEndings, exportFormats } from "../../shared/domain/transcriptExport.ts";
import { parse as parseCsv } from "../../shared/formats/csv.ts";
import { readTranscript as parseFile } from "../../shared/formats/readTranscript.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { spokenConsent } from "../support/spokenConsent.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const text = [
  "WEBVTT",
  "",
  "00:00:01.000 --> 00:00:03.000",
  '<v Karin>=Hur är det; "egentligen"?',
  "",
  "00:00:03.000 --> 00:00:05.500",
  "<v Bo>Jo, det går -- ganska bra.",
  "",
  "00:00:05.500 --> 00:00:07.000",
  "<v Bo>Mm.",
  "",
].join("\n");

/** A role play whose text came from a machine, with the file's names. */
async function takenIn(isMachineMade = true) {
  const test = await vaultForTest();
  const file = path.join(temporaryFolder(), "samtal.vtt");
  writeFileSync(file, text);
  const conversationId = test.rolePlay();
  await importTranscriptFile(test.context, {
    conversationId,
    sourceId: test.offer(file),
    speakers: [
      { label: "Karin", speaker: "practitioner", name: "Karin" },
      { label: "Bo", speaker: "client", name: "Bo" },
    ],
    isMachineMade,
    replace: false,
  });
  return { test, conversationId };
}

async function exported(test: VaultForTest, conversationId: ConversationId, format: ExportFormat) {
  const folder = temporaryFolder();
  const file = path.join(folder, `text${exportEndings[format]}`);
  const targetId = test.context.sources.offerTarget(file);
  const wanted = { withSpeakers: true, withTimes: true };
  await exportTranscript(test.context, { conversationId, format, targetId, ...wanted });
  expect(readdirSync(folder)).toEqual([path.basename(file)]);
  return file;
}

function exportEntries({ vault }: VaultForTest): unknown[] {
  return vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as { event: string })
    .filter(({ event }) => event === "export");
}

describe("the text as a file", () => {
  const lines = [
    { speaker: "Karin", text: '[inte genomlyssnat] =Hur är det; "egentligen"?' },
    { speaker: "Bo", text: "[inte genomlyssnat] Jo, det går -- ganska bra." },
    { speaker: "Bo", text: "[inte genomlyssnat] Mm." },
  ];

  it.each(exportFormats.filter((format) => format !== "docx" && format !== "refi-qda"))(
    "says in %s who speaks and what nobody has listened to, and is read back the same",
    async (format) => {
      const { test, conversationId } = await takenIn();
      const bytes = readFileSync(await exported(test, conversationId, format));
      const { segments } = parseFile(bytes);
      expect(segments.map(({ speaker, text: said }) => ({ speaker, text: said }))).toEqual(lines);
    },
  );

  it("is a Word document that Lyhörd itself reads back", async () => {
    const { test, conversationId } = await takenIn();
    const sourceId = test.offer(await exported(test, conversationId, "docx"));

    const preview = await previewTranscriptFile(test.context, { sourceId });

    expect(preview).toEqual({
      format: "docx",
      encoding: null,
      isMachineMade: false,
      segmentCount: 3,
      isTimed: true,
      speakers: [
        { label: "Karin", segmentCount: 1, guess: "practitioner", name: "Karin" },
        { label: "Bo", segmentCount: 2, guess: "client", name: "Bo" },
      ],
      sample: lines.map(({ speaker, text: said }, index) => ({
        startMs: [1_000, 3_000, 5_500][index],
        label: speaker,
        text: said,
      })),
      warnings: [1, 2, 3].map((line) => ({ line, code: "heading-left-out" })),
    });
  });

  it("is a project for analysis, with the text and its times", async () => {
    const { test, conversationId } = await takenIn(false);
    const parts = unzipSync(readFileSync(await exported(test, conversationId, "refi-qda")));
    const source = Object.keys(parts).find((name) => name.startsWith("Sources/")) ?? "";
    expect(strFromU8(parts[source] ?? new Uint8Array())).toBe(
      'Karin: =Hur är det; "egentligen"?\nBo: Jo, det går -- ganska bra.\nBo: Mm.\n',
    );
    expect(strFromU8(parts["project.qde"] ?? new Uint8Array())).toContain('timeStamp="5500"');
  });

  it("has a table whose cells no spreadsheet takes for formulas", async () => {
    const { test, conversationId } = await takenIn(false);
    const file = readFileSync(await exported(test, conversationId, "csv-nordic"), "utf8");
    expect(file.split("\r\n")[1]).toBe(`1,000;3,000;Karin;"'=Hur är det; ""egentligen""?"`);
    expect(parseCsv(file).segments[0]?.text).toBe('=Hur är det; "egentligen"?');
  });

  it("leaves out how the permission was given once more, and says so", async () => {
    const { test, conversationId } = await filledVault(spokenConsent(testConsent));
    const kept = readTranscript(test.context, { conversationId }).segments;
    const { startMs = 0, endMs = 1 } = kept[0] ?? {};
    markPassage(test.context, { conversationId, startMs, endMs });
    const { segments } = parseFile(readFileSync(await exported(test, conversationId, "plain-text")));
    expect(segments[0]?.text).toBe("(här gavs samtycket på nytt, utelämnat)");
    expect(segments[0]?.text).not.toBe(kept[0]?.text);
    expect(segments.at(-1)?.text).toBe(kept.at(-1)?.text);
  });
});

describe("a text that leaves the vault", () => {
  const wanted = { withSpeakers: true, withTimes: true };

  it("is in the log and among the copies outside, without any of its words", async () => {
    const { test, conversationId } = await filledVault();
    await exported(test, conversationId, "sub-rip");
    transcriptOnPaper(test.context, { conversationId, form: "paper", ...wanted });

    const about = { sequence: expect.any(Number), at: test.clock.now(), event: "export", consentNumber: 17 };
    expect(exportEntries(test)).toEqual([
      {
        ...about,
        conversationId,
        detail: { contents: "transcript", encrypted: false, form: "file", format: "sub-rip" },
      },
      { ...about, conversationId, detail: { contents: "transcript", encrypted: false, form: "paper" } },
    ]);
    const madeAt = test.clock.now();
    expect(listCopies(test.context, { conversationId })).toEqual([
      { kind: "export", form: "paper", contents: ["transcript"], madeAt },
      { kind: "export", form: "file", contents: ["transcript"], madeAt },
    ]);
  });

  it("is nothing under a hold, also once the permission was taken back, and goes out when it has ended", async () => {
    const { test, consent, conversationId } = await filledVault();
    const other = await addConversation(test, consent, "speech.ogg");
    const paper = () => transcriptOnPaper(test.context, { conversationId, form: "file", ...wanted });
    const hold = { conversationId, reason: "access-request", days: 14 } as const;
    setHold(test.context, hold);
    await expect(exported(test, conversationId, "docx")).rejects.toThrow("conversation.on-hold");
    expect(paper).toThrow("conversation.on-hold");
    expect(exportEntries(test)).toEqual([]);
    endHold(test.context, { conversationId });
    await exported(test, conversationId, "docx");
    setHold(test.context, hold);
    const withdrawal = { consentId: consent.id, typedPseudonym: consent.pseudonym };
    expect(() => withdrawConsent(test.context, withdrawal)).toThrow("conversation.on-hold");

    await expect(exported(test, conversationId, "docx")).rejects.toThrow("conversation.on-hold");
    expect(paper).toThrow("conversation.on-hold");
    await expect(exported(test, other.conversationId, "docx")).rejects.toThrow("transcript.erased");
    expect(exportEntries(test)).toHaveLength(1);
  });

  it("leaves nothing behind where a hold is set while it is being made", async () => {
    const { test, conversationId } = await filledVault();
    const folder = temporaryFolder();
    const targetId = test.context.sources.offerTarget(path.join(folder, "text.docx"));
    const making = exportTranscript(test.context, { conversationId, format: "docx", targetId, ...wanted });
    setHold(test.context, { conversationId, reason: "complaint", days: 3 });
    await expect(making).rejects.toThrow("conversation.on-hold");
    expect(readdirSync(folder)).toEqual([]);
    expect(listCopies(test.context, { conversationId })).toEqual([]);
  });

  it("is made into a Word document in a thread of its own, while the vault answers", async () => {
    const { test, conversationId } = await takenIn();
    const order: string[] = [];
    process.once("worker", (worker) =>
      worker.once("online", () => {
        order.push(`answered with ${readTranscript(test.context, { conversationId }).segments.length} lines`);
      }),
    );
    await exported(test, conversationId, "docx");
    order.push("written");
    expect(order).toEqual(["answered with 3 lines", "written"]);
  });

  it.each(["ENOSPC", "EIO"] as const)("leaves nothing behind where the place fails with %s", async (kind) => {
    const { test, conversationId } = await filledVault();
    const folder = temporaryFolder();
    const files = faultyFiles(nodeFiles, { failAt: 1, kind, only: ["write", "rename"] }).files;
    const targetId = test.context.sources.offerTarget(path.join(folder, "text.vtt"));

    await expect(
      exportTranscript(
        { ...test.context, files },
        { conversationId, format: "web-vtt", targetId, ...wanted },
      ),
    ).rejects.toThrow("copy.not-written");
    expect(readdirSync(folder)).toEqual([]);
    expect(listCopies(test.context, { conversationId })).toEqual([]);
    expect(exportEntries(test)).toHaveLength(1);
  });

  it("keeps the file that was there if the new one cannot be written", async () => {
    const { test, conversationId } = await filledVault();
    const file = path.join(temporaryFolder(), "text.txt");
    writeFileSync(file, "gammalt");
    const files = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", only: ["write"] }).files;
    const targetId = test.context.sources.offerTarget(file);
    await expect(
      exportTranscript({ ...test.context, files }, { conversationId, format: "f4", targetId, ...wanted }),
    ).rejects.toThrow("copy.not-written");
    expect(readFileSync(file, "utf8")).toBe("gammalt");
  });

  it("whose stick was pulled out leaves nothing once the stick is there again", async () => {
    const { test, conversationId } = await filledVault();
    const stick = path.join(temporaryFolder(), "sticka");
    mkdirSync(stick);
    const files = {
      ...nodeFiles,
      sync() {
        renameSync(stick, `${stick}-ute`);
        throw Object.assign(new Error("EIO: simulated"), { code: "EIO" });
      },
    };
    const targetId = test.context.sources.offerTarget(path.join(stick, "text.txt"));
    await expect(
      exportTranscript({ ...test.context, files }, { conversationId, format: "f4", targetId, ...wanted }),
    ).rejects.toThrow("copy.not-written");
    const away = await test.reopen();
    renameSync(`${stick}-ute`, stick);
    const before = readdirSync(stick).length;

    await away.reopen();

    expect([before, readdirSync(stick)]).toEqual([1, []]);
  });
});

describe("a file that comes in", () => {
  it("keeps the names a person wants, and is marked where a machine wrote it", async () => {
    const { test, conversationId } = await takenIn();
    const { names, segments } = readTranscript(test.context, { conversationId });
    expect(names).toEqual({ practitioner: "Karin", client: "Bo" });
    expect(segments.map(({ isUnreviewed }) => isUnreviewed)).toEqual([true, true, true]);
  });

  it("is refused as a Word document that is damaged, or unpacks to more than is bearable", async () => {
    const { test, conversationId } = await takenIn();
    const good = readFileSync(await exported(test, conversationId, "docx"));
    const { zipSync } = await import("fflate");
    const bomb = zipSync({ "word/document.xml": new Uint8Array(13 * 1_048_576) });
    const other = zipSync({ mimetype: new Uint8Array(8) });
    const damaged = good.subarray(0, good.length - 40);
    for (const bytes of [bomb, other, damaged]) {
      const file = path.join(temporaryFolder(), "fil.docx");
      writeFileSync(file, bytes);
      await expect(previewTranscriptFile(test.context, { sourceId: test.offer(file) })).rejects.toThrow(
        "transcript.unreadable",
      );
    }
  });
});
