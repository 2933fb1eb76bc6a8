/** Writing a transcript: after a restart it is what the acknowledged edits made of it, or one edit further. */
import assert from "node:assert/strict";
import { applyEdits, type Edit } from "../../../shared/domain/edit.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { createdVault, during, onlyConversation, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

/** In the text from the fourth edit on. */
const newWord = "lyhördhetsprov";
const newWordFrom = 4;

const [first, second, third] = [
  segment(1, "practitioner", "Vad skulle du vilja att vi pratar om i dag?"),
  segment(2, "client", "Jag vet inte riktigt."),
  segment(3, "practitioner", "Det har varit mycket på en gång."),
];

const edits: readonly Edit[] = [
  { kind: "insert-segment", segment: first },
  { kind: "insert-segment", segment: second },
  { kind: "insert-segment", segment: third },
  { kind: "set-text", segmentId: second.id, before: second.text, after: `Det här är ett ${newWord}.` },
  { kind: "set-speaker", segmentId: third.id, before: third.speaker, after: "other" },
  {
    kind: "set-times",
    segmentId: third.id,
    before: { startMs: third.startMs, endMs: third.endMs },
    after: { startMs: 500, endMs: 900 },
  },
  { kind: "remove-segment", segment: first },
];

export const editTranscript: UseCase = {
  name: "writing a transcript",
  async prepare(home) {
    await during(await createdVault(home), (vault) => vault.get("conversation.create", rolePlay));
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    begin();
    for (const [baseVersion, edit] of edits.entries()) {
      const input = { conversationId, baseVersion, edits: [edit] };
      if (!(await take(() => vault.ask("transcript.apply", input)))) return;
    }
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId } = await onlyConversation(vault);
      const { version, segments } = await vault.get("transcript.read", { conversationId });
      assert.ok(
        version === acknowledged || version === acknowledged + 1,
        `${acknowledged} edits were acknowledged, ${version} are there`,
      );
      assert.deepEqual(segments, applyEdits([], edits.slice(0, version)));
      const found = await vault.get("search.everywhere", { text: newWord });
      assert.equal(found.length, version < newWordFrom ? 0 : 1, "search is not in step with the text");
    });
  },
};

function segment(number: number, speaker: Segment["speaker"], text: string): Segment {
  const id = `00000000-0000-4000-8000-00000000000${number}` as SegmentId;
  return { id, startMs: number * 1_000, endMs: number * 1_000 + 800, speaker, text };
}
