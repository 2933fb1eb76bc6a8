/** The audit log for a person: read, checked, and taken out so that anybody can check it. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import {
  type AuditFilter,
  type AuditLine,
  auditEventKinds,
  auditLineSchema,
  isAuditEvent,
} from "../../shared/domain/auditEvent.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { readCheckpoint } from "../vault/auditCheckpoint.ts";
import { type AuditRow, appendAudit, eachAuditRow, eachAuditRowBefore } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import { toBase64 } from "../vault/base64.ts";
import { listCheckpoints } from "../vault/checkpointRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { ServiceContext } from "./context.ts";
import { writeTarget } from "./writeTarget.ts";

/** Reads a page of what passes the filter, newest first. */
export function listAudit(
  { vault }: Pick<ServiceContext, "vault">,
  { before, limit, ...filter }: ParsedInput<"audit.list">,
): RequestOutput<"audit.list"> {
  const entries: AuditLine[] = [];
  let next: number | null = null;
  for (const row of eachAuditRowBefore(vault.db, before ?? Number.MAX_SAFE_INTEGER)) {
    if (!isWanted(row, filter)) continue;
    if (entries.length === limit) {
      next = entries.at(-1)?.sequence ?? null;
      break;
    }
    entries.push(lineOf(row));
  }
  return { entries, next, pruned: findPruned(vault) };
}

/** Checks all of it; so that one does not take it on trust, the fingerprint of the key is given too. */
export function verifyAudit({ vault }: Pick<ServiceContext, "vault">): RequestOutput<"audit.verify"> {
  const count = vault.db.prepare<[], number>("SELECT count(*) FROM audit").pluck().get();
  return {
    verdict: checkAuditLog(vault),
    entries: count ?? 0,
    checkpoints: listCheckpoints(vault.db).length,
    fingerprint: vault.keys.fingerprint,
    lastNotedAt: findLastNoted(vault),
  };
}

/**
 * Writes all of it where the person has chosen; that is in the log, and in the file, before the first byte is written.
 *
 * @throws Failure `request.invalid` for a place that was not chosen
 */
export function exportAudit(
  context: Pick<ServiceContext, "vault" | "files" | "sources">,
  { targetId }: { readonly targetId: TargetId },
): RequestOutput<"audit.export"> {
  const { vault } = context;
  vault.db
    .transaction(() =>
      appendAudit(vault.db, { at: vault.clock.now(), event: "export", detail: { what: "audit-log" } }),
    )
    .immediate();
  const { publicKey } = vault.keys.signing;
  const header = {
    document: "lyhord-audit-log/1",
    vault: vault.id,
    publicKey: toBase64(publicKey),
    fingerprint: vault.keys.fingerprint,
    entryHash:
      "hash = BLAKE2b-256(hash of the entry before, or 32 zero bytes, followed by the UTF-8 bytes of body)",
    checkpointSignature: "Ed25519 over the UTF-8 bytes of text; text.head is the hash of entry text.sequence",
    beginning: "a checkpoint of kind pruned stands for all entries up to its sequence",
  };
  const entries = [...eachAuditRow(vault.db)].map(({ body, hash }) => ({ body, hash: toBase64(hash) }));
  const checkpoints = listCheckpoints(vault.db).map(({ text, signature }) => ({
    text,
    signature: toBase64(signature),
  }));
  const lines = [
    header,
    ...checkpoints.map((checkpoint) => ({ checkpoint })),
    ...entries.map((entry) => ({ entry })),
  ];
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  writeTarget(context, { targetId, bytes });
  return { entries: entries.length };
}

const bodySchema = auditLineSchema.partial().omit({ sequence: true });

/** What cannot be read was not written here; it is shown all the same, and checking the log says more. */
function lineOf({ sequence, body }: AuditRow): AuditLine {
  const { at, event, consentNumber, conversationId, detail } = bodySchema.safeParse(jsonOf(body)).data ?? {};
  return {
    sequence,
    at: at ?? 0,
    event: event ?? "unreadable",
    consentNumber: consentNumber ?? null,
    conversationId: conversationId ?? null,
    detail: detail ?? {},
  };
}

/** Looks at the three fields only: it is asked of tens of thousands of entries to find a few. */
function isWanted(
  { body }: AuditRow,
  { kinds, consentNumber: wantedNumber, from = 0, until = Number.POSITIVE_INFINITY }: AuditFilter,
): boolean {
  const { event, at, consentNumber } = jsonOf(body) as Readonly<Record<string, unknown>>;
  const atMs = typeof at === "number" ? at : 0;
  // What a later version, or a forger, has written belongs to the vault as a whole.
  const kind = typeof event === "string" && isAuditEvent(event) ? auditEventKinds[event] : "vault";
  return (
    (kinds === undefined || kinds.includes(kind)) &&
    (wantedNumber === undefined || wantedNumber === consentNumber) &&
    atMs >= from &&
    atMs < until
  );
}

/** @returns an object, empty if the text is not one */
function jsonOf(body: string): object {
  try {
    const content: unknown = JSON.parse(body);
    return typeof content === "object" && content !== null ? content : {};
  } catch {
    return {};
  }
}

/** What lay outside was written anew then, so that the log may be whole again: that it was not must still be said. */
function findLastNoted({ db }: OpenVault): number | null {
  for (const row of eachAuditRowBefore(db, Number.MAX_SAFE_INTEGER)) {
    if (!row.body.includes('"event":"damage"')) continue;
    const { at, event, detail } = lineOf(row);
    const isOfLog = ["audit log", "audit.json", "checkpoints.jsonl"].includes(String(detail.what));
    if (event === "damage" && isOfLog) return at;
  }
  return null;
}

function findPruned({ db }: OpenVault): RequestOutput<"audit.list">["pruned"] {
  const pruned = listCheckpoints(db)
    .map(readCheckpoint)
    .findLast((checkpoint) => checkpoint?.kind === "pruned");
  return pruned === undefined ? null : { sequence: pruned.sequence, at: pruned.at };
}
