/** What one is doing on the practice screen; it lasts until the vault locks, and nothing of it is kept. */
import { create } from "zustand";
import type { LogEntryId } from "../../../shared/domain/ids.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import type { StepWords } from "../../../shared/domain/practice.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";

/** An entry as it is being written; `minutes` as it was typed. */
export interface EntryInProgress {
  readonly onDate: IsoDate;
  readonly minutes: number | string;
  readonly text: string;
}

interface PracticeState {
  /** The new entry; `null` while nothing of it is written. */
  readonly newEntry: EntryInProgress | null;
  /** The entry that is being changed. */
  readonly changed: (EntryInProgress & { readonly entryId: LogEntryId }) | null;
  /** The step that is being written, and the words of the current one being changed. */
  readonly newStep: StepWords | null;
  readonly changedStep: StepWords | null;
  /** What a step that is being ended taught, and the next one. */
  readonly ending: { readonly learned: string; readonly next: StepWords } | null;
  readonly figuresAs: "picture" | "table";
  /** `null` for the one of the latest figure. */
  readonly schemeId: SchemeId | null;
}

export const usePractice = create<PracticeState>(() => ({
  newEntry: null,
  changed: null,
  newStep: null,
  changedStep: null,
  ending: null,
  figuresAs: "picture",
  schemeId: null,
}));
