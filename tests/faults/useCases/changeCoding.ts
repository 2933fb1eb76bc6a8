/** Coding: after a restart it is what the acknowledged changes made of it, or one change further. */
import assert from "node:assert/strict";
import type { CodedUnit, CodingChange } from "../../../shared/domain/coding.ts";
import { applyCodingChanges } from "../../../shared/domain/codingChange.ts";
import type { SpanId, UnitId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { createdVault, during, onlyConversation, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const [question, answer] = [unit(1, "practitioner"), unit(2, "client")];
const coded: CodedUnit = { ...question, codes: ["Q"] };
const formal = {
  id: "00000000-0000-4000-8000-000000000009" as SpanId,
  kind: "formal",
  startMs: 100,
  endMs: 200,
} as const;

const changes: readonly CodingChange[] = [
  { kind: "unit", before: null, after: question },
  { kind: "unit", before: question, after: coded },
  { kind: "unit", before: null, after: answer },
  { kind: "rating", itemId: "empathy", before: null, after: { evidenceMs: [1_000] } },
  { kind: "span", before: null, after: formal },
  { kind: "unit", before: answer, after: null },
];

export const changeCoding: UseCase = {
  name: "coding",
  async prepare(home) {
    await during(await createdVault(home), async (vault) => {
      const { conversationId } = await vault.get("conversation.create", rolePlay);
      await vault.get("coding.create", {
        conversationId,
        schemeId: "miti-4.2.1" as SchemeId,
        schemeVersion: 1,
        coder: { kind: "owner" },
        sample: { drawn: "whole", startMs: 0, endMs: 60_000 },
        target: null,
        passes: 1,
      });
    });
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const [coding] = await vault.get("coding.list", { conversationId });
    if (coding === undefined) throw new Error("no coding");
    begin();
    for (const [baseVersion, change] of changes.entries()) {
      const input = { codingId: coding.id, baseVersion, changes: [change] };
      if (!(await take(() => vault.ask("coding.apply", input)))) return;
    }
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId } = await onlyConversation(vault);
      const [head] = await vault.get("coding.list", { conversationId });
      if (head === undefined) throw new Error("the coding is gone");
      const { version, units, ratings, spans } = await vault.get("coding.read", { codingId: head.id });
      assert.ok(
        version === acknowledged || version === acknowledged + 1,
        `${acknowledged} changes were acknowledged, ${version} are there`,
      );
      const empty = { units: [], ratings: {}, spans: [] };
      assert.deepEqual({ units, ratings, spans }, applyCodingChanges(empty, changes.slice(0, version)));
    });
  },
};

function unit(number: number, speaker: CodedUnit["speaker"]): CodedUnit {
  const id = `00000000-0000-4000-8000-00000000000${number}` as UnitId;
  return { id, startMs: number * 1_000, endMs: number * 1_000 + 800, speaker, codes: [] };
}
