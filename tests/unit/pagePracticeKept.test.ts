/** What is written of one's practice, across a lock: over a vault that only knows texts. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushAll } from "../../renderer/features/frame/flush.ts";
import { followPracticeDraft } from "../../renderer/features/practice/practiceKept.ts";
import { type PracticeWriting, usePractice } from "../../renderer/features/practice/practiceStore.ts";
import type { LogEntryId, StepId } from "../../shared/domain/ids.ts";
import type { LogEntry, PracticeStep } from "../../shared/domain/practice.ts";

const nothing: PracticeWriting = { newEntry: null, changed: null, newStep: null, stepDeed: null };
const words = { skill: "Reflektera", situation: "i uppföljning", effect: "mer prat" };
const step = { id: "s1" as StepId, ...words, begunAt: 1, endedAt: null, learned: null };
const entry: LogEntry = { id: "e1" as LogEntryId, onDate: "2026-03-02", minutes: null, text: "Fint" };
const everything: PracticeWriting = {
  newEntry: { onDate: "2026-03-04", minutes: 20, text: "Jag väntade ut tystnaden." },
  changed: { onDate: "2026-03-02", minutes: "", text: "Fint, och stilla", entryId: entry.id },
  newStep: null,
  stepDeed: { kind: "replace", stepId: step.id, learned: "Att vänta räcker långt.", next: words },
};

const vault = {
  draft: null as string | null,
  practice: { step: step as PracticeStep | null, entries: [entry] as readonly LogEntry[] },
};
let stop: () => void = () => undefined;

vi.mock("../../renderer/api/call.ts", () => ({
  call: async (name: string, input: { readonly text?: string | null }) => {
    if (name === "practice.read") return vault.practice;
    if (name === "draft.read") return vault.draft === null ? null : { text: vault.draft };
    if (name === "draft.keep") vault.draft = input.text ?? null;
    return undefined;
  },
}));

beforeEach(() => {
  vault.draft = null;
  vault.practice = { step, entries: [entry] };
  usePractice.setState(nothing);
  stop = followPracticeDraft();
});
afterEach(() => stop());

/** A lock saves and ends the page; the next one begins empty. */
async function lockAndUnlock(): Promise<void> {
  await flushAll();
  stop();
  usePractice.setState(nothing);
  stop = followPracticeDraft();
  await settled();
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function written(): PracticeWriting {
  const { newEntry, changed, newStep, stepDeed } = usePractice.getState();
  return { newEntry, changed, newStep, stepDeed };
}

test("all that is being written is there again after a lock, each where it was", async () => {
  usePractice.setState(everything);
  await lockAndUnlock();
  expect(written()).toEqual(everything);
});

test("a first step is there again after a lock", async () => {
  vault.practice = { step: null, entries: [] };
  usePractice.setState({ newStep: { ...words, effect: "" } });
  await lockAndUnlock();
  expect(written()).toEqual({ ...nothing, newStep: { ...words, effect: "" } });
});

test("nothing is kept while nothing is written", async () => {
  usePractice.setState({ newEntry: { onDate: "2026-03-04", minutes: "", text: " " } });
  await lockAndUnlock();
  expect([written(), vault.draft]).toEqual([nothing, null]);
});

test("what is saved or given up is kept no longer, and the rest is", async () => {
  usePractice.setState(everything);
  await lockAndUnlock();
  usePractice.setState({ newEntry: null });
  await settled();
  const rest = vault.draft;
  usePractice.setState({ changed: null, stepDeed: null });
  await settled();
  expect([rest?.includes("tystnaden"), rest?.includes("räcker långt"), vault.draft]).toEqual([
    false,
    true,
    null,
  ]);
});

test("fields that are emptied again are forgotten at the next lock", async () => {
  usePractice.setState({ newEntry: everything.newEntry });
  await lockAndUnlock();
  usePractice.setState({ newEntry: { onDate: "2026-03-04", minutes: "", text: "" } });
  await flushAll();
  await settled();
  expect(vault.draft).toBeNull();
});

test("what was saved in the last moment does not come back", async () => {
  usePractice.setState(everything);
  await flushAll();
  vault.practice = { step: { ...step, id: "s2" as StepId }, entries: [] };
  await lockAndUnlock();
  expect(written()).toEqual({ ...nothing, newEntry: everything.newEntry });
});

test("what has been begun since comes first", async () => {
  usePractice.setState(everything);
  await flushAll();
  stop();
  const begun = { onDate: "2026-03-05", minutes: "", text: "Nytt" };
  usePractice.setState({ ...nothing, newEntry: begun });
  stop = followPracticeDraft();
  await settled();
  expect(written()).toEqual({ ...everything, newEntry: begun });
});
