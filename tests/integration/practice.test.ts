/** One's own practice: steps, the log, and figures that are kept of one's own codings alone. */

import { describe, expect, it } from "vitest";
import {
  changeCoding,
  createCoding,
  finishCoding,
  readCoding,
  removeCoding,
  reopenCoding,
  updateCoding,
} from "../../electron/services/codings.ts";
import { createConsensus } from "../../electron/services/comparedCodings.ts";
import { readConversation, updateConversation } from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { setHold } from "../../electron/services/hold.ts";
import {
  addEntry,
  changeEntry,
  changeStep,
  endStep,
  readPractice,
  removeEntry,
  removeStep,
  setStep,
} from "../../electron/services/practice.ts";
import { listPracticeFigures, removePracticeFigure } from "../../electron/services/practiceFigures.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { applyTombstones } from "../../electron/vault/applyTombstones.ts";
import { noTombstones } from "../../electron/vault/tombstones.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
import type { CodingId, ConversationId, LogEntryId, StepId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import {
  type CodedVault,
  codedLines,
  codedVault,
  codeLines,
  writeLines,
} from "../support/codedConversation.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

const words = {
  skill: "reflektera en gång till",
  situation: "i uppföljningssamtal",
  effect: "det kommer mer av sig självt",
};
const other = { skill: "be om lov", situation: "innan jag berättar", effect: "vi är på samma sida" };

function codeOf(act: () => unknown): string {
  try {
    act();
    return "done";
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}

function figuresOf({ context }: VaultForTest) {
  return listPracticeFigures(context).figures;
}

/** The one figure that is kept. */
function onlyFigure(test: VaultForTest) {
  const [figure, ...others] = figuresOf(test);
  if (figure === undefined || others.length > 0) throw new Error(`${others.length + 1} figures`);
  return figure;
}

function makeRolePlay({ vault }: VaultForTest, conversationId: ConversationId): void {
  vault.db
    .prepare(
      `UPDATE conversation SET kind = 'role-play', consent_id = NULL, title = 'Skorna', participants = '[]'
        WHERE id = ?`,
    )
    .run(conversationId);
}

/** What the kept figures are linked to. */
function links({ vault }: VaultForTest) {
  return vault.db
    .prepare<[], { coding: string | null; conversation: string | null }>(
      "SELECT coding_id AS coding, conversation_id AS conversation FROM practice_figure",
    )
    .all();
}

describe("the next step", () => {
  it("ends when another is begun, and keeps what it taught", async () => {
    const test = await vaultForTest();
    const { stepId: first } = setStep(test.context, { ...words, learned: null });
    const begunAt = test.clock.now();
    test.clock.run(dayMs);

    const { stepId: second } = setStep(test.context, { ...other, learned: "Att vänta räcker långt." });

    const at = test.clock.now();
    expect(readPractice(test.context)).toEqual({
      step: { ...other, id: second, begunAt: at, endedAt: null, learned: null },
      earlier: [{ ...words, id: first, begunAt, endedAt: at, learned: "Att vänta räcker långt." }],
      entries: [],
    });
    expect(test.events.at(-1)).toEqual({ name: "practice.changed", payload: {} });
  });

  it("can be reached without another, once", async () => {
    const test = await vaultForTest();
    const { stepId } = setStep(test.context, { ...words, learned: null });

    endStep(test.context, { stepId, learned: null });

    expect(readPractice(test.context)).toMatchObject({
      step: null,
      earlier: [{ id: stepId, learned: null }],
    });
    expect(codeOf(() => endStep(test.context, { stepId, learned: "mer" }))).toBe("practice.not-found");
  });

  it("can be put in other words, and an earlier one removed", async () => {
    const test = await vaultForTest();
    const { stepId: first } = setStep(test.context, { ...words, learned: null });
    const { stepId: second } = setStep(test.context, { ...words, learned: null });

    changeStep(test.context, { ...other, stepId: second });
    removeStep(test.context, { stepId: first });

    expect(readPractice(test.context)).toMatchObject({ step: { id: second, ...other }, earlier: [] });
    const gone = { stepId: first };
    expect(codeOf(() => removeStep(test.context, gone))).toBe("practice.not-found");
    expect(codeOf(() => changeStep(test.context, { ...words, ...gone }))).toBe("practice.not-found");
  });
});

describe("the log", () => {
  it("has the last day first, and on a day what was written last", async () => {
    const test = await vaultForTest();
    const write = (onDate: string, text: string) =>
      addEntry(test.context, { onDate, minutes: null, text }).entryId;
    const a = write("2026-03-02", "a");
    const b = write("2026-03-04", "b");
    const c = write("2026-03-02", "c");

    changeEntry(test.context, { entryId: a, onDate: "2026-03-02", minutes: 10, text: "a, med mer" });

    expect(readPractice(test.context).entries).toEqual([
      { id: b, onDate: "2026-03-04", minutes: null, text: "b" },
      { id: c, onDate: "2026-03-02", minutes: null, text: "c" },
      { id: a, onDate: "2026-03-02", minutes: 10, text: "a, med mer" },
    ]);
  });

  it("loses what is removed, and knows nothing of what is not there", async () => {
    const test = await vaultForTest();
    const { entryId } = addEntry(test.context, { onDate: "2026-03-02", minutes: 5, text: "övade" });

    removeEntry(test.context, { entryId });

    expect(readPractice(test.context).entries).toEqual([]);
    const draft = { onDate: "2026-03-02", minutes: null, text: "igen" };
    expect(codeOf(() => removeEntry(test.context, { entryId }))).toBe("practice.not-found");
    expect(codeOf(() => changeEntry(test.context, { entryId, ...draft }))).toBe("practice.not-found");
  });

  it("is asked for as the page does, and takes neither empty words nor a day that does not exist", async () => {
    const vault = await requesterForTest();
    await vault.get("vault.create", {
      name: "Provvalv",
      passphrase: new TextEncoder().encode("granris lykta okand segelbat"),
      language: "sv",
      rolePair: "adviser-client",
    });
    await vault.get("practice.setStep", { ...words, learned: null });
    await vault.get("practice.addEntry", { onDate: "2026-03-02", minutes: 10, text: " övade " });

    const refused = await Promise.all([
      vault.failure("practice.addEntry", { onDate: "2026-03-02", minutes: 10, text: "  " }),
      vault.failure("practice.addEntry", { onDate: "2026-02-30", minutes: 10, text: "övade" }),
      vault.failure("practice.addEntry", { onDate: "2026-03-02", minutes: 0, text: "övade" }),
      vault.failure("practice.setStep", { ...words, skill: "", learned: null }),
    ]);

    expect(refused.map(({ code }) => code)).toEqual(Array(4).fill("request.invalid"));
    expect(await vault.get("practice.read", {})).toMatchObject({
      step: words,
      entries: [{ onDate: "2026-03-02", minutes: 10, text: "övade" }],
    });
    expect(await vault.get("practice.figures", {})).toEqual({ figures: [], schemes: [] });
  });
});

describe("figures", () => {
  it("are kept of one's own coding when it is finished, without a word of the conversation", async () => {
    const { test } = await codedVault();

    const { schemes } = listPracticeFigures(test.context);
    const figure = onlyFigure(test);

    expect(schemes.map(({ id }) => id)).toEqual(["miti-4.2.1"]);
    expect(figure).toMatchObject({
      schemeId: "miti-4.2.1",
      heldOn: "2026-03-02",
      finishedAt: test.clock.now(),
      sampleMs: 300_000,
      drawn: "whole",
      isProper: false,
      isFromSound: true,
      counts: { Q: 2, SR: 1, CR: 1, AF: 1, Persuade: 0 },
      items: { cultivatingChangeTalk: 3, softeningSustainTalk: 4, partnership: 4, empathy: 5 },
      talkShare: { share: 7 / 11, talkMs: 7_700 },
    });
    expect(figure.figures).toContainEqual({
      id: "reflectionToQuestionRatio",
      value: 1,
      numerator: 2,
      denominator: 2,
      n: 4,
    });
    const kept = test.vault.db.prepare("SELECT figures FROM practice_figure").pluck().get() as string;
    const said = [...codedLines.map(([, text]) => text), "Röra på sig oftare", "Tallen"];
    expect(said.filter((text) => kept.includes(text))).toEqual([]);
  });

  it("say null, not 0, of what is undefined", async () => {
    const { test, codingId } = await codedVault();
    const { units, version } = readCoding(test.context, { codingId });

    changeCoding(test.context, {
      codingId,
      baseVersion: version,
      changes: units
        .filter(({ codes }) => codes.length > 0)
        .map((before) => ({ kind: "unit", before, after: { ...before, codes: ["NC"] } })),
    });
    updateCoding(test.context, { codingId, target: null });

    const { figures, items } = onlyFigure(test);
    const valueFor = (id: string) => figures.find((figure) => figure.id === id)?.value;
    expect(items).toEqual({
      cultivatingChangeTalk: null,
      softeningSustainTalk: null,
      partnership: 4,
      empathy: 5,
    });
    expect(["percentComplexReflections", "reflectionToQuestionRatio", "technical"].map(valueFor)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("go when the coding is gone on with, and come anew when it is finished again", async () => {
    const { test, codingId } = await codedVault();
    const first = onlyFigure(test);

    reopenCoding(test.context, { codingId });
    const meanwhile = figuresOf(test);
    test.clock.run(dayMs);
    finishCoding(test.context, { codingId });

    expect(meanwhile).toEqual([]);
    expect(onlyFigure(test)).toEqual({ ...first, id: expect.any(String), finishedAt: test.clock.now() });
  });

  it("go with a coding that is removed", async () => {
    const { test, codingId } = await codedVault();
    removeCoding(test.context, { codingId });
    expect(figuresOf(test)).toEqual([]);
  });

  it("are never kept of a colleague's coding, of what several agreed on, or of one that came with a package", async () => {
    const { test, conversationId, codingId } = await codedVault();
    const colleagues = codeLines(test, conversationId, { coder: { kind: "colleague", name: "K" } });
    const agreed = createConsensus(test.context, { of: [codingId, colleagues] });
    finishCoding(test.context, { codingId: agreed.codingId });
    const observed = codeLines(test, conversationId);
    reopenCoding(test.context, { codingId: observed });
    test.vault.db.prepare("UPDATE coding SET expires_at = 9e12 WHERE id = ?").run(observed);
    finishCoding(test.context, { codingId: observed });

    expect(links(test)).toEqual([{ coding: codingId, conversation: conversationId }]);
  });

  it("are not kept of a published conversation, where somebody else is heard", async () => {
    const { test, conversationId, codingId } = await codedVault();
    reopenCoding(test.context, { codingId });
    test.vault.db
      .prepare("UPDATE conversation SET kind = 'published', consent_id = NULL, title = 'Filmen' WHERE id = ?")
      .run(conversationId);
    finishCoding(test.context, { codingId });
    expect(links(test)).toEqual([]);
  });

  it("are kept of a role play once the owner says that they led it, and go when it was somebody else", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    await writeLines(test, conversationId);
    const sample = { drawn: "whole" as const, startMs: 0, endMs: 300_000 };
    const codingId = createCoding(test.context, {
      conversationId,
      schemeId: "miti-4.2.1" as SchemeId,
      schemeVersion: 1,
      coder: { kind: "owner" },
      sample,
      target: null,
      passes: 1,
    }).codingId;
    finishCoding(test.context, { codingId });
    const kept = () => [readConversation(test.context, { conversationId }).ownPractice, links(test).length];
    const answers = [kept()];

    for (const ownPractice of [true, false, true]) {
      updateConversation(test.context, { conversationId, ownPractice });
      answers.push(kept());
    }
    updateConversation(test.context, { conversationId, occasion: "igen" });
    answers.push(kept());

    expect(answers).toEqual([
      [null, 0],
      [true, 1],
      [false, 0],
      [true, 1],
      [true, 1],
    ]);
  });

  it("do not come back with an answer that is given again", async () => {
    const { test, conversationId } = await codedVault();
    makeRolePlay(test, conversationId);
    updateConversation(test.context, { conversationId, ownPractice: true });
    const { id: figureId } = onlyFigure(test);
    removePracticeFigure(test.context, { figureId });
    updateConversation(test.context, { conversationId, ownPractice: true });
    expect(figuresOf(test)).toEqual([]);
  });

  it("are asked about in role plays and exercises alone, and not while the conversation is held", async () => {
    const { test, conversationId } = await codedVault();
    const say = () => codeOf(() => updateConversation(test.context, { conversationId, ownPractice: false }));
    const ofClient = say();
    makeRolePlay(test, conversationId);
    setHold(test.context, { conversationId, reason: "complaint", days: 10 });
    expect([ofClient, say(), links(test).length]).toEqual(["request.invalid", "conversation.on-hold", 1]);
  });

  it("wait while a colleague still codes the same blind", async () => {
    const { test, conversationId, codingId } = await codedVault();
    const colleague = codeLines(test, conversationId, { coder: { kind: "colleague", name: "K" } });
    reopenCoding(test.context, { codingId: colleague });
    expect(figuresOf(test)).toEqual([]);
    finishCoding(test.context, { codingId: colleague });
    expect(links(test)).toEqual([{ coding: codingId, conversation: conversationId }]);
    expect(figuresOf(test)).toHaveLength(1);
  });

  it("can be removed one by one, and do not come back while the coding stands", async () => {
    const { test, codingId } = await codedVault();
    const { id: figureId } = onlyFigure(test);

    removePracticeFigure(test.context, { figureId });
    updateCoding(test.context, { codingId, reflection: { before: "", after: "Jag frågar mycket." } });

    expect(figuresOf(test)).toEqual([]);
    expect(readCoding(test.context, { codingId }).finishedAt).not.toBeNull();
    expect(codeOf(() => removePracticeFigure(test.context, { figureId }))).toBe("practice.not-found");
  });

  it("are not touched while the conversation is held", async () => {
    const { test, conversationId } = await codedVault();
    const { id: figureId } = onlyFigure(test);
    setHold(test.context, { conversationId, reason: "complaint", days: 10 });
    expect(codeOf(() => removePracticeFigure(test.context, { figureId }))).toBe("conversation.on-hold");
    expect(figuresOf(test)).toHaveLength(1);
  });

  it("stand by the dates of the conversations", async () => {
    const { test, conversationId } = await codedVault();
    const { heldOn: first } = onlyFigure(test);
    test.vault.db.prepare("UPDATE conversation SET held_on = '2026-03-01' WHERE id = ?").run(conversationId);
    codeLines(test, conversationId);
    expect(figuresOf(test).map(({ heldOn }) => heldOn)).toEqual(["2026-03-01", first]);
  });
});

describe("when a conversation goes", () => {
  const erase = ({ test, conversationId }: CodedVault, ...categories: ("sound" | "transcript" | "notes")[]) =>
    eraseNow(test.context, { conversationId, categories, typedTitle: "Tallen" });

  it("the link to its figures is cut with the last of its content, and the figures stay", async () => {
    const coded = await codedVault();
    const { test, conversationId, codingId } = coded;

    erase(coded, "sound", "transcript");
    const before = links(test);
    erase(coded, "notes");

    expect(before).toEqual([{ coding: codingId, conversation: conversationId }]);
    expect(links(test)).toEqual([{ coding: null, conversation: null }]);
    expect(onlyFigure(test).counts).toMatchObject({ Q: 2 });
  });

  it("a withdrawal takes the figures along, out of every page of the database", async () => {
    const { test, consent } = await codedVault();
    const figure = onlyFigure(test);

    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });

    expect(figuresOf(test)).toEqual([]);
    const { vault } = test;
    const bytes = decryptedBytes(databasePath(vault.folder, 1), await databaseKeyForTest(vault));
    expect(bytes.includes(figure.id)).toBe(false);
  });

  it("a withdrawal also takes them when codings and notes are erased already", async () => {
    const coded = await codedVault();
    const { test, consent, conversationId } = coded;
    erase(coded, "notes");
    expect(links(test)).toEqual([{ coding: null, conversation: conversationId }]);

    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });

    expect(figuresOf(test)).toEqual([]);
  });

  it("a withdrawal leaves them while the conversation is held, and takes them when that ends", async () => {
    const { test, consent } = await codedVault();
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen", wish: "hold" });
    expect(figuresOf(test)).toHaveLength(1);

    test.clock.run(31 * dayMs);
    sweepDueErasures(test.context);

    expect(figuresOf(test)).toEqual([]);
  });

  it("what a backup brings back goes again, where the permission was taken back since", async () => {
    const { test, consent, conversationId } = await codedVault();
    const at = test.clock.now();
    const contents = (["transcript", "notes"] as const).map((category) => ({
      conversationId,
      category,
      erasedAt: at,
    }));

    applyTombstones(
      test.vault.db,
      {
        ...noTombstones(test.vault.id),
        contents,
        withdrawn: [{ consentId: consent.id, withdrawnAt: at }],
      },
      at,
    );

    expect(figuresOf(test)).toEqual([]);
  });
});

it("ids of what is not there are told", async () => {
  const { context } = await vaultForTest();
  const none = "00000000-0000-4000-8000-000000000000";
  expect(codeOf(() => endStep(context, { stepId: none as StepId, learned: null }))).toBe(
    "practice.not-found",
  );
  expect(codeOf(() => removeEntry(context, { entryId: none as LogEntryId }))).toBe("practice.not-found");
  expect(codeOf(() => finishCoding(context, { codingId: none as CodingId }))).toBe("coding.not-found");
});
