/** A scheme that is being written outlives a lock: it is kept in the vault, and one goes on with it after the next unlock. */
import { call } from "../../api/call.ts";
import { registerFlush } from "../frame/flush.ts";
import { goOnWithScheme, type SchemeEditing, schemesDoing } from "./schemesStore.ts";

/** Raised whenever the fields change: a draft of another form is forgotten. */
const draftVersion = 1;

/** Takes up what was kept, and keeps what is written whenever the vault locks; returns the function that stops. */
export function followSchemeDraft(): () => void {
  void restore();
  return registerFlush(save);
}

/** Forgets what was kept: it has been saved, or was thrown away. */
export function forgetSchemeDraft(): void {
  // What cannot be forgotten now is forgotten after a week.
  call("draft.keep", { of: "scheme", text: null }).catch(() => undefined);
}

/** Nothing that was not changed is worth keeping, and what is saved or thrown away has gone from the store. */
async function save(): Promise<void> {
  const doing = schemesDoing();
  const isWritten = doing.phase === "editing" && doing.draft !== doing.begun;
  const text = isWritten ? JSON.stringify({ draftVersion, editing: doing }) : null;
  await call("draft.keep", { of: "scheme", text });
}

async function restore(): Promise<void> {
  const kept = await call("draft.read", { of: "scheme" }).catch(() => null);
  if (kept === null) return;
  const { draftVersion: written, editing } = JSON.parse(kept.text) as {
    draftVersion?: unknown;
    editing: SchemeEditing;
  };
  if (written === draftVersion) goOnWithScheme(editing);
}
