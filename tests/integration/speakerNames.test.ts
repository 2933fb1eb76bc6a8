import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { clientCopyDocument, clientCopyOffer } from "../../electron/services/clientCopyContent.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { archiveSources, stateOf } from "../../electron/services/handOverContent.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { closeForRows, openForRows } from "../../electron/services/openAudio.ts";
import { editTranscript, nameSpeakers, readTranscript } from "../../electron/services/transcripts.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import { listSpeakerNames } from "../../electron/vault/speakerNameRepository.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";

/** Names that stand nowhere else. */
const client = "kvinnan i hörnhuset";
const interpreter = "tolken från Bergslagen";

/** A text whose client is called so, and whose first line is the interpreter's. */
async function named(): Promise<FilledVault & { readonly version: number }> {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  const { segments, version } = readTranscript(test.context, { conversationId });
  const [first] = segments;
  if (first === undefined) throw new Error("no line");
  const edited = editTranscript(test.context, {
    conversationId,
    baseVersion: version,
    edits: [
      { kind: "set-speaker", segmentId: first.id, before: first.speaker, after: "practitioner" },
      { kind: "set-speaker-name", segmentId: first.id, before: null, after: interpreter },
      ...segments
        .slice(1)
        .map(
          ({ id, speaker }) =>
            ({ kind: "set-speaker", segmentId: id, before: speaker, after: "client" }) as const,
        ),
    ],
  });
  test.events.length = 0;
  expect(nameSpeakers(test.context, { conversationId, names: { client } })).toEqual({
    version: edited.version + 1,
  });
  return { ...filled, version: edited.version + 1 };
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
    return "done";
  } catch (error) {
    return error instanceof Failure ? error.code : "defect";
  }
}

async function namesInBytes({ test: { vault } }: FilledVault): Promise<string[]> {
  const bytes = decryptedBytes(databasePath(vault.folder, 1), await databaseKeyForTest(vault));
  return [client, interpreter].filter((name) => bytes.includes(Buffer.from(name)));
}

it("what a role is called is read with the text, is a new version of it, and tells the page", async () => {
  const { test, conversationId, version } = await named();
  const { names, version: read } = readTranscript(test.context, { conversationId });
  expect([names, read]).toEqual([{ client }, version]);
  expect(test.events.map(({ name }) => name)).toEqual([
    "transcript.changed",
    "conversation.changed",
    "library.changed",
  ]);
});

it("names are gone with the text, from rows and bytes, and stay when only the sound goes", async () => {
  const filled = await named();
  const { test, conversationId } = filled;
  eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "Tallen" });
  const kept = [await namesInBytes(filled), listSpeakerNames(test.vault.db, conversationId)];
  eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Tallen" });
  const gone = [await namesInBytes(filled), listSpeakerNames(test.vault.db, conversationId)];
  expect([kept, gone]).toEqual([
    [[client, interpreter], { client }],
    [[], {}],
  ]);
  expect(codeOf(() => nameSpeakers(test.context, { conversationId, names: { client } }))).toBe(
    "transcript.erased",
  );
});

it("names whose lines were all taken out are still a text to be erased", async () => {
  const { test, conversationId, version } = await named();
  const { segments } = readTranscript(test.context, { conversationId });
  editTranscript(test.context, {
    conversationId,
    baseVersion: version,
    edits: segments.map((segment) => ({ kind: "remove-segment", segment }) as const),
  });
  expect(findRetained(test.vault.db, conversationId)?.present).toContain("transcript");
  expect(codeOf(() => nameSpeakers(test.context, { conversationId, names: { other: "tolken" } }))).toBe(
    "request.invalid",
  );
  eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Tallen" });
  expect(listSpeakerNames(test.vault.db, conversationId)).toEqual({});
});

it("under a hold nobody is renamed, and no rows are prepared", async () => {
  const { test, conversationId } = await named();
  setHold(test.context, { conversationId, reason: "access-request", days: 5 });
  const deeds = [
    () => nameSpeakers(test.context, { conversationId, names: {} }),
    () => closeForRows(test.context, openForRows(test.context, { conversationId })),
  ];
  const held = deeds.map(codeOf);
  endHold(test.context, { conversationId });
  expect([held, deeds.map(codeOf)]).toEqual([
    ["conversation.on-hold", "conversation.on-hold"],
    ["done", "done"],
  ]);
});

it("rows that nobody has written in go into no archive and no copy, and nobody counts as listened to in them", async () => {
  const { test, conversationId, version } = await named();
  const { segments } = readTranscript(test.context, { conversationId });
  const conversation = () => readConversation(test.context, { conversationId });
  const choice = { transcript: true, permission: false, access: false, noteIds: [], language: "sv" as const };
  const given = () => ({
    archive: archiveSources(test.context, conversation(), undefined).map(({ name, sizeBytes }) =>
      name.startsWith("transcript") ? [name, sizeBytes] : name,
    ),
    copy: clientCopyDocument(test.vault, conversation(), choice, false).transcript,
    offer: clientCopyOffer(test.vault, conversation()),
    transcribedMs: conversation().transcribedMs,
  });
  const before = given();
  const startMs = segments.at(-1)?.endMs ?? 0;
  const blank = {
    id: randomUUID() as SegmentId,
    startMs,
    endMs: startMs + 60_000,
    speaker: "client",
    text: "",
  } as const;
  editTranscript(test.context, {
    conversationId,
    baseVersion: version,
    edits: [{ kind: "insert-segment", segment: blank }],
  });
  expect(given()).toEqual(before);
});

it("the archive and the client's copy call them so, except those whose words are left out", async () => {
  const { test, conversationId } = await named();
  const before = stateOf(test.vault, readConversation(test.context, { conversationId }));
  nameSpeakers(test.context, { conversationId, names: { client, other: "grannen" } });
  const conversation = readConversation(test.context, { conversationId });
  const text = archiveSources(test.context, conversation, undefined)
    .filter(({ name }) => name === "transcript.txt")
    .map(({ read, sizeBytes }) => new TextDecoder().decode(read(0, sizeBytes)))
    .join("");
  const choice = { transcript: true, permission: false, access: false, noteIds: [], language: "sv" } as const;
  const copy = clientCopyDocument(test.vault, conversation, { ...choice, noteIds: [] }, false);
  expect(text).toContain(`${interpreter}: `);
  expect(text).toContain(`${client}: `);
  expect(copy.speakers).toEqual({ practitioner: "rådgivare", client, other: "annan person" });
  expect(copy.transcript?.[0]).toMatchObject({ speaker: "practitioner", name: interpreter });
  expect(stateOf(test.vault, conversation)).not.toEqual(before);
});
