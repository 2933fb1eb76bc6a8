/** What is filled in for a new conversation; it stays when an import is refused or the person looks elsewhere. */
import { create } from "zustand";
import type { ConversationKind, Permission } from "../../../shared/domain/conversation.ts";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { localToday } from "../../ui/localToday.ts";
import { type ConsentForm, newConsentForm } from "./consentForm.ts";
import { type Acknowledged, answerTo, type FreeText } from "./identityConcern.ts";
import { emptyMandateForm, type MandateForm } from "./mandateForm.ts";
import {
  type ColleaguesForm,
  colleaguesPermission,
  newColleaguesForm,
  type PublishedForm,
  publishedPermission,
} from "./permissionForm.ts";

/** Where in the form a person is; the mandate is asked within `permission` where it is missing. */
export const newConversationSteps = ["kind", "permission", "conversation"] as const;
export type NewConversationStep = (typeof newConversationSteps)[number];

/** Whether there is a sound, and which. */
export type SoundChoice =
  | { readonly mode: "file"; readonly source: OfferedSource | null }
  /** It is recorded now, in Lyhörd. */
  | { readonly mode: "record" }
  | { readonly mode: "none" };

/** Everything that is typed or chosen. */
export interface NewConversationForm {
  readonly step: NewConversationStep;
  readonly kind: ConversationKind | null;
  readonly mandate: MandateForm;
  /** The permission chosen, once it is kept. */
  readonly consentId: ConsentId | null;
  /** It was kept just now: the client's copy is offered before the next step. */
  readonly isCopyOffered: boolean;
  readonly consent: ConsentForm;
  readonly colleagues: ColleaguesForm;
  readonly published: PublishedForm;
  readonly occasion: string;
  readonly heldOn: IsoDate;
  readonly sound: SoundChoice;
  readonly recordWritten: boolean;
  readonly acknowledged: Acknowledged;
}

interface NewConversationState extends NewConversationForm {
  /** What stands here was typed before the vault was locked. */
  readonly isRestored: boolean;
  change(part: Partial<NewConversationForm>): void;
  acknowledge(text: FreeText): void;
  /** An empty form, with what is known already. */
  begin(known: {
    readonly kind?: ConversationKind;
    readonly source?: OfferedSource;
    readonly intent?: "record";
  }): void;
  /** Takes up what was typed before. */
  restore(form: NewConversationForm): void;
}

export const useNewConversation = create<NewConversationState>((set, get) => ({
  ...emptyForm(),
  isRestored: false,
  change: (part) => set(part),
  acknowledge: (text) => set({ acknowledged: [...get().acknowledged, answerTo(text)] }),
  begin: ({ kind, source, intent }) =>
    set({
      ...emptyForm(),
      isRestored: false,
      ...(kind ? { kind, step: "permission" } : {}),
      ...(source ? { sound: { mode: "file", source } } : {}),
      ...(intent ? { sound: { mode: intent } } : {}),
    }),
  restore: (form) => set({ ...form, isRestored: true }),
}));

/** The form alone, as it stands. */
export function formOf(state: NewConversationState): NewConversationForm {
  const {
    isRestored: _,
    change: _change,
    acknowledge: _acknowledge,
    begin: _begin,
    restore: _restore,
    ...form
  } = state;
  return form;
}

/** What allows the conversation to be here; `null` while something is missing. */
export function permissionOf(form: NewConversationForm, today: IsoDate): Permission | null {
  switch (form.kind) {
    case null:
      return null;
    case "client":
      return form.consentId === null ? null : { kind: "client", consentId: form.consentId };
    case "role-play":
    case "exercise":
      return colleaguesPermission(form.kind, form.colleagues, today);
    case "published":
      return publishedPermission(form.published);
  }
}

function emptyForm(): NewConversationForm {
  const today = localToday();
  return {
    step: "kind",
    kind: null,
    mandate: emptyMandateForm,
    consentId: null,
    isCopyOffered: false,
    consent: newConsentForm(null, today, ""),
    colleagues: newColleaguesForm(today),
    published: { title: "", source: "", licence: "" },
    occasion: "",
    heldOn: today,
    sound: { mode: "file", source: null },
    recordWritten: false,
    acknowledged: [],
  };
}
