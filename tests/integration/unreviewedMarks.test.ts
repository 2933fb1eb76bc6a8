/** Nothing that a machine wrote leaves Lyhörd unmarked before somebody has listened. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { clientCopyDocument } from "../../electron/services/clientCopyContent.ts";
import { exportTranscript, transcriptOnPaper } from "../../electron/services/exportTranscript.ts";
import { archiveSources } from "../../electron/services/handOverContent.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { exportEndings, exportFormats } from "../../shared/domain/transcriptExport.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";

const root = path.join(import.meta.dirname, "../..");
const mark = "[inte genomlyssnat]";
const wanted = { withSpeakers: true, withTimes: true } as const;

/** Four rows that a machine wrote; somebody has listened to the first. */
async function halfHeard() {
  const test = await vaultForTest();
  const conversationId = test.rolePlay();
  const sourceId = test.offer("talk.vtt");
  importTranscript(test.context, {
    conversationId,
    sourceId,
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    isMachineMade: true,
    replace: false,
  });
  const { version, segments } = readTranscript(test.context, { conversationId });
  const [first] = segments;
  if (first === undefined) throw new Error("nothing was brought in");
  const edits = [{ kind: "set-reviewed", segmentId: first.id, before: false, after: true }] as const;
  editTranscript(test.context, { conversationId, baseVersion: version, edits: [...edits] });
  return { test, conversationId, conversation: requireConversation(test.vault, conversationId) };
}

const marksIn = (text: string) => text.split(mark).length - 1;

it.each(exportFormats)("an export as %s marks each line that nobody has listened to", async (format) => {
  const { test, conversationId } = await halfHeard();
  const file = path.join(temporaryFolder(), `text${exportEndings[format]}`);
  const targetId = test.context.sources.offerTarget(file);
  await exportTranscript(test.context, { conversationId, format, targetId, ...wanted });

  const bytes = readFileSync(file);
  const isPacked = bytes.subarray(0, 2).toString() === "PK";
  const text = isPacked
    ? Object.values(unzipSync(bytes))
        .map((part) => strFromU8(part))
        .join("\n")
    : new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
  expect(marksIn(text)).toBeGreaterThanOrEqual(3);
});

it("the sheet to print, the client's copy and the archive say it at the top too", async () => {
  const { test, conversationId, conversation } = await halfHeard();
  const sheet = transcriptOnPaper(test.context, { conversationId, form: "paper", ...wanted });
  const choice = {
    language: "sv",
    sound: false,
    transcript: true,
    noteIds: [],
    permission: false,
    access: false,
  } as const;
  const copy = clientCopyDocument(test.vault, conversation, { ...choice, noteIds: [] }, false);
  const archive = archiveSources(test.context, conversation, undefined)
    .filter(({ name }) => name.startsWith("transcript."))
    .map(({ sizeBytes, read }) => new TextDecoder().decode(read(0, sizeBytes)));

  expect([
    [sheet.notice, ...sheet.lines.map(({ text }) => text)].map((line) => line?.includes(mark)),
    [copy.notice, ...(copy.transcript ?? []).map(({ text }) => text)].map((line) => line?.includes(mark)),
    archive.map(marksIn),
  ]).toEqual([
    [true, false, true, true, true],
    [true, false, true, true, true],
    [4, 4],
  ]);
});

/** Services that read lines and give none of them out as something to keep; a new one has to be thought about. */
const staysInside = [
  // Listened to together, on this screen, with the marks.
  "clientCopy.ts",
  // Coded line by line; a coding itself has no words.
  "codedFiles.ts",
  "codings.ts",
  // Where codes stand, and no words.
  "codingsInRefi.ts",
  "deidentify.ts",
  "keepVersion.ts",
  // Counts, and keeps no words.
  "practiceFigures.ts",
  "thumbnail.ts",
  "transcriptVersions.ts",
  "transcripts.ts",
];

it("whatever reads the lines of a text either keeps them inside or prepares them as all that leaves is prepared", () => {
  const readers = globSync("electron/services/*.ts", { cwd: root })
    .map((file) => ({ name: path.basename(file), source: readFileSync(path.join(root, file), "utf8") }))
    .filter(({ source }) => /\b(?:listSegments|readVersionLines)\(/.test(source));
  const forgetful = readers
    .filter(({ name, source }) => !staysInside.includes(name) && !source.includes("printable("))
    .map(({ name }) => name);
  expect([forgetful, staysInside.filter((name) => !readers.some((reader) => reader.name === name))]).toEqual([
    [],
    [],
  ]);
});
