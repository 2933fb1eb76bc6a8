import { expect, test } from "vitest";
import {
  type CopyForm,
  canMake,
  choiceOf,
  hasSound,
  mustListen,
  newCopyForm,
} from "../../renderer/features/forClient/copyForm.ts";
import type { ClientCopyOffer } from "../../shared/domain/clientCopy.ts";
import type { ConversationId, NoteId } from "../../shared/domain/ids.ts";
import type { Note } from "../../shared/domain/note.ts";

const note: Note = {
  id: "00000000-0000-4000-8000-000000000001" as NoteId,
  kind: "note",
  conversationId: "00000000-0000-4000-8000-000000000002" as ConversationId,
  startMs: 0,
  endMs: 0,
  text: "Om klienten",
  createdAt: 1,
  updatedAt: 1,
};
const offer: ClientCopyOffer = {
  sound: {
    durationMs: 60_000,
    mutedPassages: 0,
    mutedMs: 0,
    mutesPermission: false,
    mutesWords: false,
    othersHeard: false,
    untranscribedMs: 0,
  },
  rows: 12,
  notes: [note],
  hasPermission: true,
  accesses: [],
};
const withOthers: ClientCopyOffer = {
  ...offer,
  sound: {
    durationMs: 60_000,
    mutedPassages: 1,
    mutedMs: 900,
    mutesPermission: false,
    mutesWords: false,
    othersHeard: true,
    untranscribedMs: 20_000,
  },
};

test("at first everything goes along but the notes", () => {
  expect(choiceOf(newCopyForm(offer, "nb"))).toEqual({
    transcript: true,
    noteIds: [],
    permission: true,
    access: true,
    language: "nb",
  });
  expect(hasSound(newCopyForm(offer, "nb"))).toBe(true);
});

test("what the conversation does not have is not chosen", () => {
  const bare = { ...offer, sound: null, rows: 0, hasPermission: false };
  const { sound, transcript, permission } = newCopyForm(bare, "sv");
  expect({ sound, transcript, permission }).toEqual({ sound: false, transcript: false, permission: false });
});

test("a copy of nothing is not made, on paper not of sound alone either", () => {
  const nothing: CopyForm = {
    ...newCopyForm(offer, "sv"),
    sound: false,
    transcript: false,
    permission: false,
    access: false,
  };
  const soundAlone = { ...nothing, sound: true };
  expect([
    canMake(offer, nothing),
    canMake(offer, soundAlone),
    canMake(offer, { ...soundAlone, form: "paper" }),
    canMake(offer, { ...nothing, noteIds: [note.id] }),
  ]).toEqual([false, true, false, true]);
});

test("where others may be heard unseen, the person must have listened; without sound there is nothing to hear", () => {
  const form = newCopyForm(withOthers, "sv");
  expect([
    mustListen(withOthers, form),
    canMake(withOthers, form),
    canMake(withOthers, { ...form, listenedThrough: true }),
    canMake(withOthers, { ...form, sound: false }),
    canMake(withOthers, { ...form, form: "paper" }),
    mustListen(offer, newCopyForm(offer, "sv")),
  ]).toEqual([true, false, true, true, true, false]);
});

test("where others are heard and no row is marked as theirs, the person must have listened too", () => {
  const sound = { durationMs: 60_000, mutedMs: 0, mutesPermission: false, mutesWords: false };
  const heard = { ...sound, othersHeard: true, untranscribedMs: 0 };
  const unmarked = { ...offer, sound: { ...heard, mutedPassages: 0 } };
  const marked = { ...offer, sound: { ...heard, mutedPassages: 1 } };
  expect([
    canMake(unmarked, newCopyForm(unmarked, "sv")),
    canMake(marked, newCopyForm(marked, "sv")),
  ]).toEqual([false, true]);
});
