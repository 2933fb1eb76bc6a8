/** Whether the audit log is as it was written: its chain against every witness, inside the database and outside. */
import type { AuditFinding, AuditVerdict } from "../../shared/domain/auditEvent.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import {
  type Checkpoint,
  checkpointHash,
  isGenuine,
  readCheckpoint,
  type StoredCheckpoint,
} from "./auditCheckpoint.ts";
import { type KeptHead, readAuditHead } from "./auditHeadFile.ts";
import { type AuditHead, type AuditRow, eachAuditRow, emptyLog, followOn } from "./auditLog.ts";
import { readCheckpointCopies } from "./checkpointFile.ts";
import { listCheckpoints } from "./checkpointRepository.ts";
import type { OpenVault } from "./openVault.ts";

/** Everything that says what the log was. */
export interface AuditEvidence {
  readonly vaultId: VaultId;
  /** Ed25519, 32 bytes; of the header, which the vault key authenticates. */
  readonly publicKey: Uint8Array;
  /** The entries in the database, in order. */
  readonly rows: Iterable<AuditRow>;
  /** The checkpoints in the database, in order. */
  readonly checkpoints: readonly StoredCheckpoint[];
  /** `checkpoints.jsonl`. */
  readonly copies: readonly StoredCheckpoint[] | "malformed" | undefined;
  /** `audit.json`. */
  readonly kept: KeptHead | "tampered" | undefined;
}

/** Checks the log of an open vault; reads all of it. */
export function checkAuditLog(
  vault: Pick<OpenVault, "id" | "db" | "files" | "folder" | "keys">,
): AuditVerdict {
  return verifyAudit({
    vaultId: vault.id,
    publicKey: vault.keys.signing.publicKey,
    rows: eachAuditRow(vault.db),
    checkpoints: listCheckpoints(vault.db),
    copies: readCheckpointCopies(vault),
    kept: readAuditHead(vault),
  });
}

/**
 * Checks a log against its witnesses.
 *
 * Who has the database key can write chain and checkpoint rows anew, but can sign no checkpoint and authenticate no
 * `audit.json`. What came after the last of these can only be checked as a chain.
 *
 * A log of which no checkpoint was ever made, as before schema 2, is whole without any.
 */
export function verifyAudit(evidence: AuditEvidence): AuditVerdict {
  const inside = checkRows(evidence);
  const outside = checkOutside(evidence, inside.trusted);
  const chain = checkChain(evidence.rows, [...inside.trusted, ...outside.trusted], outside.heads);
  const findings = withoutRepeats([...chain, ...inside.findings, ...outside.findings]);
  return findings.length === 0 ? { verdict: "whole" } : { verdict: "broken", findings };
}

/** A checkpoint may be missed from two sides. */
function withoutRepeats(findings: readonly AuditFinding[]): AuditFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

interface Checked {
  /** Checkpoints of which it is certain that this vault wrote them, in order. */
  readonly trusted: readonly Checkpoint[];
  readonly findings: readonly AuditFinding[];
}

/** The checkpoints in the database: the last by its signature, each before it by what its successor says of it. */
function checkRows({ checkpoints, publicKey, vaultId }: AuditEvidence): Checked {
  const trusted: Checkpoint[] = [];
  const findings: AuditFinding[] = [];
  let successor: Checkpoint | undefined;
  let next: number | undefined;
  for (const stored of checkpoints.toReversed()) {
    if (next !== undefined && stored.number !== next - 1) {
      findings.push({ finding: "checkpoint-missing", number: next - 1 });
      successor = undefined;
    }
    const checkpoint = readCheckpoint(stored);
    const isTrue =
      successor === undefined
        ? isGenuine(stored, publicKey)
        : Buffer.compare(successor.previous, checkpointHash(stored)) === 0;
    next = stored.number;
    successor = checkpoint?.vault === vaultId && isTrue ? checkpoint : undefined;
    if (successor === undefined) findings.push({ finding: "checkpoint-forged", number: stored.number });
    else trusted.push(successor);
  }
  const first = firstNumber(trusted);
  if (next !== undefined && next > first) findings.push({ finding: "checkpoint-missing", number: first });
  return { trusted: trusted.reverse(), findings: findings.reverse() };
}

/** What lies beside the database; what is there but not in the database was taken out of it. */
function checkOutside(
  { checkpoints, copies, kept, publicKey, vaultId }: AuditEvidence,
  inside: readonly Checkpoint[],
): Checked & { readonly heads: readonly AuditHead[] } {
  const findings: AuditFinding[] = [];
  const first = firstNumber(inside);
  const rows = new Map(checkpoints.map((row) => [row.number, row]));
  const missing = new Set<number>();
  const forged = new Set<number>();
  const trusted: Checkpoint[] = [];
  const readable = copies === undefined || copies === "malformed" ? [] : copies;
  for (const copy of readable) {
    const row = rows.get(copy.number);
    if (copy.number < first || (row !== undefined && isSame(row, copy))) continue;
    const checkpoint = readCheckpoint(copy);
    if (checkpoint?.vault !== vaultId || !isGenuine(copy, publicKey)) {
      if (!findings.some(({ finding }) => finding === "copy-forged"))
        findings.push({ finding: "copy-forged", file: "checkpoints.jsonl" });
      continue;
    }
    trusted.push(checkpoint);
    if (row === undefined) missing.add(copy.number);
    else forged.add(copy.number);
  }
  if (copies === "malformed") findings.push({ finding: "copy-forged", file: "checkpoints.jsonl" });
  if (kept === undefined) findings.push({ finding: "copy-missing", file: "audit.json" });
  if (kept === "tampered") findings.push({ finding: "copy-forged", file: "audit.json" });
  const isKept = kept !== undefined && kept !== "tampered";
  const last = isKept ? kept.checkpoint : undefined;
  if (last !== undefined && last.number >= first) {
    const row = rows.get(last.number);
    if (row === undefined) missing.add(last.number);
    else if (Buffer.compare(checkpointHash(row), last.hash) !== 0) forged.add(last.number);
    const copied = new Set(readable.map(({ number }) => number));
    const isCopied = rangeOf(first, last.number).every((number) => copied.has(number));
    if (!isCopied && copies !== "malformed")
      findings.push({ finding: "copy-missing", file: "checkpoints.jsonl" });
  }
  return {
    trusted,
    heads: isKept ? [kept] : [],
    findings: [
      ...[...missing].map((number) => ({ finding: "checkpoint-missing", number }) as const),
      ...[...forged].map((number) => ({ finding: "checkpoint-forged", number }) as const),
      ...findings,
    ],
  };
}

/** Walks the chain from where the log begins, past every witness; gives the first thing that does not fit. */
function checkChain(
  rows: Iterable<AuditRow>,
  checkpoints: readonly Checkpoint[],
  heads: readonly AuditHead[],
): AuditFinding[] {
  const beginning = latestPruned(checkpoints);
  const witnesses = [...checkpoints.map(headOf), ...heads]
    .filter(({ sequence }) => sequence > 0)
    .sort((one, other) => one.sequence - other.sequence);
  let head = beginning === undefined ? emptyLog : headOf(beginning);
  let witnessed = head.sequence;
  let at = 0;
  const fits = (): boolean => {
    for (; (witnesses[at]?.sequence ?? Number.POSITIVE_INFINITY) <= head.sequence; at += 1) {
      const witness = witnesses[at];
      if (witness === undefined || witness.sequence < head.sequence) continue;
      if (Buffer.compare(witness.hash, head.hash) !== 0) return false;
    }
    return true;
  };
  if (!fits()) return [{ finding: "entries-changed", first: 1, last: Math.max(1, head.sequence) }];
  for (const row of rows) {
    const next = followOn(head, row);
    const sequence = head.sequence + 1;
    if (next === undefined) return [{ finding: "entries-changed", first: sequence, last: sequence }];
    const isWitness = witnesses[at]?.sequence === sequence;
    head = next;
    if (!fits()) return [{ finding: "entries-changed", first: witnessed + 1, last: sequence }];
    if (isWitness) witnessed = sequence;
  }
  const last = witnesses.at(-1)?.sequence ?? 0;
  return last > head.sequence ? [{ finding: "end-missing", after: head.sequence, last }] : [];
}

/** The number with which the checkpoints begin: 1, until something was pruned. */
function firstNumber(trusted: readonly Checkpoint[]): number {
  return latestPruned(trusted)?.keptFrom ?? 1;
}

function latestPruned(checkpoints: readonly Checkpoint[]): Checkpoint | undefined {
  return checkpoints
    .filter(({ kind }) => kind === "pruned")
    .reduce<Checkpoint | undefined>(
      (latest, checkpoint) =>
        latest === undefined || checkpoint.number > latest.number ? checkpoint : latest,
      undefined,
    );
}

function headOf({ sequence, head }: Checkpoint): AuditHead {
  return { sequence, hash: head };
}

function isSame(one: StoredCheckpoint, other: StoredCheckpoint): boolean {
  return one.text === other.text && Buffer.compare(one.signature, other.signature) === 0;
}

function rangeOf(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
