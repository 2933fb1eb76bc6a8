/** What happens between a vault's key being right and its first row being read. */

import type { AuditFinding, AuditVerdict, DamagedPart } from "../../shared/domain/auditEvent.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { createBlobStore } from "../audio/blobStore.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit, appendDamage, type Damage, lastAuditAt } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import type { SlotName } from "../vault/keySlots.ts";
import { soundsNotedWhileLocked, takeLockedNotes } from "../vault/lockedNotes.ts";
import { recordNotedWithdrawal } from "../vault/notedWithdrawals.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { beginPages, changedSinceLock, forgetPages } from "../vault/pageDigest.ts";
import { isErasable, isScheduleAuthentic, listScheduled, writeSchedule } from "../vault/schedule.ts";
import { keepTombstones } from "../vault/tombstones.ts";
import { saveClock, type UnlockedVault } from "../vault/unlockedVault.ts";
import { vaultPaths } from "../vault/vaultFolder.ts";
import { isWithdrawalFileAuthentic } from "../vault/withdrawalFile.ts";
import { isKeyHalfAbsent } from "./destroySounds.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { refreshCompanions } from "./keepErased.ts";
import { removeLeftoversOfBackups } from "./makeBackup.ts";
import { removeUnfinishedFiles } from "./outsideFile.ts";
import { pruneAuditLog } from "./pruneAuditLog.ts";
import { listGoneBeforeHold, sweepDueErasures } from "./sweep.ts";

/** An entry may be as much newer than the clock that is kept every minute, ms. */
const clockSlackMs = 5 * 60_000;

/**
 * Takes in what happened while locked, checks what could be changed meanwhile, erases what is overdue, and
 * writes schedule, time and header anew.
 *
 * @param version - of Lyhörd, for certificates
 */
export function settleUnlocked(vault: UnlockedVault, version: string, slot: SlotName): Session {
  const changed = changedSinceLock(vault);
  beginPages(vault);
  const takenAt = vault.clock.now();
  const context = contextForErasing(vault, version);
  const isErased = (id: RecordingId) => isKeyHalfAbsent(context.audio, id);
  const notes = takeLockedNotes(vault, takenAt, isErased, (note) =>
    recordNotedWithdrawal(vault, note, takenAt),
  );
  const erasedWhileLocked = [...soundsNotedWhileLocked(notes)].filter(isErased).length;
  // Under a hold nothing is erased that would tell the backups.
  if (notes.some(({ event }) => event === "withdrawal")) refreshCompanions(vault);
  const { verdict } = noteDamage(vault, changed);
  vault.db
    .transaction(() => appendAudit(vault.db, { at: vault.clock.now(), event: "unlock", detail: { slot } }))
    .immediate();
  removeLeftoversOfBackups(vault);
  noteMissingKeyHalves(context);
  sweepDueErasures(context);
  removeUnfinishedFiles(vault);
  // Where something is wrong with the log, nothing of it is thrown away.
  if (verdict === "whole") pruneAuditLog(vault);
  const { lastSeenAt, trustedAt } = vault.clock.seen();
  keepOutsideDatabase(vault, "unlock");
  vault.updateHeader({ lastUnlockedAt: vault.clock.now(), lastSeenAt, trustedAt });
  return sessionOf(vault, erasedWhileLocked);
}

/** Writes what the next start must find without a key: schedule, time seen, head of the audit log, what was erased. */
export function keepOutsideDatabase(vault: OpenVault, occasion?: "unlock"): void {
  writeSchedule(vault);
  keepTombstones(vault);
  saveClock(vault);
  writeAuditHead(vault, occasion);
  // A vault that is new, restored or about to get other keys has no sitting before it.
  if (occasion === undefined) forgetPages(vault);
}

/** What the page is told of an unlocked vault. */
export function sessionOf(vault: UnlockedVault, erasedWhileLocked: number): Session {
  return {
    vaultId: vault.id,
    name: vault.header().name,
    fingerprint: vault.keys.fingerprint,
    erasedWhileLocked,
    clock: vault.clock.phase(),
  };
}

/** Nothing else is going on yet: nothing plays, nothing is imported, nobody listens. */
function contextForErasing(vault: UnlockedVault, version: string): ErasureContext {
  return {
    vault,
    audio: createBlobStore({ files: vault.files, folder: vaultPaths(vault.folder).media }),
    version,
    isUnlocking: true,
    tokens: { revoke() {} },
    sitting: { imports: new Map(), transcodings: new Map(), destroyedHalves: new Map() },
    emit() {},
  };
}

/** A key half that is gone before its time was not erased by us: that is logged, and nothing is claimed. */
function noteMissingKeyHalves({ vault, audio }: ErasureContext): void {
  const gone = new Set(listGoneBeforeHold({ vault, audio }).map(({ recordingId }) => recordingId));
  const until = vault.clock.erasableUntil();
  const { trustedAt } = vault.clock.seen();
  const missing = listScheduled(vault).filter(
    (entry) =>
      !isErasable(entry, until, trustedAt) &&
      !gone.has(entry.recordingId) &&
      isKeyHalfAbsent(audio, entry.recordingId),
  );
  if (missing.length === 0) return;
  vault.db
    .transaction(() => {
      for (const { recordingId } of missing) {
        appendDamage(vault.db, vault.clock.now(), { what: "key half", recordingId });
      }
    })
    .immediate();
}

/** A changed audit log or schedule is itself logged; the vault still opens, for the content is authenticated by itself. */
function noteDamage(vault: UnlockedVault, changed: readonly DamagedPart[]): AuditVerdict {
  const verdict = checkAuditLog(vault);
  const damaged: Damage[] = verdict.verdict === "whole" ? [] : verdict.findings.map(damageOf);
  if (!isScheduleAuthentic(vault)) damaged.push({ what: "schedule.json" });
  if (!isWithdrawalFileAuthentic(vault)) damaged.push({ what: "withdrawals.json" });
  if (vault.isHeaderPutBack) damaged.push({ what: "vault.json" });
  for (const what of changed) damaged.push({ what });
  // What the log has seen was shown by the clock: only a clock file that was put back can know less.
  if (vault.clock.now() + clockSlackMs < lastAuditAt(vault.db)) damaged.push({ what: "clock.json" });
  if (damaged.length > 0) {
    vault.db
      .transaction(() => {
        for (const damage of damaged) appendDamage(vault.db, vault.clock.now(), damage);
      })
      .immediate();
  }
  return verdict;
}

/** What the log says of a finding: where, in numbers. */
function damageOf(found: AuditFinding): Damage {
  switch (found.finding) {
    case "entries-changed":
    case "end-missing":
    case "checkpoint-missing":
    case "checkpoint-forged": {
      const { finding, ...where } = found;
      return { what: "audit log", finding, ...where };
    }
    case "copy-missing":
    case "copy-forged":
      return { what: found.file, finding: found.finding };
  }
}
