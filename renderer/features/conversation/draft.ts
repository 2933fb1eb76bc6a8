/** What is typed for a new conversation outlives a lock. */
import { registerFlush } from "../frame/flush.ts";
import { keptDraft } from "../frame/keptDraft.ts";
import { formOf, type NewConversationForm, useNewConversation } from "./newConversationStore.ts";

const draft = keptDraft<NewConversationForm>("conversation", 2);

/** Forgets what was kept: it has become a conversation, or was thrown away. */
export const forgetDraft = draft.forget;
/** Inverse of `draftText`; `undefined` for a draft of another version. */
export const draftForm = draft.read;

/** Reads what was kept, and keeps the form whenever the vault locks; returns the function that stops. */
export function followDraft(): () => void {
  void restoreDraft();
  return registerFlush(saveDraft);
}

/** Writes a form for the vault; a chosen file is not part of it: what was offered ends with the sitting. */
export function draftText(form: NewConversationForm): string {
  return draft.write(withoutFile(form));
}

async function saveDraft(): Promise<void> {
  const form = formOf(useNewConversation.getState());
  if (form.kind !== null) await draft.keep(withoutFile(form));
}

async function restoreDraft(): Promise<void> {
  const form = await draft.restore();
  const { kind, restore } = useNewConversation.getState();
  if (form !== undefined && kind === null) restore(form);
}

function withoutFile(form: NewConversationForm): NewConversationForm {
  const { mode } = form.sound;
  return { ...form, sound: mode === "file" ? { mode, source: null } : form.sound };
}
