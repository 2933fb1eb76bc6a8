/** What is being brought in from a device or folder, for as long as the page lives. */
import { create } from "zustand";
import type { DeviceFile, DeviceList, OfferedFolder } from "../../../shared/domain/device.ts";
import type { ConversationId, SourceId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { AppFailure } from "../../api/appFailure.ts";
import { localZone } from "../../ui/localToday.ts";
import type { Findings } from "./deviceRows.ts";
import type { ClockDoubt } from "./fileClock.ts";
import { type ItemForm, newItemForm } from "./itemForm.ts";

/** Where one looks: a drive or folder, or files that were dropped. */
export type Place =
  | { readonly kind: "folder"; readonly folder: OfferedFolder }
  | { readonly kind: "files"; readonly sources: readonly OfferedSource[] };

/** What was found there. */
export type Listing =
  | { readonly phase: "none" }
  | { readonly phase: "looking" }
  | {
      readonly phase: "listed";
      readonly list: DeviceList;
      /** About the dates of its files, as they were when it was looked through. */
      readonly doubts: ReadonlyMap<SourceId, ClockDoubt>;
    }
  | { readonly phase: "failed"; readonly error: unknown }
  /** The vault was closed in between: what was offered to it is forgotten. */
  | { readonly phase: "lost" };

/** How far one file is. */
export type Outcome =
  | { readonly phase: "waiting" }
  | { readonly phase: "looking" }
  | { readonly phase: "importing"; readonly conversationId: ConversationId }
  | { readonly phase: "done"; readonly conversationId: ConversationId }
  | { readonly phase: "cancelled" }
  | { readonly phase: "refused"; readonly failure: AppFailure };

/** A file that is brought in, and how far it is. */
export interface Import {
  readonly file: DeviceFile;
  readonly outcome: Outcome;
}

interface BringInState {
  readonly stage: "choose" | "permit" | "import";
  readonly place: Place | null;
  readonly listing: Listing;
  readonly findings: Findings;
  readonly chosen: ReadonlySet<SourceId>;
  readonly forms: ReadonlyMap<SourceId, ItemForm>;
  /** The one whose questions are open. */
  readonly openItem: SourceId | null;
  /** In the order in which they are brought in. */
  readonly imports: readonly Import[];
}

const empty: BringInState = {
  stage: "choose",
  place: null,
  listing: { phase: "none" },
  findings: new Map(),
  chosen: new Set(),
  forms: new Map(),
  openItem: null,
  imports: [],
};

export const useBringIn = create<BringInState>(() => empty);

/** Changes a part of it. */
export function changeBringIn(part: Partial<BringInState>): void {
  useBringIn.setState(part);
}

/** Begins anew, with nothing chosen. */
export function resetBringIn(): void {
  useBringIn.setState(empty, true);
}

/** The files that were found; empty while there are none. */
export function filesOf({ listing }: Pick<BringInState, "listing">): readonly DeviceFile[] {
  return listing.phase === "listed" ? listing.list.files : [];
}

/** What is filled in for a file, or the form to begin with. */
export function formOf(state: Pick<BringInState, "forms" | "listing">, file: DeviceFile): ItemForm {
  return state.forms.get(file.sourceId) ?? newItemForm(file, doubtsOf(state).get(file.sourceId), localZone());
}

const noDoubts: ReadonlyMap<SourceId, ClockDoubt> = new Map();

/** The doubts about the dates of the files that were found. */
export function doubtsOf({ listing }: Pick<BringInState, "listing">): ReadonlyMap<SourceId, ClockDoubt> {
  return listing.phase === "listed" ? listing.doubts : noDoubts;
}

/** Keeps what is filled in for a file. */
export function changeForm(sourceId: SourceId, form: ItemForm): void {
  const { forms } = useBringIn.getState();
  changeBringIn({ forms: new Map(forms).set(sourceId, form) });
}

/** Notes how far a file is. */
export function changeOutcome(sourceId: SourceId, outcome: Outcome): void {
  const { imports } = useBringIn.getState();
  changeBringIn({
    imports: imports.map((one) => (one.file.sourceId === sourceId ? { ...one, outcome } : one)),
  });
}

/** Whether something is being brought in just now. */
export function isUnderWay({ imports }: Pick<BringInState, "imports">): boolean {
  return imports.some(({ outcome }) => ["waiting", "looking", "importing"].includes(outcome.phase));
}
