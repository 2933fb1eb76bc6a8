import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { readCertificate } from "../../electron/services/certificates.ts";
import { copyOnPaper, listCopies } from "../../electron/services/clientCopy.ts";
import { createCoding } from "../../electron/services/codings.ts";
import { cancelExport, eraseHandedOver, exportForArchive } from "../../electron/services/handOver.ts";
import { setHold } from "../../electron/services/hold.ts";
import { createNote } from "../../electron/services/notes.ts";
import { listReceipts, readReceipt, saveReceipt } from "../../electron/services/receipts.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { rewordScheme, saveScheme } from "../../electron/services/schemes.ts";
import { editTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { listTranscriptVersions, saveVersion } from "../../electron/services/transcriptVersions.ts";
import type { Coding } from "../../shared/domain/coding.ts";
import { readReceiptText } from "../../shared/domain/handOverReceipt.ts";
import { notCoded, type PartId, type Scheme, type SchemeId } from "../../shared/domain/scheme.ts";
import { Failure } from "../../shared/errors.ts";
import { readTranscript as parseTranscript } from "../../shared/formats/readTranscript.ts";
import { backUp } from "../support/backups.ts";
import { codedVault } from "../support/codedConversation.ts";
import { type FaultKind, faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { type FilledVault, filledVault, noteText } from "../support/filledVault.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { smallScheme } from "../support/smallScheme.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { verifyCertificate } from "../support/verifyCertificate.ts";

type Where = Pick<FilledVault, "test" | "conversationId">;

function handOver({ test, conversationId }: Where, targetPath: string): Promise<{ receiptNumber: number }> {
  return exportForArchive(test.context, {
    conversationId,
    targetId: test.context.sources.offerTarget(targetPath),
    receivedBy: "Kommunarkivet",
    reference: "KA 2026/12",
  });
}

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return "done";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    if (error instanceof SimulatedCrash) return "crash";
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function events(test: VaultForTest): string[] {
  return test.vault.db
    .prepare<[], { event: string }>(
      "SELECT json_extract(body, '$.event') AS event FROM audit ORDER BY sequence",
    )
    .all()
    .map(({ event }) => event);
}

/** What is left in the vault of the conversation. */
function kept({ test, conversationId }: Where): string[] {
  const { clocks, hold } = requireConversation(test.vault, conversationId);
  const present = Object.entries(clocks).flatMap(([category, { erasedAt }]) =>
    erasedAt === null ? [category] : [],
  );
  return hold === null ? present : [...present, "hold"];
}

it("the archive opens without Lyhörd, holds everything as it was, and its hashes agree", async () => {
  const filled = await filledVault();
  const target = path.join(temporaryFolder(), "samtal.zip");

  const { receiptNumber } = await handOver(filled, target);
  const zip = readFileSync(target);
  const entries = unzipSync(new Uint8Array(zip));
  const textOf = (name: string) => new TextDecoder().decode(entries[name]);
  const manifest = JSON.parse(textOf("manifest.json"));
  const receipt = readReceipt(filled.test.context, { number: receiptNumber });
  const receiptText = readReceiptText(receipt.text);

  expect(Object.keys(entries)).toEqual([
    "sound.wav",
    "transcript.vtt",
    "transcript.txt",
    "notes.json",
    "conversation.json",
    "conversation.txt",
    "manifest.json",
  ]);
  expect(Buffer.compare(entries["sound.wav"]!, readFileSync(fixturePath("speech.wav")))).toBe(0);
  const { segments } = readTranscript(filled.test.context, filled);
  expect(parseTranscript(entries["transcript.vtt"]!).segments.map(({ text }) => text)).toEqual(
    segments.map(({ text }) => text),
  );
  expect(JSON.parse(textOf("notes.json"))).toMatchObject([{ startMs: 0, text: noteText }]);
  expect(JSON.parse(textOf("conversation.json"))).toMatchObject({
    conversation: { title: "Tallen", heldOn: "2026-03-02" },
    permission: { number: 17, keptWhere: "Ärende 2026-1" },
  });
  expect(textOf("conversation.txt")).toContain("Samtycke nr: 17");
  expect(manifest.entries).toEqual(
    Object.entries(entries)
      .filter(([name]) => name !== "manifest.json")
      .map(([name, bytes]) => ({ name, sizeBytes: bytes.length, sha256: sha256(bytes) })),
  );
  expect(receiptText?.file).toMatchObject({ sizeBytes: zip.length, sha256: sha256(zip) });
  expect([receipt.isValid, receipt.canEraseHere, verifyCertificate(receipt)]).toEqual([true, true, true]);
  expect(receiptText).toMatchObject({ receivedBy: "Kommunarkivet", reference: "KA 2026/12" });
  expect(receipt.text).not.toContain("Tallen");
  expect(kept(filled)).toEqual(["sound", "transcript", "notes"]);
});

it("erasing here takes the typed name, ends the hold, and its certificates name every copy outside", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  copyOnPaper(test.context, {
    conversationId,
    choice: { transcript: true, noteIds: [], permission: false, access: false, language: "sv" },
  });
  setHold(test.context, { conversationId, reason: "document-request", days: 10 });
  const { receiptNumber } = await handOver(filled, path.join(temporaryFolder(), "samtal.zip"));
  const erase = (typedTitle: string) =>
    codeOf(() => eraseHandedOver(test.context, { conversationId, receiptNumber, typedTitle }));

  const mistyped = [await erase("Granen"), kept(filled)];
  const done = [await erase("tallen"), kept(filled)];
  const certificates = [1, 2, 3].map((number) => JSON.parse(readCertificate(test.context, { number }).text));

  expect(mistyped).toEqual(["consent.pseudonym-mismatch", ["sound", "transcript", "notes", "hold"]]);
  expect(done).toEqual(["done", []]);
  expect(
    certificates.map(({ category, rule, executedBy, copiesOutsideControl }) => ({
      category,
      rule,
      executedBy,
      copies: copiesOutsideControl.made.map(
        ({ kind, form }: { kind: string; form: string }) => `${kind} ${form}`,
      ),
    })),
  ).toEqual([
    { category: "sound", rule: "handed-over", executedBy: "vault-owner", copies: ["hand-over file"] },
    {
      category: "transcript",
      rule: "handed-over",
      executedBy: "vault-owner",
      copies: ["for-client paper", "hand-over file"],
    },
    { category: "notes", rule: "handed-over", executedBy: "vault-owner", copies: ["hand-over file"] },
  ]);
  expect(events(test).filter((event) => ["export", "hand-over", "hold-end"].includes(event))).toEqual([
    "export",
    "hand-over",
    "hand-over",
    "hold-end",
  ]);
  expect(listReceipts(test.context, { conversationId })).toMatchObject([
    { number: 1, isValid: true, canEraseHere: false },
  ]);
});

it("what was changed after the hand-over is not erased, nor with the receipt of another conversation", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  const { receiptNumber } = await handOver(filled, path.join(temporaryFolder(), "samtal.zip"));
  createNote(test.context, { conversationId, startMs: 0, endMs: 0, text: "Ett tillägg." });
  const erase = (number: number) =>
    codeOf(() =>
      eraseHandedOver(test.context, { conversationId, receiptNumber: number, typedTitle: "Tallen" }),
    );

  expect([await erase(receiptNumber), await erase(99), kept(filled)]).toEqual([
    "receipt.out-of-date",
    "receipt.not-found",
    ["sound", "transcript", "notes"],
  ]);
});

it("codings go with their schemes as the vault calls them, and a code that is called otherwise since is not handed over", async () => {
  const coded = await codedVault();
  const { test, conversationId } = coded;
  const { context } = test;
  const { id: _id, version: _version, ...content } = smallScheme;
  const own = saveScheme(context, { schemeId: null, content });
  const draft = { conversationId, coder: { kind: "owner" }, target: null, passes: 1 } as const;
  test.clock.run(1_000);
  createCoding(context, {
    ...draft,
    schemeId: own.schemeId,
    schemeVersion: own.version,
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
  });
  const call = (schemeId: SchemeId, partId: string, text: string) =>
    rewordScheme(context, { schemeId, words: [{ partId: partId as PartId, which: "sv", text }] });
  call(own.schemeId, "SR", "Speglar enkelt");
  const target = path.join(temporaryFolder(), "samtal.zip");

  const { receiptNumber: number } = await handOver(coded, target);
  const entries = unzipSync(new Uint8Array(readFileSync(target)));
  const read = (name: string) => JSON.parse(new TextDecoder().decode(entries[name]));
  const schemes: Scheme[] = read("schemes.json");
  const codings: Coding[] = read("codings.json");
  const partsOf = ({ schemeId, schemeVersion }: Coding) => {
    const scheme = schemes.find(({ id, version }) => id === schemeId && version === schemeVersion);
    return [...(scheme?.codes ?? []), ...(scheme?.items ?? [])].map(({ id }) => id as string);
  };
  const unknown = codings.flatMap((coding) =>
    [...coding.units.flatMap(({ codes }) => codes), ...Object.keys(coding.ratings)].filter(
      (id) => id !== notCoded && !partsOf(coding).includes(id),
    ),
  );
  const canErase = () => readReceipt(context, { number }).canEraseHere;
  const atFirst = canErase();
  call("oars" as SchemeId, "O", "Öppen");
  const afterAnother = canErase();
  call(own.schemeId, "SR", "Upprepar");

  expect(schemes.map(({ id, version }) => [id, version])).toEqual([
    ["miti-4.2.1", 1],
    [own.schemeId, 1],
  ]);
  expect(schemes[1]?.codes.find(({ id }) => id === "SR")?.labels).toEqual({ en: "SR", sv: "Speglar enkelt" });
  expect(unknown).toEqual([]);
  expect(new TextDecoder().decode(entries["conversation.txt"])).toContain("schemes.json");
  expect([atFirst, afterAnother, canErase()]).toEqual([true, true, false]);
});

it("what the text was before does not go along, and the archive is told; it is erased here with the text", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  const target = path.join(temporaryFolder(), "samtal.zip");
  const { version: baseVersion, segments } = readTranscript(test.context, { conversationId });
  const [before] = segments;
  if (before === undefined) throw new Error("the text has no line");
  const after = "Hej NN";
  saveVersion(test.context, { conversationId, name: "Innan vi klippte" });
  editTranscript(test.context, {
    conversationId,
    baseVersion,
    edits: [{ kind: "set-text", segmentId: before.id, before: before.text, after }],
  });

  const { receiptNumber } = await handOver(filled, target);
  const entries = unzipSync(new Uint8Array(readFileSync(target)));
  const texts = Object.entries(entries).map(([, bytes]) => new TextDecoder("latin1").decode(bytes));
  const bytesOf = (text: string) => Buffer.from(text).toString("latin1");
  eraseHandedOver(test.context, { conversationId, receiptNumber, typedTitle: "Tallen" });

  expect(texts.filter((text) => text.includes(bytesOf(before.text)))).toEqual([]);
  expect(texts.filter((text) => text.includes(bytesOf(after)))).toHaveLength(2);
  expect(new TextDecoder().decode(entries["conversation.txt"])).toContain("Tidigare versioner av texten");
  expect(listTranscriptVersions(test.context, { conversationId })).toEqual([]);
});

it("a cancelled export leaves nothing outside, no receipt and no copy", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  const folder = temporaryFolder();
  const exporting = codeOf(() => handOver(filled, path.join(folder, "samtal.zip")));
  cancelExport(test.context, { conversationId });

  expect(await exporting).toBe("copy.cancelled");
  expect([
    readdirSync(folder),
    listReceipts(test.context, { conversationId }),
    listCopies(test.context, { conversationId }),
  ]).toEqual([[], [], []]);
});

it("a file that is not what was written is found out before anything is promised", async () => {
  const filled = await filledVault();
  const folder = temporaryFolder();
  const { files } = filled.test.context;
  // A card that loses a byte of the sound on its way to the medium.
  const losing = {
    ...files,
    write: (descriptor: number, bytes: Uint8Array, position: number) =>
      files.write(
        descriptor,
        bytes.length > 10_000 ? bytes.with(5_000, (bytes[5_000] ?? 0) ^ 1) : bytes,
        position,
      ),
  };
  const test = { ...filled.test, context: { ...filled.test.context, files: losing } };

  expect(await codeOf(() => handOver({ ...filled, test }, path.join(folder, "samtal.zip")))).toBe(
    "copy.not-verified",
  );
  expect([readdirSync(folder), listReceipts(test.context, filled), kept(filled)]).toEqual([
    [],
    [],
    ["sound", "transcript", "notes"],
  ]);
});

it("a saved receipt is verified offline, and a changed one is not", async () => {
  const filled = await filledVault();
  const folder = temporaryFolder();
  const { context } = filled.test;
  const { receiptNumber } = await handOver(filled, path.join(folder, "samtal.zip"));
  saveReceipt(context, {
    number: receiptNumber,
    targetId: context.sources.offerTarget(path.join(folder, "kvittens.json")),
  });
  const saved = JSON.parse(readFileSync(path.join(folder, "kvittens.json"), "utf8"));

  expect(verifyCertificate(saved)).toBe(true);
  expect(verifyCertificate({ ...saved, text: saved.text.replace("KA 2026/12", "KA 2026/13") })).toBe(false);
});

it("a receipt is not saved where that cannot be logged", async () => {
  const filled = await filledVault();
  const folder = temporaryFolder();
  const { context, vault } = filled.test;
  const { receiptNumber: number } = await handOver(filled, path.join(folder, "samtal.zip"));
  const targetId = context.sources.offerTarget(path.join(folder, "kvittens.json"));
  vault.db.exec(
    "CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'full'); END",
  );

  expect(() => saveReceipt(context, { number, targetId })).toThrow("full");
  expect(readdirSync(folder)).toEqual(["samtal.zip"]);
});

it.each<FaultKind>(["crash", "ENOSPC", "EIO"])(
  "at a %s at any operation of the export nothing is erased, and what bears the name is whole",
  async (kind) => {
    const filled = await filledVault();
    let { test } = filled;
    const struckCodes = new Set<string>();
    for (let failAt = 1; ; failAt += 1) {
      const folder = temporaryFolder();
      const target = path.join(folder, "samtal.zip");
      const faulty = faultyFiles(test.context.files, { failAt, kind, forever: kind === "ENOSPC" });
      const failing = { ...test, context: { ...test.context, files: faulty.files } };
      const code = await codeOf(() => handOver({ ...filled, test: failing }, target));
      const receipts = listReceipts(test.context, filled).length;
      if (!faulty.struck()) {
        expect([code, receipts]).toEqual(["done", receipts]);
        break;
      }
      struckCodes.add(code);
      if (receipts > 0) expect(existsSync(target)).toBe(true);
      if (existsSync(target))
        expect(Object.keys(unzipSync(new Uint8Array(readFileSync(target))))).toHaveLength(7);
      test.vault.db.exec("DELETE FROM receipt; DELETE FROM outside_copy");
      if (kind === "crash") {
        test = await test.reopen();
        expect(readdirSync(folder).filter((name) => name !== "samtal.zip")).toEqual([]);
      }
      expect(kept({ ...filled, test })).toEqual(["sound", "transcript", "notes"]);
    }
    expect(struckCodes.size).toBeGreaterThan(0);
  },
  120_000,
);

it("the hold ends together with the intent to erase, or not at all", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  setHold(test.context, { conversationId, reason: "document-request", days: 30 });
  const { receiptNumber } = await handOver(filled, path.join(temporaryFolder(), "samtal.zip"));
  const erase = () => eraseHandedOver(test.context, { conversationId, receiptNumber, typedTitle: "Tallen" });
  test.vault.db.exec(
    "CREATE TEMP TRIGGER stop BEFORE INSERT ON erasure BEGIN SELECT RAISE(ABORT, 'stopped'); END",
  );
  expect(erase).toThrow("stopped");
  expect(kept(filled)).toEqual(["sound", "transcript", "notes", "hold"]);
  expect(events(test)).not.toContain("hold-end");
  test.vault.db.exec("DROP TRIGGER stop");
  erase();
  expect(kept(filled)).toEqual([]);
});

it("certificates name the backups that hold what was erased", async () => {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  await backUp(test.context, temporaryFolder(), { withSound: true });
  const { receiptNumber } = await handOver(filled, path.join(temporaryFolder(), "samtal.zip"));
  eraseHandedOver(test.context, { conversationId, receiptNumber, typedTitle: "Tallen" });

  const copiesIn = (number: number) =>
    JSON.parse(readCertificate(test.context, { number }).text).copiesOutsideControl.made.map(
      ({ kind }: { kind: string }) => kind,
    );
  expect({ sound: copiesIn(1).toSorted(), transcript: copiesIn(2).toSorted() }).toEqual({
    sound: ["backup", "hand-over"],
    transcript: ["backup", "hand-over"],
  });
});
