/** A scheme that is being written outlives a lock: one goes on with it after the next unlock. */
import { registerFlush } from "../frame/flush.ts";
import { keptDraft } from "../frame/keptDraft.ts";
import { goOnWithScheme, type SchemeEditing, schemesDoing } from "./schemesStore.ts";

const draft = keptDraft<SchemeEditing>("scheme", 2);

/** Forgets what was kept: it has been saved, or was thrown away. */
export const forgetSchemeDraft = draft.forget;

/** Takes up what was kept, and keeps what is written whenever the vault locks; returns the function that stops. */
export function followSchemeDraft(): () => void {
  void restoreDraft();
  return registerFlush(saveDraft);
}

/** What was not changed is not worth keeping; what is saved or thrown away is forgotten then. */
async function saveDraft(): Promise<void> {
  const doing = schemesDoing();
  if (doing.phase === "editing" && doing.draft !== doing.begun) await draft.keep(doing);
}

async function restoreDraft(): Promise<void> {
  const editing = await draft.restore();
  if (editing !== undefined) goOnWithScheme(editing);
}
