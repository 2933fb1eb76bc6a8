/** The audit log for a person: read, checked, and taken out so that anybody can check it. */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import {
  type AuditFilter,
  type AuditLine,
  auditEventKinds,
  auditLineSchema,
  isAuditEvent,
} from "../../shared/domain/auditEvent.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { replaceWhole } from "../ports/files.ts";
import { readCheckpoint } from "../vault/auditCheckpoint.ts";
import { type AuditRow, appendAudit, eachAuditRow, eachAuditRowBefore } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import { toBase64 } from "../vault/base64.ts";
import { listCheckpoints } from "../vault/checkpointRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { ServiceContext } from "./context.ts";

/** Reads a page of what passes the filter, newest first. */
export function listAudit(
  { vault }: Pick<ServiceContext, "vault">,
  { before, limit, ...filter }: ParsedInput<"audit.list">,
): RequestOutput<"audit.list"> {
  const entries: AuditLine[] = [];
  let next: number | null = null;
  for (const row of eachAuditRowBefore(vault.db, before ?? Number.MAX_SAFE_INTEGER)) {
    const line = lineOf(row);
    if (!isWanted(line, filter)) continue;
    if (entries.length === limit) {
      next = (entries.at(-1)?.sequence ?? 0) || null;
      break;
    }
    entries.push(line);
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
  };
}

/**
 * Writes all of it where the person has chosen; that is in the log, and in the file, before the first byte is written.
 *
 * @throws Failure `request.invalid` for a place that was not chosen
 */
export function exportAudit(
  { vault, files, sources }: Pick<ServiceContext, "vault" | "files" | "sources">,
  { targetId }: { readonly targetId: TargetId },
): RequestOutput<"audit.export"> {
  const targetPath = sources.takeTarget(targetId);
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
  // Beside it lie the person's own files: none of them may be in the way.
  replaceWhole(files, targetPath, bytes, `${targetPath}.${randomUUID()}.tmp`);
  return { entries: entries.length };
}

const bodySchema = auditLineSchema.partial().omit({ sequence: true });

/** What cannot be read was not written here; it is shown all the same, and checking the log says more. */
function lineOf({ sequence, body }: AuditRow): AuditLine {
  const { at, event, consentNumber, conversationId, detail } = entryIn(body);
  return {
    sequence,
    at: at ?? 0,
    event: event ?? "unreadable",
    consentNumber: consentNumber ?? null,
    conversationId: conversationId ?? null,
    detail: detail ?? {},
  };
}

function entryIn(body: string): z.output<typeof bodySchema> {
  try {
    return bodySchema.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}

function isWanted(
  { event, at, consentNumber }: AuditLine,
  { kinds, consentNumber: wantedNumber, from = 0, until = Number.POSITIVE_INFINITY }: AuditFilter,
): boolean {
  // What a later version, or a forger, has written belongs to the vault as a whole.
  const kind = isAuditEvent(event) ? auditEventKinds[event] : "vault";
  return (
    (kinds === undefined || kinds.includes(kind)) &&
    (wantedNumber === undefined || wantedNumber === consentNumber) &&
    at >= from &&
    at < until
  );
}

function findPruned({ db }: OpenVault): RequestOutput<"audit.list">["pruned"] {
  const pruned = listCheckpoints(db)
    .map(readCheckpoint)
    .findLast((checkpoint) => checkpoint?.kind === "pruned");
  return pruned === undefined ? null : { sequence: pruned.sequence, at: pruned.at };
}
