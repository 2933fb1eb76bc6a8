/** What is asked of each file before it is brought in: its permission, its occasion, and when it was recorded. */
import type { Consent } from "../../../shared/domain/consent.ts";
import type { ConversationDraft, ConversationKind, Permission } from "../../../shared/domain/conversation.ts";
import type { DeviceFile } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { localDateOf } from "../../../shared/domain/localMidnight.ts";
import { type HeldOnProblem, heldOnProblem, validConsents } from "../conversation/conversationDates.ts";
import { type Acknowledged, type FreeText, openConcerns } from "../conversation/identityConcern.ts";
import type { ClockDoubt } from "./fileClock.ts";

/** When it was recorded: what the device says counts only once a person has said so. */
export type RecordedOn =
  | { readonly by: "nobody" }
  | { readonly by: "device"; readonly date: IsoDate; readonly isConfirmed: boolean }
  | { readonly by: "person"; readonly date: IsoDate };

/** What is typed or chosen for one file. */
export interface ItemForm {
  readonly kind: ConversationKind | null;
  /** What allows it to be here, once it is complete. */
  readonly permission: Permission | null;
  readonly occasion: string;
  readonly recordedOn: RecordedOn;
  readonly recordWritten: boolean;
}

/** What is missing, or not right yet. */
export type ItemProblem =
  | "kind"
  | "permission"
  | "permission-over"
  | "unconfirmed"
  | "concern"
  | HeldOnProblem;

/** What is known besides the form. */
export interface ItemSurroundings {
  readonly consents: readonly Consent[];
  readonly today: IsoDate;
  readonly acknowledged: Acknowledged;
}

/** An empty form; the device's date stands in it only where nothing speaks against it. */
export function newItemForm(file: DeviceFile, doubt: ClockDoubt | undefined, zone: string): ItemForm {
  return {
    kind: null,
    permission: null,
    occasion: "",
    recordedOn:
      doubt === undefined
        ? { by: "device", date: localDateOf(file.modifiedAt, zone), isConfirmed: false }
        : { by: "nobody" },
    recordWritten: false,
  };
}

/** The date as it stands in the field; empty for none. */
export function dateOf({ recordedOn }: ItemForm): IsoDate {
  return recordedOn.by === "nobody" ? "" : recordedOn.date;
}

/** The form with a date that a person chose. */
export function withDate(form: ItemForm, date: IsoDate): ItemForm {
  return { ...form, recordedOn: date === "" ? { by: "nobody" } : { by: "person", date } };
}

/** The form with kind and permission of another; occasion and date are each file's own. */
export function sameAs(form: ItemForm, previous: ItemForm): ItemForm {
  return { ...form, kind: previous.kind, permission: previous.permission };
}

/** The text in which something may stand that tells who the client is. */
export function occasionText(sourceId: SourceId, { occasion }: ItemForm): FreeText {
  return { field: `occasion-${sourceId}`, text: occasion };
}

/** What keeps a file from being brought in, in the order of the form; empty if nothing does. */
export function itemProblems(
  sourceId: SourceId,
  form: ItemForm,
  { consents, today, acknowledged }: ItemSurroundings,
): ItemProblem[] {
  const { kind, permission, recordedOn } = form;
  const problems: ItemProblem[] = [];
  const consent = consentOf(form, consents);
  if (kind === null) problems.push("kind");
  else if (permission === null) problems.push("permission");
  else if (kind === "client" && !validConsents(consents, today).some(({ id }) => id === consent?.id)) {
    problems.push("permission-over");
  }
  const date = heldOnProblem(dateOf(form), consent?.givenOn ?? null, today);
  if (date !== null) problems.push(date);
  else if (recordedOn.by === "device" && !recordedOn.isConfirmed) problems.push("unconfirmed");
  if (openConcerns([occasionText(sourceId, form)], acknowledged).length > 0) problems.push("concern");
  return problems;
}

/** The permission a client's conversation rests on. */
export function consentOf({ permission }: ItemForm, consents: readonly Consent[]): Consent | undefined {
  return permission?.kind === "client" ? consents.find(({ id }) => id === permission.consentId) : undefined;
}

/** @returns `null` while something is missing; asked once `itemProblems` finds nothing */
export function draftOf(form: ItemForm): ConversationDraft | null {
  const { permission, occasion } = form;
  return permission === null ? null : { permission, occasion, heldOn: dateOf(form) };
}
