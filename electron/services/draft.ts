/** What was typed and not saved when the vault was locked: kept inside it until it is saved or given up. */
import { z } from "zod";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findSetting, removeSetting, type SettingName, upsertSetting } from "../vault/settingRepository.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import type { ServiceContext } from "./context.ts";

type DraftOf = ParsedInput<"draft.read">["of"];

/** How long a draft is kept, ms: one that may name people before they have said yes to anything does not lie about for long. */
const keptMs: Readonly<Partial<Record<DraftOf, number>>> = { conversation: 7 * 86_400_000 };

const settingOf: Readonly<Record<DraftOf, SettingName>> = {
  conversation: "new-conversation-draft",
  scheme: "scheme-draft",
  practice: "practice-draft",
};
const draftSchema = z.object({ savedAt: z.number(), text: z.string() });

/** Keeps a text, or with `null` forgets what was kept. */
export function keepDraft({ vault }: ServiceContext, { of, text }: ParsedInput<"draft.keep">): void {
  if (text === null) forget(vault, of);
  else upsertSetting(vault.db, settingOf[of], { savedAt: vault.clock.now(), text });
}

/** The text kept last; `null` if there is none. */
export function readDraft(
  { vault }: ServiceContext,
  { of }: ParsedInput<"draft.read">,
): RequestOutput<"draft.read"> {
  const draft = draftOf(vault, of);
  return draft === undefined ? null : { text: draft.text };
}

/** Forgets drafts whose time is over; run at unlock. */
export function dropOldDrafts(vault: OpenVault): void {
  for (const [of, lastMs] of Object.entries(keptMs) as [DraftOf, number][]) {
    const draft = draftOf(vault, of);
    if (draft !== undefined && draft.savedAt + lastMs <= vault.clock.now()) forget(vault, of);
  }
}

function forget({ db }: OpenVault, of: DraftOf): void {
  if (removeSetting(db, settingOf[of])) truncateWal(db);
}

function draftOf({ db }: OpenVault, of: DraftOf) {
  return draftSchema.optional().parse(findSetting(db, settingOf[of]));
}
