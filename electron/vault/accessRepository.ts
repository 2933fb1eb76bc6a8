/** What the audit log knows of the access to one conversation. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { AuditEvent } from "./auditLog.ts";

/** An entry as far as a client may know it: when, and what was done. */
export interface LoggedAccess {
  readonly at: number;
  readonly event: AuditEvent;
  /** Empty where the entry has none. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Entries about a conversation of the given kinds, in the order of the log. */
export function listAccesses(
  db: Database.Database,
  conversationId: ConversationId,
  events: readonly AuditEvent[],
): LoggedAccess[] {
  return db
    .prepare<[string, string], Omit<LoggedAccess, "detail"> & { readonly detail: string }>(
      `SELECT json_extract(body, '$.at') AS at, json_extract(body, '$.event') AS event,
              coalesce(json_extract(body, '$.detail'), '{}') AS detail
         FROM audit
        WHERE json_extract(body, '$.conversationId') = ?
          AND json_extract(body, '$.event') IN (SELECT value FROM json_each(?))
        ORDER BY sequence`,
    )
    .all(conversationId, JSON.stringify(events))
    .map(({ detail, ...access }) => ({ ...access, detail: JSON.parse(detail) }));
}
