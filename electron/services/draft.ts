/** What was typed for a new conversation when the vault was locked: kept inside it, for a week at most. */
import { z } from "zod";
import type { OpenVault } from "../vault/openVault.ts";
import { findSetting, removeSetting, upsertSetting } from "../vault/settingRepository.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import type { ServiceContext } from "./context.ts";

/** A draft names people before they have said yes to anything: it does not lie about for long, ms. */
const keptMs = 7 * 86_400_000;

const draftSchema = z.object({ savedAt: z.number(), text: z.string() });

/** Keeps a text, or with `null` forgets what was kept. */
export function keepDraft({ vault }: ServiceContext, { text }: { readonly text: string | null }): void {
  if (text === null) forget(vault);
  else upsertSetting(vault.db, "new-conversation-draft", { savedAt: vault.clock.now(), text });
}

/** The text kept last; `null` if there is none. */
export function readDraft({ vault }: ServiceContext): { readonly text: string } | null {
  const draft = draftOf(vault);
  return draft === undefined ? null : { text: draft.text };
}

/** Forgets a draft whose time is over; run at unlock. */
export function dropOldDraft(vault: OpenVault): void {
  const draft = draftOf(vault);
  if (draft !== undefined && draft.savedAt + keptMs <= vault.clock.now()) forget(vault);
}

function forget({ db }: OpenVault): void {
  if (removeSetting(db, "new-conversation-draft")) truncateWal(db);
}

function draftOf({ db }: OpenVault) {
  return draftSchema.optional().parse(findSetting(db, "new-conversation-draft"));
}
