/** De-identifying: decisions kept apart from the text, silence in shares, the state, forgetting, and erasure. */
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { copyOnPaper, offerClientCopy } from "../../electron/services/clientCopy.ts";
import { mutedPassages } from "../../electron/services/clientCopyContent.ts";
import {
  confirmDeidentified,
  forgetOriginals,
  leaveWord,
  readDecisions,
  replaceWord,
  undecideWord,
} from "../../electron/services/deidentify.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { archiveSources, stateOf } from "../../electron/services/handOverContent.ts";
import { setHold } from "../../electron/services/hold.ts";
import { movePassage, removePassage } from "../../electron/services/passages.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { listDecidedWords } from "../../electron/vault/identifyingWordRepository.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { deidentification } from "../../electron/vault/migrations/0015-deidentification.ts";
import { listPassages } from "../../electron/vault/passageRepository.ts";
import type { Edit } from "../../shared/domain/edit.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import { filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const passage = { startMs: 1_000, endMs: 1_900 };
const choice = { transcript: true, noteIds: [], permission: false, access: false, language: "sv" } as const;

function codeOf(act: () => unknown): string {
  try {
    act();
    return "done";
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

function firstRow({ context }: VaultForTest, conversationId: ConversationId) {
  const { version, segments } = readTranscript(context, { conversationId });
  const [first] = segments;
  if (first === undefined) throw new Error("no rows");
  return { version, first };
}

function write(test: VaultForTest, conversationId: ConversationId, after: string): SegmentId {
  const { version, first } = firstRow(test, conversationId);
  const edit: Edit = { kind: "set-text", segmentId: first.id, before: first.text, after };
  editTranscript(test.context, { conversationId, baseVersion: version, edits: [edit] });
  return first.id;
}

function replaceAnna(test: VaultForTest, conversationId: ConversationId, segmentId: SegmentId): void {
  replaceWord(test.context, {
    conversationId,
    original: "Anna",
    kind: "name",
    replacement: "[dotter]",
    places: [{ segmentId, field: "text", startIndex: 0, original: "Anna", passage }],
  });
}

function stateIn({ vault }: VaultForTest, conversationId: ConversationId) {
  const { deidentified, deidentifiedAt } = requireConversation(vault, conversationId);
  return { deidentified, deidentifiedAt };
}

describe("a word that is replaced", () => {
  it("is kept apart from the text, once however it is written, with where it is said", async () => {
    const { test, conversationId } = await filledVault();
    const segmentId = write(test, conversationId, "[dotter] och [dotter]s bil");

    replaceAnna(test, conversationId, segmentId);
    replaceWord(test.context, {
      conversationId,
      original: "ANNA",
      kind: "name",
      replacement: "[dotter]",
      places: [{ segmentId, field: "text", startIndex: 13, original: "ANNA", passage: null }],
    });

    const [marked] = listPassages(test.vault.db, conversationId);
    expect(marked).toMatchObject({ kind: "identifying", ...passage });
    expect(readDecisions(test.context, { conversationId })).toMatchObject({
      words: [
        {
          original: "Anna",
          replacement: "[dotter]",
          isLeft: false,
          places: [
            { segmentId, startIndex: 0, original: "Anna", passageId: marked?.id },
            { segmentId, startIndex: 13, original: "ANNA", passageId: null },
          ],
        },
      ],
    });
  });

  it("is silent in a client's copy, whose text says what stands instead", async () => {
    const { test, conversationId } = await filledVault();
    const before = offerClientCopy(test.context, { conversationId }).sound;
    const segmentId = write(test, conversationId, "[dotter] sa nej.");
    const { version, segments } = readTranscript(test.context, { conversationId });
    editTranscript(test.context, {
      conversationId,
      baseVersion: version,
      edits: segments.map(({ id, speaker }) => ({
        kind: "set-speaker",
        segmentId: id,
        before: speaker,
        after: "client",
      })),
    });

    replaceAnna(test, conversationId, segmentId);

    const after = offerClientCopy(test.context, { conversationId }).sound;
    expect([before?.mutesWords, after]).toMatchObject([false, { mutesWords: true, mutesPermission: false }]);
    expect(mutedPassages(test.vault, requireConversation(test.vault, conversationId))).toEqual([passage]);
    const { transcript } = copyOnPaper(test.context, { conversationId, choice: { ...choice, noteIds: [] } });
    expect(transcript?.[0]).toMatchObject({ text: "[dotter] sa nej.", leftOut: null });
  });

  it("is heard again once the decision is taken back; its place is moved, but not removed, by itself", async () => {
    const { test, conversationId } = await filledVault();
    replaceAnna(test, conversationId, firstRow(test, conversationId).first.id);
    const [marked] = listPassages(test.vault.db, conversationId);
    const [word] = readDecisions(test.context, { conversationId }).words;
    if (marked === undefined || word === undefined) throw new Error("nothing was kept");

    movePassage(test.context, { passageId: marked.id, startMs: 900, endMs: 2_000 });
    const refused = codeOf(() => removePassage(test.context, { passageId: marked.id }));
    const moved = listPassages(test.vault.db, conversationId);
    undecideWord(test.context, { conversationId, wordId: word.id });

    expect([refused, moved, listPassages(test.vault.db, conversationId)]).toMatchObject([
      "request.invalid",
      [{ id: marked.id, startMs: 900, endMs: 2_000 }],
      [],
    ]);
    expect(readDecisions(test.context, { conversationId }).words).toEqual([]);
  });

  it("goes to an archive with what stands there, and counts as a change of what was handed over", async () => {
    const { test, conversationId } = await filledVault();
    const conversation = requireConversation(test.vault, conversationId);
    const before = stateOf(test.vault, conversation);

    leaveWord(test.context, { conversationId, original: "Örebro", kind: "place" });

    expect(stateOf(test.vault, conversation)).not.toEqual(before);
    replaceAnna(test, conversationId, firstRow(test, conversationId).first.id);
    const names = archiveSources(test.context, conversation, undefined).map(({ name }) => name);
    expect(names).toContain("replaced-words.json");
  });
});

describe("a transcript that was gone through", () => {
  it("says so until words come in, and then that it must be gone through again", async () => {
    const { test, conversationId } = await filledVault();
    const first = stateIn(test, conversationId);
    const { version, first: row } = firstRow(test, conversationId);

    const outdated = codeOf(() =>
      confirmDeidentified(test.context, { conversationId, baseVersion: version - 1 }),
    );
    confirmDeidentified(test.context, { conversationId, baseVersion: version });
    const confirmed = stateIn(test, conversationId);
    editTranscript(test.context, {
      conversationId,
      baseVersion: version,
      edits: [{ kind: "set-speaker", segmentId: row.id, before: row.speaker, after: "client" }],
    });
    const spokenByAnother = stateIn(test, conversationId);
    write(test, conversationId, `${row.text} Xanthippe`);

    const done = { deidentified: "done", deidentifiedAt: test.clock.now() };
    expect([first, outdated, confirmed, spokenByAnother, stateIn(test, conversationId)]).toEqual([
      { deidentified: "no", deidentifiedAt: null },
      "transcript.out-of-date",
      done,
      done,
      { deidentified: "again", deidentifiedAt: null },
    ]);
    const logged = test.vault.db.prepare("SELECT body FROM audit").pluck().all() as string[];
    expect(
      logged.map((body) => JSON.parse(body)).filter(({ event }) => event === "deidentify"),
    ).toMatchObject([{ detail: { deed: "confirmed" } }]);
  });

  it("begins anew when another file takes its place, and keeps nothing of the words it had", async () => {
    const { test, conversationId } = await filledVault();
    replaceAnna(test, conversationId, firstRow(test, conversationId).first.id);
    const { version } = firstRow(test, conversationId);
    confirmDeidentified(test.context, { conversationId, baseVersion: version });

    await importTranscript(test.context, {
      conversationId,
      sourceId: test.offer("talk.vtt"),
      speakers: [],
      replace: true,
    });

    expect(stateIn(test, conversationId).deidentified).toBe("again");
    expect(readDecisions(test.context, { conversationId }).words).toEqual([]);
    // Nothing that was silent is heard by that.
    expect(listPassages(test.vault.db, conversationId)).toHaveLength(1);
  });

  it("knows the names of those who take part", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();

    expect(readDecisions(test.context, { conversationId }).knownNames).toEqual(["Anna"]);
  });
});

describe("forgetting what the words were", () => {
  it("keeps the text, the silence and what was left as it is; all else is gone", async () => {
    const { test, conversationId } = await filledVault();
    const segmentId = write(test, conversationId, "[dotter] bor i Örebro.");
    replaceAnna(test, conversationId, segmentId);
    leaveWord(test.context, { conversationId, original: "Örebro", kind: "place" });
    leaveWord(test.context, { conversationId, original: "Askersund", kind: "place" });

    forgetOriginals(test.context, { conversationId });

    expect(readDecisions(test.context, { conversationId }).words).toMatchObject([
      { original: "Örebro", isLeft: true, replacement: null, places: [] },
    ]);
    expect(firstRow(test, conversationId).first.text).toBe("[dotter] bor i Örebro.");
    expect(listPassages(test.vault.db, conversationId)).toMatchObject([passage]);
  });
});

describe("a hold, and another transcript", () => {
  it("forbid all of it", async () => {
    const { test, conversationId } = await filledVault();
    const { version, first } = firstRow(test, conversationId);
    const other = test.rolePlay();
    const foreign = codeOf(() => replaceAnna(test, other, first.id));
    setHold(test.context, { conversationId, reason: "access-request", days: 10 });

    expect({
      foreign,
      replace: codeOf(() => replaceAnna(test, conversationId, first.id)),
      leave: codeOf(() => leaveWord(test.context, { conversationId, original: "Anna", kind: "name" })),
      confirm: codeOf(() => confirmDeidentified(test.context, { conversationId, baseVersion: version })),
      forget: codeOf(() => forgetOriginals(test.context, { conversationId })),
    }).toEqual({
      foreign: "request.invalid",
      replace: "conversation.on-hold",
      leave: "conversation.on-hold",
      confirm: "conversation.on-hold",
      forget: "conversation.on-hold",
    });
  });
});

describe("erasing", () => {
  it("the transcript takes the decisions along, and the certificate looks for them", async () => {
    const { test, conversationId } = await filledVault();
    replaceAnna(test, conversationId, firstRow(test, conversationId).first.id);

    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Tallen" });

    expect(listDecidedWords(test.vault.db, conversationId)).toEqual([]);
    expect(test.vault.db.prepare("SELECT count(*) FROM replaced_place").pluck().get()).toBe(0);
    // The sound is still there: where the word is said stays silent.
    expect(listPassages(test.vault.db, conversationId)).toHaveLength(1);
    expect(codeOf(() => replaceAnna(test, conversationId, crypto.randomUUID() as SegmentId))).toBe(
      "transcript.erased",
    );
  });

  it("takes what is left of the decisions where every line was removed by hand", async () => {
    const { test, conversationId } = await filledVault();
    replaceAnna(test, conversationId, firstRow(test, conversationId).first.id);
    const { version, segments } = readTranscript(test.context, { conversationId });
    editTranscript(test.context, {
      conversationId,
      baseVersion: version,
      edits: segments.map((segment) => ({ kind: "remove-segment", segment })),
    });

    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Tallen" });

    expect(listDecidedWords(test.vault.db, conversationId)).toEqual([]);
  });
});

it("nothing of an older vault counts as gone through; decisions can be kept from then on", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(deidentification));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  const conversationId = "11111111-2222-4333-8444-555555555555" as ConversationId;
  db.prepare(
    `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone, transcript_version)
     VALUES (?, 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm', 4)`,
  ).run(conversationId);

  migrate(db, [...before, deidentification]);

  expect([
    db.prepare("SELECT deidentified_at, deidentified_version, words_version FROM conversation").get(),
    listDecidedWords(db, conversationId),
  ]).toEqual([{ deidentified_at: null, deidentified_version: null, words_version: 0 }, []]);
});
