/** Who has heard or read a conversation, and when, as far as its client may know. */
import type { ClientAccess } from "../../shared/domain/clientCopy.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { type LoggedAccess, listAccesses } from "../vault/accessRepository.ts";
import type { AuditEvent } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";

type Deed = ClientAccess["what"];
type Detail = LoggedAccess["detail"];

/** What the audit log's events are to a client; other events are none of access. */
const deedsOf: Partial<Record<AuditEvent, (detail: Detail) => readonly Deed[]>> = {
  open: () => ["opened"],
  play: () => ["played"],
  "listen-together": () => ["listened-together"],
  "for-client": () => ["copied"],
  // Saving the receipt, and erasing here afterwards, give nothing to anyone.
  "hand-over": ({ saved, eraseHere }) => (saved === true || eraseHere === true ? [] : ["handed-over"]),
  export: exported,
  print: printed,
};

/** Each day and deed once, in order. */
export function listClientAccesses(vault: OpenVault, { id }: ConversationDetail): ClientAccess[] {
  const events = Object.keys(deedsOf) as AuditEvent[];
  const accesses = new Map<string, ClientAccess>();
  for (const { at, event, detail } of listAccesses(vault.db, id, events)) {
    const on = localDateOf(at, vault.clock.zone);
    for (const what of deedsOf[event]?.(detail) ?? []) accesses.set(`${on} ${what}`, { on, what });
  }
  return [...accesses.values()];
}

/** What goes to an archive is told by its receipt, once it is whole. */
function exported({ contents, form, withCodings, withText }: Detail): Deed[] {
  const how = form === "paper" ? "printed" : "exported";
  return [
    ...(contents === "transcript" || withText === true ? ([`text-${how}`] as const) : []),
    ...(contents === "coding" || withCodings === true ? ([`coding-${how}`] as const) : []),
  ];
}

/** Copies for the client are told as that, and other papers hold nothing of what was said. */
function printed({ document, printedOn }: Detail): Deed[] {
  const how = printedOn === "pdf" ? "exported" : "printed";
  if (document === "transcript") return [`text-${how}`];
  return document === "coding" ? [`coding-${how}`] : [];
}
