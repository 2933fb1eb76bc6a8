/** The saves of an ordinary quarter of an hour, one after the other: those that were acknowledged are there, and at most one more. */
import assert from "node:assert/strict";
import type { RequestName } from "../../../shared/contract.ts";
import type { ConsentDraft } from "../../../shared/domain/consent.ts";
import type { Mandate } from "../../../shared/domain/mandate.ts";
import type { Requester } from "../../support/requester.ts";
import { createdVault, during, onlyConversation, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const mandate: Mandate = {
  organisation: "Försäkringskassan",
  decidedBy: "Enhetschefen",
  erasure: { basis: "decision", reference: "Gallringsbeslut 2026:1" },
  dataProtectionContact: "dso@example.org",
};

const consent: ConsentDraft = {
  number: 17,
  pseudonym: "Tallen",
  purpose: "Att jag ska bli bättre på samtal",
  audience: "Jag och min lärgrupp",
  form: "written",
  wordingVersion: "sv-1",
  givenOn: "2026-03-01",
  lastOn: "2026-06-30",
  others: [],
  keptWhere: "Ärende 2026-1",
  spoken: null,
  outsideInvestigation: true,
};

const note = "Här blev det tyst en lång stund.";

export const smallSaves: UseCase = {
  name: "mandate, consent, note, date, retention, hold, settings",
  async prepare(home) {
    await during(await createdVault(home), (vault) => vault.get("conversation.create", rolePlay));
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const requests: readonly (readonly [RequestName, object])[] = [
      ["mandate.save", mandate],
      ["consent.create", consent],
      ["note.create", { conversationId, startMs: 0, endMs: 1_000, text: note }],
      ["conversation.update", { conversationId, occasion: "tredje samtalet" }],
      ["retention.set", { conversationId, soundDays: 14, transcriptDays: 60, notesDays: 60 }],
      ["hold.set", { conversationId, reason: "complaint", days: 5 }],
      ["settings.update", { idleLockMinutes: 7 }],
    ];
    begin();
    for (const [name, input] of requests) {
      if (!(await take(() => vault.ask(name, input)))) return;
    }
  },
  async check(home, { acknowledged }) {
    const saved = await during(await unlockedVault(home), whatIsSaved);
    const count = saved.indexOf(false) === -1 ? saved.length : saved.indexOf(false);
    assert.ok(!saved.slice(count).includes(true), `saved out of order: ${saved.join()}`);
    assert.ok(
      count === acknowledged || count === acknowledged + 1,
      `${acknowledged} saves were acknowledged, ${count} are there`,
    );
  },
};

async function whatIsSaved(vault: Requester): Promise<boolean[]> {
  const conversation = await onlyConversation(vault);
  const { id: conversationId } = conversation;
  const { retention } = await vault.get("conversation.read", { conversationId });
  const [onlyConsent] = await vault.get("consent.list", {});
  const [onlyNote] = await vault.get("note.list", { conversationId });
  return [
    (await vault.get("mandate.read", {}))?.organisation === mandate.organisation,
    onlyConsent?.pseudonym === consent.pseudonym,
    onlyNote?.text === note,
    conversation.occasion === "tredje samtalet",
    retention.soundDays === 14,
    conversation.hold !== null,
    (await vault.get("settings.read", {})).idleLockMinutes === 7,
  ];
}
