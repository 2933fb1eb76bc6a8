/** What one is doing on the practice screen; what is written lies here, so that neither another screen nor a lock loses it. */
import { create } from "zustand";
import type { LogEntryId, StepId } from "../../../shared/domain/ids.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import type { StepWords } from "../../../shared/domain/practice.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";

/** An entry as it is being written; `minutes` as it was typed. */
export interface EntryInProgress {
  readonly onDate: IsoDate;
  readonly minutes: number | string;
  readonly text: string;
}

/** What is being done with the step one is at: other words for it, its end, or the one after it. */
export type StepDeed =
  | { readonly kind: "change"; readonly stepId: StepId; readonly words: StepWords }
  | { readonly kind: "end"; readonly stepId: StepId; readonly learned: string }
  | {
      readonly kind: "replace";
      readonly stepId: StepId;
      readonly learned: string;
      readonly next: StepWords;
    };

/** What is written and not saved. */
export interface PracticeWriting {
  /** The new entry; `null` while nothing of it is written. */
  readonly newEntry: EntryInProgress | null;
  /** The entry that is being changed. */
  readonly changed: (EntryInProgress & { readonly entryId: LogEntryId }) | null;
  /** The step that is being written while there is none. */
  readonly newStep: StepWords | null;
  readonly stepDeed: StepDeed | null;
}

interface PracticeState extends PracticeWriting {
  readonly figuresAs: "picture" | "table";
  /** `null` for the one of the latest figure. */
  readonly schemeId: SchemeId | null;
}

export const usePractice = create<PracticeState>(() => ({
  newEntry: null,
  changed: null,
  newStep: null,
  stepDeed: null,
  figuresAs: "picture",
  schemeId: null,
}));
