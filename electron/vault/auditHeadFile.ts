/** `audit.json`: the head of the audit log outside the database, so that a shortened or older log is noticed. */
import { z } from "zod";
import { type CheckpointKind, checkpointHash, readCheckpoint, signCheckpoint } from "./auditCheckpoint.ts";
import { type AuditHead, auditHead } from "./auditLog.ts";
import { isAuthentic, readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { base64Codec } from "./base64.ts";
import { copyCheckpoints } from "./checkpointFile.ts";
import { findLastCheckpoint, insertCheckpoint, listCheckpoints } from "./checkpointRepository.ts";
import type { OpenVault } from "./openVault.ts";
import { vaultPaths } from "./vaultFolder.ts";

const headSchema = z.strictObject({
  sequence: z.int().nonnegative(),
  hash: base64Codec(32),
  /** The last checkpoint; missing in what was written before there were any. */
  checkpoint: z.strictObject({ number: z.int().positive(), hash: base64Codec(32) }).optional(),
});

/** The head as it was last kept, and the last checkpoint there was then. */
export type KeptHead = z.output<typeof headSchema>;

/** So many entries get a checkpoint at the latest. */
const mostEntriesUnsigned = 50;

/**
 * Reads the head that was last kept.
 *
 * @returns `undefined` if there is none yet; `"tampered"` if it is not what this vault wrote
 */
export function readAuditHead(
  vault: Pick<OpenVault, "files" | "folder" | "keys">,
): KeptHead | "tampered" | undefined {
  const stored = readAuthenticated(vault.files, vaultPaths(vault.folder).auditHead);
  if (stored === undefined) return undefined;
  if (stored === "malformed" || !isAuthentic(stored, vault.keys.auditMacKey)) return "tampered";
  return headSchema.parse(JSON.parse(stored.text));
}

/**
 * Keeps outside the database what the log is checked against: a checkpoint if it is time for one, the copies of all
 * checkpoints, and last the present head.
 *
 * In this order a crash leaves nothing outside that is not in the database as well. Not within a transaction.
 *
 * @param occasion - asks for a checkpoint also before 50 entries have come, if any has
 */
export function writeAuditHead(
  vault: Pick<OpenVault, "id" | "files" | "folder" | "keys" | "db" | "clock">,
  occasion?: Extract<CheckpointKind, "lock" | "unlock">,
): void {
  const { db, files, folder, keys } = vault;
  addCheckpoint(vault, occasion);
  copyCheckpoints(vault, listCheckpoints(db));
  const last = findLastCheckpoint(db);
  const checkpoint = last && { number: last.number, hash: checkpointHash(last) };
  const kept: KeptHead = { ...auditHead(db), ...(checkpoint && { checkpoint }) };
  const text = JSON.stringify(z.encode(headSchema, kept));
  writeAuthenticated(files, vaultPaths(folder).auditHead, text, keys.auditMacKey);
}

/** Signs a head of this log as the next checkpoint and inserts it; call it in a transaction. */
export function insertSignedCheckpoint(
  { id, db, keys, clock }: Pick<OpenVault, "id" | "db" | "keys" | "clock">,
  kind: CheckpointKind,
  { sequence, hash }: AuditHead,
  keptFrom?: (number: number) => number,
): void {
  const last = findLastCheckpoint(db);
  const number = (last?.number ?? 0) + 1;
  const checkpoint = signCheckpoint(
    {
      vault: id,
      number,
      kind,
      sequence,
      head: hash,
      at: clock.now(),
      previous: last === undefined ? new Uint8Array(32) : checkpointHash(last),
      ...(keptFrom && { keptFrom: keptFrom(number) }),
    },
    keys.signing.secretKey,
  );
  insertCheckpoint(db, checkpoint);
}

function addCheckpoint(
  vault: Pick<OpenVault, "id" | "db" | "keys" | "clock">,
  occasion: "lock" | "unlock" | undefined,
): void {
  const { db } = vault;
  db.transaction(() => {
    const head = auditHead(db);
    const last = findLastCheckpoint(db);
    const signed = last === undefined ? 0 : (readCheckpoint(last)?.sequence ?? 0);
    const unsigned = head.sequence - signed;
    const isDue = last === undefined || occasion !== undefined || unsigned >= mostEntriesUnsigned;
    if (isDue && unsigned > 0) insertSignedCheckpoint(vault, occasion ?? "interval", head);
  }).immediate();
}
