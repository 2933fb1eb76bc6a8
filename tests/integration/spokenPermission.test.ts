/** Spoken permission: its record, and the passage in which it is repeated, from marking to erasure. */
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { beginClientCopy, copyOnPaper, offerClientCopy } from "../../electron/services/clientCopy.ts";
import { createConsent, listConsents } from "../../electron/services/consents.ts";
import { discardConversation } from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { archiveSources, stateOf } from "../../electron/services/handOverContent.ts";
import { setHold } from "../../electron/services/hold.ts";
import { listPassages, markPassage, movePassage, removePassage } from "../../electron/services/passages.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { editTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { verifyErased } from "../../electron/services/verifyErased.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { findConsent } from "../../electron/vault/consentRepository.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { spokenPermission } from "../../electron/vault/migrations/0007-spoken-permission.ts";
import { listPassages as listRows, savePassage } from "../../electron/vault/passageRepository.ts";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import type { ConsentId, ConversationId, PassageId } from "../../shared/domain/ids.ts";
import { filledVault } from "../support/filledVault.ts";
import { spokenConsent } from "../support/spokenConsent.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { secretOf } from "../support/vaultHostForTest.ts";

const spoken = spokenConsent(testConsent);
const all = { transcript: true, noteIds: [], permission: true, access: false, language: "sv" } as const;
const passage = { startMs: 0, endMs: 3_000 };

function codeOf(act: () => unknown): string {
  try {
    act();
    return "done";
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

/** As taken in, nobody has said who speaks. */
function letClientSpeak({ context }: VaultForTest, conversationId: ConversationId): void {
  const { version, segments } = readTranscript(context, { conversationId });
  editTranscript(context, {
    conversationId,
    baseVersion: version,
    edits: segments.map(({ id, speaker }) => ({
      kind: "set-speaker",
      segmentId: id,
      before: speaker,
      after: "client",
    })),
  });
}

function auditOf({ vault }: VaultForTest, event: string) {
  const bodies = vault.db.prepare("SELECT body FROM audit ORDER BY sequence").pluck().all() as string[];
  return bodies.map((body) => JSON.parse(body)).filter((entry) => entry.event === event);
}

describe("the record of a spoken permission", () => {
  it("is kept word for word, and stays with the permission when it is withdrawn and the sound is gone", async () => {
    const { test, consent } = await filledVault(spoken);

    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen", wish: "erase" });

    expect(listConsents(test.context)).toMatchObject([
      { form: "spoken", wordingVersion: "sv-spoken-2", spoken: spoken.spoken, withdrawnAt: test.clock.now() },
    ]);
  });

  it("must be there, of the same day, and say what its version says", async () => {
    const test = await vaultForTest();
    const record = spoken.spoken;
    if (record === null) throw new Error("no record");
    const given = (part: Partial<ConsentDraft>) =>
      codeOf(() => createConsent(test.context, { ...spoken, ...part }));

    expect({
      without: given({ spoken: null }),
      otherDay: given({ spoken: { ...record, askedOn: "2026-02-28" } }),
      otherWords: given({
        spoken: {
          ...record,
          wording: { ...record.wording, readAloud: `${record.wording.readAloud} Eller?` },
        },
      }),
      otherPurpose: given({ purpose: "Att visa för chefen" }),
      otherVersion: given({ wordingVersion: "sv-1" }),
      unknownVersion: given({
        wordingVersion: "sv-spoken-0",
        spoken: { ...record, wording: { ...record.wording, version: "sv-spoken-0" } },
      }),
      written: given({ form: "written" }),
      asItIs: given({}),
    }).toEqual({
      without: "conversation.permission-incomplete",
      otherDay: "conversation.permission-incomplete",
      otherWords: "request.invalid",
      otherPurpose: "request.invalid",
      otherVersion: "request.invalid",
      unknownVersion: "request.invalid",
      written: "request.invalid",
      asItIs: "done",
    });
  });

  it("may have been asked in an older text, and says later what was said then", async () => {
    const older = spokenConsent(testConsent, "sv-spoken-1");
    const { test } = await filledVault(older);

    expect(listConsents(test.context)).toMatchObject([
      { wordingVersion: "sv-spoken-1", spoken: older.spoken },
    ]);
    expect(older.spoken?.wording.readAloud).toContain("första gången jag loggar in efter");
  });

  it("goes along in a copy for the client and to an archive", async () => {
    const { test, conversationId } = await filledVault(spoken);
    markPassage(test.context, { conversationId, ...passage });

    const copy = copyOnPaper(test.context, { conversationId, choice: { ...all, noteIds: [] } });
    const archive = Object.fromEntries(
      archiveSources(test.context, requireConversation(test.vault, conversationId), undefined).map(
        ({ name, sizeBytes, read }) => [name, new TextDecoder().decode(read(0, sizeBytes))],
      ),
    );
    const facts = JSON.parse(archive["conversation.json"] ?? "");

    expect(copy.permission?.spoken).toEqual(spoken.spoken);
    expect([facts.permission.spoken, facts.passages]).toEqual([
      spoken.spoken,
      [{ kind: "spoken-permission", ...passage }],
    ]);
    for (const text of ["Anna Berg", spoken.spoken?.wording.readAloud ?? "", "00:00:00.000 – 00:00:03.000"]) {
      expect(archive["conversation.txt"]).toContain(text);
    }
  });
});

describe("the passage in which it is repeated", () => {
  it("is marked, moved and taken away; each is logged, without where it is", async () => {
    const { test, conversationId } = await filledVault(spoken);
    test.events.length = 0;

    const { id } = markPassage(test.context, { conversationId, ...passage });
    movePassage(test.context, { passageId: id, startMs: 500, endMs: 8_000 });
    const moved = listPassages(test.context, { conversationId });
    removePassage(test.context, { passageId: id });

    expect(moved).toEqual([{ id, conversationId, kind: "spoken-permission", startMs: 500, endMs: 8_000 }]);
    expect(listPassages(test.context, { conversationId })).toEqual([]);
    expect(codeOf(() => removePassage(test.context, { passageId: id }))).toBe("passage.not-found");
    expect(auditOf(test, "passage").map(({ consentNumber, detail }) => [consentNumber, detail])).toEqual([
      [17, { deed: "marked" }],
      [17, { deed: "moved" }],
      [17, { deed: "removed" }],
    ]);
    expect(test.events).toEqual(
      Array.from({ length: 3 }, () => ({ name: "passages.changed", payload: { conversationId } })),
    );
  });

  it("lies within the sound of a spoken permission, and nothing is marked under a hold", async () => {
    const { test, conversationId } = await filledVault(spoken);
    const written = await filledVault();
    const { id } = markPassage(test.context, { conversationId, ...passage });
    const mark = (range: { startMs: number; endMs: number }) =>
      codeOf(() => markPassage(test.context, { conversationId, ...range }));
    const before = {
      empty: mark({ startMs: 10, endMs: 10 }),
      beyond: mark({ startMs: 0, endMs: 8_001 }),
      writtenPermission: codeOf(() =>
        markPassage(written.test.context, { conversationId: written.conversationId, ...passage }),
      ),
      rolePlay: codeOf(() => markPassage(test.context, { conversationId: test.rolePlay(), ...passage })),
    };
    setHold(test.context, { conversationId, reason: "complaint", days: 5 });

    expect({
      ...before,
      held: [
        mark(passage),
        codeOf(() => movePassage(test.context, { passageId: id, ...passage })),
        codeOf(() => removePassage(test.context, { passageId: id })),
      ],
    }).toEqual({
      empty: "request.invalid",
      beyond: "request.invalid",
      writtenPermission: "request.invalid",
      rolePlay: "request.invalid",
      held: ["conversation.on-hold", "conversation.on-hold", "conversation.on-hold"],
    });
  });

  it("is silent in a copy for the client, and so are the words in it", async () => {
    const { test, conversationId } = await filledVault(spoken);
    letClientSpeak(test, conversationId);
    const before = offerClientCopy(test.context, { conversationId });
    const { id } = markPassage(test.context, { conversationId, ...passage });
    const target = path.join(temporaryFolder(), "kopia.html");

    const { sound } = await beginClientCopy(test.context, {
      conversationId,
      choice: { ...all, noteIds: [] },
      sound: true,
      listenedThrough: true,
      targetId: test.context.sources.offerTarget(target),
      passphrase: secretOf("fyra små gröna äpplen"),
    });
    const { transcript } = copyOnPaper(test.context, { conversationId, choice: { ...all, noteIds: [] } });

    expect([
      before.sound?.mutesPermission,
      offerClientCopy(test.context, { conversationId }).sound,
    ]).toMatchObject([false, { mutesPermission: true, mutedPassages: 0 }]);
    expect(sound?.muted).toEqual([passage]);
    expect(
      transcript?.map(({ startMs, text, leftOut }) => [startMs < 3_000, text === null, leftOut]),
    ).toEqual(
      transcript?.map(({ startMs }) => (startMs < 3_000 ? [true, true, "permission"] : [false, false, null])),
    );
    expect(transcript?.some(({ leftOut }) => leftOut === "permission")).toBe(true);
    expect(listPassages(test.context, { conversationId }).map((one) => one.id)).toEqual([id]);
  });

  it("changes what was handed over, and changes nothing where there is none", async () => {
    const { test, conversationId } = await filledVault(spoken);
    const state = () => stateOf(test.vault, requireConversation(test.vault, conversationId));
    const before = state();
    const { id } = markPassage(test.context, { conversationId, ...passage });
    const marked = state();
    removePassage(test.context, { passageId: id });

    expect([Buffer.compare(before, marked) === 0, state()]).toEqual([false, before]);
  });

  it("goes with the sound, and its erasure is not certified while it is there", async () => {
    const { test, conversationId } = await filledVault(spoken);
    markPassage(test.context, { conversationId, ...passage });

    eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "Tallen" });
    const left = listRows(test.vault.db, conversationId);
    const database = { writeAheadLogEmpty: true, canariesLookedFor: 0, canariesFound: 0 };
    const check = () =>
      verifyErased(test.context, { conversationId, category: "sound" }, database).rowsAbsent;
    const isPassed = check();
    savePassage(test.vault.db, {
      ...passage,
      id: "00000000-0000-4000-8000-000000000001" as PassageId,
      conversationId,
      kind: "spoken-permission",
    });

    expect([left, isPassed, check()]).toEqual([[], true, false]);
    expect(codeOf(() => markPassage(test.context, { conversationId, ...passage }))).toBe("media.erased");
  });

  it("does not keep a conversation without content from being taken out", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    savePassage(test.vault.db, {
      ...passage,
      id: "00000000-0000-4000-8000-000000000001" as PassageId,
      conversationId,
      kind: "spoken-permission",
    });

    expect(codeOf(() => discardConversation(test.context, { conversationId }))).toBe("done");
  });
});

it("a vault from before opens with its spoken permissions, which have no record, and takes passages from then on", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(spokenPermission));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  db.exec(`INSERT INTO consent (id, number, pseudonym, purpose, audience, form, wording_version, given_on, last_on,
                                others, kept_where, created_at)
           VALUES ('a', 17, 'Tallen', 'p', 'a', 'spoken', 'sv-1', '2026-03-01', '2026-06-30', '[]', 'k', 1);
           INSERT INTO conversation (id, kind, consent_id, occasion, held_on, created_at, zone)
           VALUES ('c', 'client', 'a', '', '2026-03-02', 1, 'Europe/Stockholm');`);

  migrate(db, [...before, spokenPermission]);
  const marked = {
    ...passage,
    id: "p" as PassageId,
    conversationId: "c" as ConversationId,
    kind: "spoken-permission",
  } as const;
  savePassage(db, marked);

  expect([findConsent(db, "a" as ConsentId), listRows(db, marked.conversationId)]).toMatchObject([
    { form: "spoken", wordingVersion: "sv-1", spoken: null },
    [marked],
  ]);
});
