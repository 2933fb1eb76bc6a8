import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { forgetOriginals } from "../../electron/services/deidentify.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { setHold } from "../../electron/services/hold.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import {
  listTranscriptVersions,
  readVersion,
  removeVersion,
  renameVersion,
  restoreVersion,
  saveVersion,
} from "../../electron/services/transcriptVersions.ts";
import type { Edit } from "../../shared/domain/edit.ts";
import type { ConversationId, SegmentId, VersionId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

async function written(vtt = "talk.vtt") {
  const test = await vaultForTest();
  const conversationId = test.rolePlay();
  bringIn(test, conversationId, vtt);
  return { test, conversationId };
}

function bringIn(test: VaultForTest, conversationId: ConversationId, file: string) {
  importTranscript(test.context, { conversationId, sourceId: test.offer(file), speakers: [], replace: true });
}

const textOf = (test: VaultForTest, conversationId: ConversationId) =>
  readTranscript(test.context, { conversationId });

function write(test: VaultForTest, conversationId: ConversationId, edits: Edit[]) {
  const { version } = textOf(test, conversationId);
  return editTranscript(test.context, { conversationId, baseVersion: version, edits });
}

const list = (test: VaultForTest, conversationId: ConversationId) =>
  listTranscriptVersions(test.context, { conversationId }).map(({ name, reason, lineCount }) => [
    name ?? reason,
    lineCount,
  ]);

it("a text is kept under a name, restored in one step after it was kept as it is, and that step can be undone", async () => {
  const { test, conversationId } = await written();
  const before = textOf(test, conversationId).segments;
  const kept = saveVersion(test.context, { conversationId, name: "Innan vi klippte" });
  const [first, second] = before as [Segment, Segment];
  write(test, conversationId, [
    { kind: "remove-segment", segment: first },
    { kind: "set-text", segmentId: second.id, before: second.text, after: "Något annat" },
  ]);
  const cut = textOf(test, conversationId).segments;

  const { version } = restoreVersion(test.context, { versionId: kept.id });
  const restored = textOf(test, conversationId);
  editTranscript(test.context, {
    conversationId,
    baseVersion: version,
    saveId: randomUUID(),
    moves: [{ kind: "undo" }],
  });

  expect(restored.segments).toEqual(before);
  expect(list(test, conversationId)).toEqual([
    ["restore", before.length - 1],
    ["Innan vi klippte", before.length],
  ]);
  expect(textOf(test, conversationId).segments).toEqual(cut);
});

it("restoring leaves alone what somebody has listened to, as long as it says the same", async () => {
  const { test, conversationId } = await written();
  const [first, second] = textOf(test, conversationId).segments as [Segment, Segment];
  const setReviewed = (segmentId: SegmentId, after: boolean): Edit => ({
    kind: "set-reviewed",
    segmentId,
    before: !after,
    after,
  });
  write(test, conversationId, [setReviewed(first.id, false), setReviewed(second.id, false)]);
  const { id: versionId } = saveVersion(test.context, { conversationId, name: "Som datorn skrev" });
  write(test, conversationId, [
    setReviewed(first.id, true),
    setReviewed(second.id, true),
    { kind: "set-text", segmentId: second.id, before: second.text, after: "Rättat" },
  ]);

  restoreVersion(test.context, { versionId });

  expect(textOf(test, conversationId).segments.slice(0, 2)).toEqual([
    first,
    { ...second, isUnreviewed: true },
  ]);
});

it("a text is kept by itself before another takes its place and before much is changed at once; the oldest such go", async () => {
  const { test, conversationId } = await written();
  saveVersion(test.context, { conversationId, name: "Min" });
  bringIn(test, conversationId, "talk.srt");
  const afterFirst = list(test, conversationId);
  for (let number = 0; number < 14; number += 1) bringIn(test, conversationId, "talk.vtt");
  const many = Array.from(
    { length: 60 },
    (_, index): Edit => ({
      kind: "insert-segment",
      segment: {
        id: randomUUID() as SegmentId,
        startMs: 100_000 + index,
        endMs: 100_900 + index,
        speaker: "client",
        text: "",
      },
    }),
  );
  write(test, conversationId, many);
  const kept = list(test, conversationId);

  // What was kept last is just what was there: it is not kept twice.
  expect(afterFirst.map(([name]) => name)).toEqual(["Min"]);
  expect(kept.map(([name]) => name)).toEqual(["bulk", ...Array.from({ length: 9 }, () => "import"), "Min"]);
});

it("a version gets another name and is taken away; what is not there is told", async () => {
  const { test, conversationId } = await written();
  const { id: versionId } = saveVersion(test.context, { conversationId, name: "Ett" });
  renameVersion(test.context, { versionId, name: "Två" });
  const renamed = list(test, conversationId).map(([name]) => name);
  removeVersion(test.context, { versionId });

  expect([renamed, list(test, conversationId)]).toEqual([["Två"], []]);
  expect(() => readVersion(test.context, { versionId })).toThrow("version.not-found");
  expect(() => restoreVersion(test.context, { versionId: randomUUID() as VersionId })).toThrow(
    "version.not-found",
  );
});

it("under a hold versions are read and nothing else", async () => {
  const { test, conversationId } = await written();
  const { id: versionId, lineCount } = saveVersion(test.context, { conversationId, name: "Ett" });
  setHold(test.context, { conversationId, reason: "access-request", days: 5 });

  for (const deed of [
    () => saveVersion(test.context, { conversationId, name: "Två" }),
    () => restoreVersion(test.context, { versionId }),
    () => renameVersion(test.context, { versionId, name: "Två" }),
    () => removeVersion(test.context, { versionId }),
  ])
    expect(deed).toThrow("conversation.on-hold");
  expect(readVersion(test.context, { versionId }).segments).toHaveLength(lineCount);
});

it("versions and steps go with the text, also where all its rows were removed before, and nobody finds their words", async () => {
  const { test, conversationId } = await written();
  const [first] = textOf(test, conversationId).segments as [Segment];
  const word = "förundransvärdeligen";
  const said = { ...first, text: `Det var ${word} gjort` };
  write(test, conversationId, [
    { kind: "set-text", segmentId: first.id, before: first.text, after: said.text },
  ]);
  saveVersion(test.context, { conversationId, name: "Ett" });
  const { segments } = textOf(test, conversationId);
  write(
    test,
    conversationId,
    segments.map((segment): Edit => ({ kind: "remove-segment", segment })),
  );
  const isFound = () => Buffer.from(test.vault.db.serialize()).includes(word.slice(4));
  const before = isFound();

  await eraseNow(test.context, {
    conversationId,
    categories: ["transcript"],
    typedTitle: "Skorna vid dörren",
  });

  const rows = test.vault.db
    .prepare("SELECT (SELECT count(*) FROM edit_step) + (SELECT count(*) FROM transcript_version)")
    .pluck()
    .get();
  expect([before, isFound(), rows]).toEqual([true, false, 0]);
});

it("forgetting what replaced words were forgets steps and versions, which would still tell them", async () => {
  const { test, conversationId } = await written();
  const [first] = textOf(test, conversationId).segments as [Segment];
  saveVersion(test.context, { conversationId, name: "Ett" });
  write(test, conversationId, [
    { kind: "set-text", segmentId: first.id, before: first.text, after: "[namn]" },
  ]);

  forgetOriginals(test.context, { conversationId });

  const { history, segments } = textOf(test, conversationId);
  expect([history, list(test, conversationId), segments[0]?.text]).toEqual([
    { past: [], future: [] },
    [],
    "[namn]",
  ]);
});
