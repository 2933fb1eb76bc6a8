/** Undo, versions and restoring: after a restart text and steps are those of the same acknowledged deed, or one further. */
import assert from "node:assert/strict";
import { type Edit, invertEdits } from "../../../shared/domain/edit.ts";
import type { ConversationId, SegmentId, VersionId } from "../../../shared/domain/ids.ts";
import type { Requester } from "../../support/requester.ts";
import { createdVault, during, onlyConversation, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const segmentId = "00000000-0000-4000-8000-000000000001" as SegmentId;
const versionName = "Innan vi klippte";

const write = (before: string, after: string): Edit => ({ kind: "set-text", segmentId, before, after });
const first: Edit = {
  kind: "insert-segment",
  segment: { id: segmentId, startMs: 0, endMs: 900, speaker: "client", text: "Jag" },
};
const typed = [write("Jag", "Jag vet"), write("Jag vet", "Jag vet inte")] as const;

/** What there is after each deed: the text, the steps that were made and undone, and the versions. */
interface There {
  readonly text: string | undefined;
  readonly past: readonly (readonly Edit[])[];
  readonly future: readonly (readonly Edit[])[];
  readonly versions: readonly (string | null)[];
}

const start: There = { text: undefined, past: [], future: [], versions: [] };
const begun: There = { ...start, text: "Jag", past: [[first]] };
const named: There = { ...begun, versions: [versionName] };
const states: readonly There[] = [
  start,
  begun,
  named,
  { ...named, text: "Jag vet", past: [[first], [typed[0]]] },
  { ...named, text: "Jag vet inte", past: [[first], [write("Jag", "Jag vet inte")]] },
  { ...named, text: "Jag", future: [[write("Jag", "Jag vet inte")]] },
  { ...named, text: "Jag vet inte", past: [[first], [write("Jag", "Jag vet inte")]] },
  {
    text: "Jag",
    past: [[first], [write("Jag", "Jag vet inte")], [write("Jag vet inte", "Jag")]],
    future: [],
    versions: [null, versionName],
  },
];

export const editHistory: UseCase = {
  name: "undoing, keeping and restoring a text",
  async prepare(home) {
    await during(await createdVault(home), (vault) => vault.get("conversation.create", rolePlay));
  },
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    begin();
    for (const deed of deedsOf(vault, conversationId)) if (!(await take(deed))) return;
  },
  async check(home, { acknowledged }) {
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId } = await onlyConversation(vault);
      const { segments, history } = await vault.get("transcript.read", { conversationId });
      const versions = await vault.get("version.list", { conversationId });
      const there = { text: segments[0]?.text, ...history, versions: versions.map(({ name }) => name) };
      const allowed = states.slice(acknowledged, acknowledged + 2);
      const isAllowed = allowed.some((state) => isSame(state, there));
      assert.ok(isAllowed, `${acknowledged} deeds were acknowledged, and there is ${JSON.stringify(there)}`);
      assert.ok(leadsBack(there), "the steps do not lead back from the text");
    });
  },
};

function deedsOf(vault: Requester, conversationId: ConversationId) {
  const move = (baseVersion: number, name: number, moves: readonly unknown[]) => () =>
    vault.ask("transcript.apply", {
      conversationId,
      baseVersion,
      saveId: `00000000-0000-4000-8000-10000000000${name}`,
      moves,
    });
  return [
    move(0, 1, [{ kind: "do", edits: [first], joins: false }]),
    () => vault.ask("version.save", { conversationId, name: versionName }),
    move(1, 2, [{ kind: "do", edits: [typed[0]], joins: false }]),
    move(2, 3, [{ kind: "do", edits: [typed[1]], joins: true }]),
    move(3, 4, [{ kind: "undo" }]),
    move(4, 5, [{ kind: "redo" }]),
    async () => {
      const versions = await vault.get("version.list", { conversationId });
      const versionId = versions.find(({ name }) => name === versionName)?.id as VersionId;
      return vault.ask("version.restore", { versionId });
    },
  ];
}

function isSame(a: There, b: There): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

/** Whether taking back all that was done ends where nothing was written. */
function leadsBack({ text, past }: There): boolean {
  let now = text;
  for (const edit of past.toReversed().flatMap(invertEdits)) {
    if (edit.kind === "set-text" && edit.before === now) now = edit.after;
    else if (edit.kind === "remove-segment" && edit.segment.text === now) now = undefined;
    else return false;
  }
  return now === undefined;
}
