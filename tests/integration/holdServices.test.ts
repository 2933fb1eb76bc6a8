import { expect, it } from "vitest";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { createNote, listNotes, removeNote, updateNote } from "../../electron/services/notes.ts";
import { searchEverywhere } from "../../electron/services/search.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { Failure } from "../../shared/errors.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

function codeOf(act: () => unknown): ErrorCode | "done" {
  try {
    act();
    return "done";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

function written(test: VaultForTest) {
  const conversationId = test.rolePlay();
  importTranscript(test.context, {
    conversationId,
    sourceId: test.offer("talk.vtt"),
    speakers: [],
    replace: false,
  });
  const note = createNote(test.context, { conversationId, startMs: 0, endMs: 0, text: "Här väntade jag." });
  return { conversationId, note };
}

function searchEntries({ vault }: VaultForTest): unknown {
  return vault.db.prepare('SELECT count(*) FROM audit WHERE body LIKE \'%"event":"search"%\'').pluck().get();
}

it("under a hold nothing of the text is rewritten or taken out, and afterwards it can be again", async () => {
  const test = await vaultForTest();
  const { conversationId, note } = written(test);
  const before = readTranscript(test.context, { conversationId });
  const first = before.segments[0]!;
  const baseVersion = before.version;
  const deeds = [
    () =>
      editTranscript(test.context, {
        conversationId,
        baseVersion,
        edits: [{ kind: "remove-segment", segment: first }],
      }),
    () =>
      importTranscript(test.context, {
        conversationId,
        sourceId: test.offer("talk.srt"),
        speakers: [],
        replace: true,
      }),
    () => updateNote(test.context, { noteId: note.id, text: "Något annat." }),
    () => removeNote(test.context, { noteId: note.id }),
  ];
  setHold(test.context, { conversationId, reason: "access-request", days: 5 });

  const held = deeds.map(codeOf);
  const kept = {
    transcript: readTranscript(test.context, { conversationId }),
    notes: listNotes(test.context, { conversationId }),
  };
  endHold(test.context, { conversationId });
  const released = deeds.map(codeOf);

  expect(held).toEqual(deeds.map(() => "conversation.on-hold"));
  expect(kept).toEqual({ transcript: before, notes: [note] });
  expect(released).toEqual(deeds.map(() => "done"));
});

it("under a hold a new note may still be written", async () => {
  const test = await vaultForTest();
  const { conversationId } = written(test);
  setHold(test.context, { conversationId, reason: "complaint", days: 30 });

  const added = createNote(test.context, {
    conversationId,
    startMs: 0,
    endMs: 0,
    text: "Begäran kom i dag.",
  });

  expect(listNotes(test.context, { conversationId }).map(({ id }) => id)).toContain(added.id);
});

it("searching is in the audit log once in a sitting, without the words", async () => {
  const test = await vaultForTest();
  written(test);

  searchEverywhere(test.context, { text: "morgnar" });
  searchEverywhere(test.context, { text: "hunden" });

  expect(searchEntries(test)).toBe(1);
  expect(test.vault.db.prepare("SELECT count(*) FROM audit WHERE body LIKE '%morgnar%'").pluck().get()).toBe(
    0,
  );
});
