/** What is typed and not saved yet outlives a lock: it is kept in the vault, and is there again after the next unlock. */
import type { RequestInput } from "../../../shared/contract.ts";
import { call } from "../../api/call.ts";

/** Ways of one kind of draft to the vault and back. */
export interface KeptDraft<Form> {
  /** A form as it is kept. */
  write(form: Form): string;
  /** Inverse of `write`; `undefined` for a form of another version. */
  read(text: string): Form | undefined;
  /** Keeps a form. @throws AppFailure if it cannot be kept */
  keep(form: Form): Promise<void>;
  /** Forgets what was kept: it has been saved, or was thrown away. */
  forget(): void;
  /** What was kept last; `undefined` if nothing was, or nothing that can be used: that is forgotten. */
  restore(): Promise<Form | undefined>;
}

/** @param version - raised whenever the fields change: a draft of another form is forgotten */
export function keptDraft<Form>(of: RequestInput<"draft.read">["of"], version: number): KeptDraft<Form> {
  const draft: KeptDraft<Form> = {
    write: (form) => JSON.stringify({ draftVersion: version, form }),
    read(text) {
      const kept = JSON.parse(text) as { draftVersion?: unknown; form: Form };
      return kept.draftVersion === version ? kept.form : undefined;
    },
    keep: async (form) => void (await call("draft.keep", { of, text: draft.write(form) })),
    forget() {
      // What cannot be forgotten now comes back once more, and can be given up then.
      call("draft.keep", { of, text: null }).catch(() => undefined);
    },
    async restore() {
      const kept = await call("draft.read", { of }).catch(() => null);
      const form = kept === null ? undefined : draft.read(kept.text);
      if (kept !== null && form === undefined) draft.forget();
      return form;
    },
  };
  return draft;
}
