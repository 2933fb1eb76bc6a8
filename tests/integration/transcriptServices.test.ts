import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConversation } from "../../electron/services/conversations.ts";
import { previewTranscript } from "../../electron/services/previewTranscript.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { applyEdits, type Edit, invertEdits, isValidTranscript } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";
import { longTranscript } from "../support/longTranscript.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs, testStart } from "../support/vaultHostForTest.ts";

function take(test: VaultForTest, fileName: string, conversationId = test.rolePlay(), replace = false) {
  const sourceId = test.offer(fileName);
  const { speakers } = previewTranscript(test.context, { sourceId });
  const mapping = speakers.map(({ label, guess }) => ({ label, speaker: guess }));
  const { version } = importTranscript(test.context, {
    conversationId,
    sourceId,
    speakers: mapping,
    replace,
  });
  return { conversationId, version, segments: readTranscript(test.context, { conversationId }).segments };
}

function segment(startMs: number, text = "Mm.", speaker: Speaker = "client"): Segment {
  return { id: randomUUID() as SegmentId, startMs, endMs: startMs + 1_000, speaker, text };
}

function setText({ id, text }: Segment, after: string): Edit {
  return { kind: "set-text", segmentId: id, before: text, after };
}

function searchRows({ vault }: VaultForTest, word: string) {
  return vault.db
    .prepare("SELECT count(*) FROM segment_search WHERE segment_search MATCH ?")
    .pluck()
    .get(`"${word}"`);
}

describe("taking in a transcript", () => {
  it.each([
    ["talk.vtt", "web-vtt", true],
    ["talk.srt", "sub-rip", true],
    ["talk.txt", "plain-text", false],
    ["transcripts/elan.eaf", "elan", true],
    ["transcripts/praat-long-utf16.TextGrid", "text-grid", true],
    ["transcripts/talk.labels", "audacity", true],
    ["transcripts/talk.otr", "o-transcribe", true],
    ["transcripts/whisperx.json", "whisper", true],
    ["transcripts/libreoffice-sv.csv", "csv", true],
    ["transcripts/talk.f4", "f4", true],
  ])("reads %s and maps its speakers", async (fileName, format, isTimed) => {
    const test = await vaultForTest();
    const preview = previewTranscript(test.context, { sourceId: test.offer(fileName) });

    const { segments, version } = take(test, fileName);

    expect(preview).toMatchObject({ format, isTimed, segmentCount: segments.length });
    expect(version).toBe(1);
    expect(isValidTranscript(segments)).toBe(true);
    const speakers = segments.map(({ speaker }) => speaker);
    expect(speakers).toEqual(expect.arrayContaining(["practitioner", "client"]));
  });

  it("gives text without times three seconds a row where there is no sound", async () => {
    const test = await vaultForTest();
    const { segments } = take(test, "talk.txt");
    expect(segments.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
      segments.map((_, index) => [index * 3_000, (index + 1) * 3_000]),
    );
  });

  it("starts the clocks once, also without sound", async () => {
    const test = await vaultForTest();
    const { conversationId } = take(test, "talk.vtt");
    test.clock.run(5 * dayMs);

    take(test, "talk.srt", conversationId, true);

    const { retention, clocks } = readConversation(test.context, { conversationId });
    expect(retention.startedAt).toBe(testStart);
    expect(clocks.transcript.dueAt).toBe(endOfLocalDay(testStart, 90, "Europe/Stockholm"));
    expect(clocks.notes).toEqual(clocks.transcript);
  });

  it("replaces a transcript only if asked to, with nothing of the old one left to find", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "first.txt");
    fs.writeFileSync(file, "B: Hemlighetsfull begynnelse\nK: Jaha");
    const { conversationId } = take(test, file);

    expect(() => take(test, "talk.vtt", conversationId)).toThrow("transcript.already-there");
    expect(searchRows(test, "hemlighetsfull")).toBe(1);
    const { version } = take(test, "talk.vtt", conversationId, true);

    expect(version).toBe(2);
    expect(searchRows(test, "hemlighetsfull")).toBe(0);
  });

  it("refuses an empty file, one that is no text, and one that is gone", async () => {
    const test = await vaultForTest();
    const folder = temporaryFolder();
    const gone = path.join(folder, "gone.txt");
    fs.writeFileSync(gone, "B: Hej");
    const sourceId = test.offer(gone);
    fs.unlinkSync(gone);

    expect(() => take(test, "empty.wav")).toThrow("transcript.empty");
    expect(() => take(test, "speech.wav")).toThrow("transcript.unreadable");
    expect(() => previewTranscript(test.context, { sourceId })).toThrow("media.source-gone");
  });

  it("takes nothing in once the transcript's time is over", async () => {
    const test = await vaultForTest();
    const { conversationId } = take(test, "talk.vtt");
    test.clock.run(91 * dayMs);
    const edits: Edit[] = [{ kind: "insert-segment", segment: segment(0) }];

    expect(() => take(test, "talk.srt", conversationId, true)).toThrow("transcript.erased");
    expect(() => editTranscript(test.context, { conversationId, baseVersion: 1, edits })).toThrow(
      "transcript.erased",
    );
  });
});

describe("editing a transcript", () => {
  it("begins an empty one", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const first = segment(0, "Hej", "practitioner");

    const { version } = editTranscript(test.context, {
      conversationId,
      baseVersion: 0,
      edits: [{ kind: "insert-segment", segment: first }],
    });

    expect(readTranscript(test.context, { conversationId })).toMatchObject({ version, segments: [first] });
    expect(readConversation(test.context, { conversationId })).toMatchObject({
      segmentCount: 1,
      transcribedMs: 1_000,
      retention: { startedAt: testStart },
    });
  });

  it("applies all edits or none", async () => {
    const test = await vaultForTest();
    const { conversationId, version, segments } = take(test, "talk.vtt");
    const [first, second] = segments as [Segment, Segment];
    const stale: Edit = { ...setText(second, "B"), before: "something else" } as Edit;

    const apply = (edits: Edit[], baseVersion = version) =>
      editTranscript(test.context, { conversationId, baseVersion, edits });

    expect(() => apply([setText(first, "A"), stale])).toThrow("transcript.out-of-date");
    expect(() => apply([setText(first, "A")], version - 1)).toThrow("transcript.out-of-date");
    expect(readTranscript(test.context, { conversationId })).toMatchObject({
      version,
      segments,
      history: { past: [], future: [] },
    });
  });

  it("does not take a segment's id from another conversation", async () => {
    const test = await vaultForTest();
    const { segments } = take(test, "talk.vtt");
    const conversationId = test.rolePlay();
    const [stolen] = segments as [Segment];

    const steal = () =>
      editTranscript(test.context, {
        conversationId,
        baseVersion: 0,
        edits: [{ kind: "insert-segment", segment: stolen }],
      });

    expect(steal).toThrow("request.invalid");
    expect(readTranscript(test.context, { conversationId }).segments).toEqual([]);
  });

  it("keeps in the vault exactly what the edits make of it, and inverses bring back what was", async () => {
    const test = await vaultForTest();
    const { conversationId } = take(test, "talk.vtt");
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }), (seeds) => {
        const before = readTranscript(test.context, { conversationId });
        let after: Segment[] = [...before.segments];
        const edits = seeds.map((seed) => {
          const edit = randomEdit(after, seed);
          after = applyEdits(after, [edit]);
          return edit;
        });
        const changed = editTranscript(test.context, { conversationId, baseVersion: before.version, edits });
        expect(readTranscript(test.context, { conversationId }).segments).toEqual(after);
        const { segmentCount, transcribedMs } = readConversation(test.context, { conversationId });
        expect([segmentCount, transcribedMs]).toEqual([
          after.length,
          after.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
        ]);
        const undo = { conversationId, baseVersion: changed.version, edits: invertEdits(edits) };
        editTranscript(test.context, undo);
        expect(readTranscript(test.context, { conversationId }).segments).toEqual(before.segments);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps search in step with every edit", async () => {
    const test = await vaultForTest();
    const { conversationId, version, segments } = take(test, "talk.vtt");
    const [first] = segments as [Segment];
    const apply = (baseVersion: number, edit: Edit) =>
      editTranscript(test.context, { conversationId, baseVersion, edits: [edit] });

    apply(version, setText(first, "Förundransvärt"));
    const found = searchRows(test, "förundransvärt");
    apply(version + 1, { kind: "remove-segment", segment: { ...first, text: "Förundransvärt" } });

    expect([found, searchRows(test, "förundransvärt")]).toEqual([1, 0]);
  });

  it("rewrites one segment of three thousand, not the others", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "long.vtt");
    fs.writeFileSync(file, longTranscript(3_000, 7_200_000));
    const { conversationId, version, segments } = take(test, file);
    const [first] = segments as [Segment];
    const changesBefore = totalChanges(test);

    editTranscript(test.context, { conversationId, baseVersion: version, edits: [setText(first, "Hej!")] });

    expect(segments).toHaveLength(3_000);
    // Rows of the search index count too.
    expect(totalChanges(test) - changesBefore).toBeLessThan(100);
  });
});

function totalChanges({ vault }: VaultForTest): number {
  return Number(vault.db.prepare("SELECT total_changes()").pluck().get());
}

function randomEdit(segments: readonly Segment[], seed: number): Edit {
  const chosen = segments[seed % Math.max(1, segments.length)];
  const kind = (seed >> 4) % 5;
  if (chosen === undefined || kind === 0) {
    return { kind: "insert-segment", segment: segment(seed % 20_000, `rad ${seed}`) };
  }
  const { id: segmentId, startMs, endMs } = chosen;
  if (kind === 1) return { kind: "remove-segment", segment: chosen };
  if (kind === 2) return setText(chosen, `text ${seed}`);
  if (kind === 3) {
    const after = (["practitioner", "client", "other"] as const)[seed % 3] ?? "other";
    return { kind: "set-speaker", segmentId, before: chosen.speaker, after };
  }
  const moved = { startMs: seed % 30_000, endMs: (seed % 30_000) + 1 + (seed % 900) };
  return { kind: "set-times", segmentId, before: { startMs, endMs }, after: moved };
}
