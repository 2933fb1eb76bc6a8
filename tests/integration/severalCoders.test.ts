/** Several coders in one vault: apart until done, then together; and what came with a package goes with it. */
import { describe, expect, it } from "vitest";
import { listAudit } from "../../electron/services/auditEvents.ts";
import {
  changeCoding,
  createCoding,
  finishCoding,
  hearSample,
  listCodings,
  readCoding,
  removeCoding,
  reopenCoding,
  updateCoding,
} from "../../electron/services/codings.ts";
import { createConsensus, readOverview } from "../../electron/services/comparedCodings.ts";
import { updateConversation } from "../../electron/services/conversations.ts";
import { setHold } from "../../electron/services/hold.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { importTranscript } from "../../electron/services/transcripts.ts";
import { findCoding, insertCoding } from "../../electron/vault/codingRepository.ts";
import type { CodingChange, OneCoder } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs, testStart } from "../support/vaultHostForTest.ts";

const owner: OneCoder = { kind: "owner" };
const anna: OneCoder = { kind: "colleague", name: "Anna" };

/** So long that globals are rated, in ms. */
const sampleMs = 300_000;

/** A coding of what has been heard to its end. */
function begin(
  { context, vault }: VaultForTest,
  conversationId: ConversationId,
  coder: OneCoder,
  startMs = 0,
): CodingId {
  const { codingId } = createCoding(context, {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder,
    sample: { drawn: "whole", startMs, endMs: sampleMs },
    target: "Röra på sig oftare",
    passes: 1,
  });
  // The talk has no sound here.
  vault.db.prepare("UPDATE coding SET is_from_sound = 1 WHERE id = ?").run(codingId);
  hearSample(context, { codingId, heard: [{ startMs, endMs: sampleMs }] });
  return codingId;
}

/** A role play with two lines of each. */
async function codable() {
  const test = await vaultForTest();
  return { test, conversationId: await addTalk(test) };
}

async function addTalk(test: VaultForTest): Promise<ConversationId> {
  const conversationId = test.rolePlay();
  updateConversation(test.context, { conversationId, ownPractice: true });
  await importTranscript(test.context, {
    conversationId,
    sourceId: test.offer("talk.vtt"),
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    replace: false,
  });
  return conversationId;
}

/** Codes the practitioner's two lines, rates the globals, and finishes. */
function code(
  { context }: VaultForTest,
  codingId: CodingId,
  codes: readonly [string, string],
  empathy = 4,
): void {
  const { units, version } = readCoding(context, { codingId });
  const lines = units.filter(({ speaker }) => speaker === "practitioner");
  const coded = lines.map(
    (before, index): CodingChange => ({
      kind: "unit",
      before,
      after: { ...before, codes: [codes[index] ?? "NC"] },
    }),
  );
  const rated = (itemId: string, value: number): CodingChange => ({
    kind: "rating",
    itemId,
    before: null,
    after: { value, evidenceMs: [] },
  });
  const changes = [...coded, rated("empathy", empathy), rated("partnership", 3)];
  changeCoding(context, { codingId, baseVersion: version, changes });
  finishCoding(context, { codingId });
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return "done";
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

describe("until all coders have finished", () => {
  it("a finished coding tells nobody what was heard, and the one that goes on is open", async () => {
    const { test, conversationId } = await codable();
    const { context } = test;
    const mine = begin(test, conversationId, owner);
    code(test, mine, ["Q", "SR"]);
    updateCoding(context, { codingId: mine, reflection: { before: "Jag hörde två frågor.", after: "" } });
    const hers = begin(test, conversationId, anna);
    const attempts = {
      read: codeOf(() => readCoding(context, { codingId: mine })),
      reopen: codeOf(() => reopenCoding(context, { codingId: mine })),
      consensus: codeOf(() => createConsensus(context, { of: [mine, hers] })),
      overview: codeOf(() => readOverview(context, { codingIds: [hers, mine] })),
      hers: codeOf(() => readCoding(context, { codingId: hers })),
      listed: listCodings(context, { conversationId }).map(({ id, reflection }) => [id, reflection]),
    };
    expect(attempts).toEqual({
      read: "coding.blind",
      reopen: "coding.blind",
      consensus: "coding.blind",
      overview: "coding.blind",
      hers: "done",
      listed: expect.arrayContaining([
        [hers, null],
        [mine, null],
      ]),
    });
    finishCoding(context, { codingId: hers });
    expect(readCoding(context, { codingId: mine }).reflection?.before).toBe("Jag hörde två frågor.");
  });

  it("the one who finishes first can finish, and enters their practice", async () => {
    const { test, conversationId } = await codable();
    const [mine, hers] = [begin(test, conversationId, owner), begin(test, conversationId, anna)];
    code(test, mine, ["Q", "SR"]);
    expect(codeOf(() => readCoding(test.context, { codingId: mine }))).toBe("coding.blind");
    code(test, hers, ["Q", "CR"]);
    expect([codeOf(() => readCoding(test.context, { codingId: mine })), practiceRows(test)]).toEqual([
      "done",
      [mine],
    ]);
  });

  it("it opens when the other is removed, and can itself be removed", async () => {
    const { test, conversationId } = await codable();
    const { context } = test;
    const mine = begin(test, conversationId, owner);
    code(test, mine, ["Q", "SR"]);
    const hers = begin(test, conversationId, anna);
    removeCoding(context, { codingId: hers });
    expect(codeOf(() => readCoding(context, { codingId: mine }))).toBe("done");
    begin(test, conversationId, anna);
    expect(codeOf(() => removeCoding(context, { codingId: mine }))).toBe("done");
  });
});

describe("a consensus", () => {
  it("begins with what all heard alike, is found again; only one's own coding enters one's practice", async () => {
    const { test, conversationId } = await codable();
    const { context } = test;
    const mine = begin(test, conversationId, owner);
    code(test, mine, ["Q", "SR"]);
    const hers = begin(test, conversationId, anna);
    code(test, hers, ["Q", "CR"], 2);
    const { codingId } = createConsensus(context, { of: [mine, hers] });
    const consensus = readCoding(context, { codingId });
    expect({
      again: createConsensus(context, { of: [hers, mine] }).codingId,
      coder: consensus.coder,
      codes: consensus.units.map(({ speaker, codes }) => [speaker, codes.join()]),
      ratings: consensus.ratings,
      finishedAt: consensus.finishedAt,
      sample: consensus.sample,
    }).toEqual({
      again: codingId,
      coder: { kind: "consensus", of: [mine, hers] },
      codes: [
        ["practitioner", "Q"],
        ["client", ""],
        ["practitioner", ""],
        ["client", ""],
      ],
      ratings: { partnership: { value: 3, evidenceMs: [] } },
      finishedAt: null,
      sample: { drawn: "whole", startMs: 0, endMs: sampleMs },
    });
    finishCoding(context, { codingId });
    expect(practiceRows(test)).toEqual([mine]);
  });

  it.each<[string, (test: VaultForTest, conversationId: ConversationId) => readonly CodingId[]]>([
    [
      "one coder's two codings",
      (test, conversationId) => [
        finished(test, conversationId, owner),
        finished(test, conversationId, owner),
      ],
    ],
    [
      "a coding that is not finished",
      (test, conversationId) => [begin(test, conversationId, owner), begin(test, conversationId, anna)],
    ],
  ])("is not made of %s", async (_, codings) => {
    const { test, conversationId } = await codable();
    const of = [...codings(test, conversationId)];
    expect(codeOf(() => createConsensus(test.context, { of }))).toBe("coding.not-comparable");
  });

  it("is not begun under a hold", async () => {
    const { test, conversationId } = await codable();
    const of = [finished(test, conversationId, owner), finished(test, conversationId, anna)];
    setHold(test.context, { conversationId, reason: "complaint", days: 10 });
    expect(codeOf(() => createConsensus(test.context, { of }))).toBe("conversation.on-hold");
  });
});

it("agreement over conversations is worked out from the fifth on that all of them have coded", async () => {
  const { test, conversationId } = await codable();
  const ids = [conversationId];
  while (ids.length < 5) ids.push(await addTalk(test));
  const empathies = [
    [1, 1],
    [2, 3],
    [3, 3],
    [4, 4],
    [5, 5],
  ] as const;
  const before = readTogether(0, 4);
  const after = readTogether(4, 5);
  expect([before.conversations, before.parts, after.conversations]).toEqual([4, [], 5]);
  // Between conversations 4.6, between coders 0.1, what is left 0.1.
  const empathy = after.parts.find(({ id }) => id === "empathy");
  expect(empathy).toEqual({ kind: "item", id: "empathy", n: 5, icc: expect.closeTo(4.5 / 4.7, 9) });
  expect(after.parts.find(({ id }) => id === "technical")).toMatchObject({ n: 0, icc: null });

  function readTogether(from: number, until: number) {
    const pairs = ids.slice(from, until).map((id, index) => {
      const [mine, hers] = empathies[from + index] ?? [3, 3];
      return [finished(test, id, owner, mine), finished(test, id, anna, hers)];
    });
    return readOverview(test.context, { codingIds: pairs[0] ?? [] });
  }
});

describe("a coding that came with a package", () => {
  it("goes on its date while the vault is open, with a line in the log; one's own stays", async () => {
    const { test, conversationId } = await codable();
    const mine = finished(test, conversationId, owner);
    const hers = expiring(test, conversationId, testStart + dayMs);
    const events = () =>
      listAudit(test.context, { before: null, limit: 100 }).entries.filter(
        ({ event }) => event === "coding-expired",
      ).length;
    test.clock.run(dayMs - 1);
    sweepDueErasures(test.context);
    const before = [isThere(test, mine), isThere(test, hers), events()];
    test.clock.run(1);
    test.events.length = 0;
    sweepDueErasures(test.context);
    expect([before, [isThere(test, mine), isThere(test, hers), events()], test.events]).toEqual([
      [true, true, 0],
      [true, false, 1],
      [{ name: "codings.changed", payload: { conversationId } }],
    ]);
  });

  it("goes when the vault is opened after its date", async () => {
    const { test, conversationId } = await codable();
    const hers = expiring(test, conversationId, testStart + dayMs);
    test.clock.run(2 * dayMs);
    const opened = await test.reopen();
    expect(isThere(opened, hers)).toBe(false);
  });

  it("stays while a hold does", async () => {
    const { test, conversationId } = await codable();
    const hers = expiring(test, conversationId, testStart + dayMs);
    setHold(test.context, { conversationId, reason: "complaint", days: 10 });
    test.clock.run(2 * dayMs);
    sweepDueErasures(test.context);
    const held = isThere(test, hers);
    test.clock.run(9 * dayMs);
    sweepDueErasures(test.context);
    expect([held, isThere(test, hers)]).toEqual([true, false]);
  });

  it("takes a consensus along that was made with it", async () => {
    const { test, conversationId } = await codable();
    const mine = finished(test, conversationId, owner);
    const hers = expiring(test, conversationId, testStart + dayMs);
    const { codingId } = createConsensus(test.context, { of: [mine, hers] });
    test.clock.run(dayMs);
    sweepDueErasures(test.context);
    expect([isThere(test, mine), isThere(test, hers), isThere(test, codingId)]).toEqual([true, false, false]);
  });
});

function finished(
  test: VaultForTest,
  conversationId: ConversationId,
  coder: OneCoder,
  empathy = 4,
): CodingId {
  const codingId = begin(test, conversationId, coder);
  code(test, codingId, ["Q", "SR"], empathy);
  return codingId;
}

/** As it will come with a package: finished, with an end. */
function expiring(test: VaultForTest, conversationId: ConversationId, expiresAt: number): CodingId {
  const codingId = finished(test, conversationId, anna);
  const coding = findCoding(test.vault.db, codingId);
  if (coding === undefined) throw new Error("no coding");
  removeCoding(test.context, { codingId });
  insertCoding(test.vault.db, { ...coding, expiresAt });
  return codingId;
}

function isThere({ vault }: VaultForTest, codingId: CodingId): boolean {
  return findCoding(vault.db, codingId) !== undefined;
}

/** Whose codings have entered the practice figures. */
function practiceRows({ vault }: VaultForTest): unknown[] {
  return vault.db.prepare("SELECT coding_id FROM practice_figure").pluck().all();
}
