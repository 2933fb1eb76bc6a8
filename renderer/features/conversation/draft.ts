/** What is typed for a new conversation outlives a lock: it is kept in the vault, and is there again at the next unlock. */
import { call } from "../../api/call.ts";
import { registerFlush } from "../frame/flush.ts";
import { formOf, type NewConversationForm, useNewConversation } from "./newConversationStore.ts";

/** Raised whenever the form's fields change: a draft of another form is forgotten. */
const draftVersion = 2;

/** Reads what was kept, and keeps the form whenever the vault locks; returns the function that stops. */
export function followDraft(): () => void {
  void restoreDraft();
  return registerFlush(saveDraft);
}

/** Forgets what was kept: it has become a conversation, or was thrown away. */
export function forgetDraft(): void {
  // What cannot be forgotten now is forgotten after a week.
  call("draft.keep", { of: "conversation", text: null }).catch(() => undefined);
}

/** Writes a form for the vault; a chosen file is not part of it: what was offered ends with the sitting. */
export function draftText(form: NewConversationForm): string {
  const { mode } = form.sound;
  const sound = mode === "file" ? { mode, source: null } : form.sound;
  return JSON.stringify({ draftVersion, form: { ...form, sound } });
}

/** Inverse of `draftText`; `undefined` for a draft of another version. */
export function draftForm(text: string): NewConversationForm | undefined {
  const draft = JSON.parse(text) as { draftVersion?: unknown; form: NewConversationForm };
  return draft.draftVersion === draftVersion ? draft.form : undefined;
}

async function saveDraft(): Promise<void> {
  const form = formOf(useNewConversation.getState());
  if (form.kind !== null) await call("draft.keep", { of: "conversation", text: draftText(form) });
}

async function restoreDraft(): Promise<void> {
  const draft = await call("draft.read", { of: "conversation" }).catch(() => null);
  const { kind, restore } = useNewConversation.getState();
  if (draft === null || kind !== null) return;
  const form = draftForm(draft.text);
  if (form === undefined) forgetDraft();
  else restore(form);
}
