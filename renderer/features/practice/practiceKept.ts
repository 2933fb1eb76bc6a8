/** What is written of one's practice outlives a lock: one goes on with it after the next unlock. */
import type { RequestOutput } from "../../../shared/contract.ts";
import type { StepWords } from "../../../shared/domain/practice.ts";
import { call } from "../../api/call.ts";
import { registerFlush } from "../frame/flush.ts";
import { keptDraft } from "../frame/keptDraft.ts";
import { type EntryInProgress, type PracticeWriting, usePractice } from "./practiceStore.ts";

const draft = keptDraft<PracticeWriting>("practice", 1);
const parts = ["newEntry", "changed", "newStep", "stepDeed"] as const satisfies (keyof PracticeWriting)[];

/** Takes up what was kept, and keeps what is written whenever the vault locks; returns the function that stops. */
export function followPracticeDraft(): () => void {
  let isKept = false;

  async function save(): Promise<void> {
    const writing = begunOf(usePractice.getState());
    if (parts.some((part) => writing[part] !== null)) {
      isKept = true;
      await draft.keep(writing);
    } else if (isKept) {
      isKept = false;
      draft.forget();
    }
  }

  async function restore(): Promise<void> {
    const kept = await draft.restore();
    if (kept === undefined) return;
    const fitting = fittingOf(kept, await call("practice.read", {}));
    isKept = true;
    usePractice.setState((now) => goOn(now, fitting));
  }

  void restore().catch(() => undefined);
  const stops = [
    registerFlush(save),
    // What is saved or given up is kept no longer; the rest is.
    usePractice.subscribe((now, before) => {
      const isPartOver = parts.some((part) => before[part] !== null && now[part] === null);
      if (isKept && isPartOver) void save().catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What is worth keeping: fields that were emptied again are not. */
export function begunOf({ newEntry, changed, newStep, stepDeed }: PracticeWriting): PracticeWriting {
  return {
    newEntry: newEntry !== null && isWritten(newEntry) ? newEntry : null,
    changed,
    newStep: newStep !== null && hasWords(newStep) ? newStep : null,
    stepDeed,
  };
}

/** What still belongs to something; an entry or a step may have been saved after it was kept. */
export function fittingOf(
  kept: PracticeWriting,
  { step, entries }: Pick<RequestOutput<"practice.read">, "step" | "entries">,
): PracticeWriting {
  const { newEntry, changed, newStep, stepDeed } = kept;
  return {
    newEntry,
    changed: entries.some(({ id }) => id === changed?.entryId) ? changed : null,
    newStep: step === null ? newStep : null,
    stepDeed: step !== null && step.id === stepDeed?.stepId ? stepDeed : null,
  };
}

/** What has been begun since comes first. */
function goOn(now: PracticeWriting, kept: PracticeWriting): PracticeWriting {
  return {
    newEntry: now.newEntry ?? kept.newEntry,
    changed: now.changed ?? kept.changed,
    newStep: now.newStep ?? kept.newStep,
    stepDeed: now.stepDeed ?? kept.stepDeed,
  };
}

function isWritten({ text, minutes }: EntryInProgress): boolean {
  return text.trim() !== "" || minutes !== "";
}

function hasWords(words: StepWords): boolean {
  return Object.values(words).some((word) => word.trim() !== "");
}
