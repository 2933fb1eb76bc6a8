/** What happens between a vault's key being right and its first row being read. */
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { createBlobStore } from "../audio/blobStore.ts";
import { readAuditHead, writeAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit, lastAuditAt, verifyAuditLog } from "../vault/auditLog.ts";
import type { SlotName } from "../vault/keySlots.ts";
import { soundsErasedWhileLocked, takeLockedNotes } from "../vault/lockedNotes.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { arePagesAsLeft, beginPages } from "../vault/pageDigest.ts";
import { isErasable, isScheduleAuthentic, listScheduled, writeSchedule } from "../vault/schedule.ts";
import { saveClock, type UnlockedVault } from "../vault/unlockedVault.ts";
import { vaultPaths } from "../vault/vaultFolder.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { sweepDueErasures } from "./sweep.ts";

/** An entry may be as much newer than the clock that is kept every minute, ms. */
const clockSlackMs = 5 * 60_000;

/**
 * Takes in what happened while locked, checks what could be changed meanwhile, erases what is overdue, and
 * writes schedule, time and header anew.
 *
 * @param version - of Lyhörd, for certificates
 */
export function settleUnlocked(vault: UnlockedVault, version: string, slot: SlotName): Session {
  const isAsLeft = arePagesAsLeft(vault);
  beginPages(vault);
  const notes = takeLockedNotes(vault, vault.clock.now());
  noteDamage(vault, isAsLeft);
  vault.db
    .transaction(() => appendAudit(vault.db, { at: vault.clock.now(), event: "unlock", detail: { slot } }))
    .immediate();
  const context = contextForErasing(vault, version);
  noteMissingKeyHalves(context);
  sweepDueErasures(context);
  const { lastSeenAt, trustedAt } = vault.clock.seen();
  keepOutsideDatabase(vault);
  vault.updateHeader({ lastUnlockedAt: vault.clock.now(), lastSeenAt, trustedAt });
  return sessionOf(vault, soundsErasedWhileLocked(notes).size);
}

/** Writes what the next start must find without a key: schedule, time seen, head of the audit log. */
export function keepOutsideDatabase(vault: OpenVault): void {
  writeSchedule(vault);
  saveClock(vault);
  writeAuditHead(vault);
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
    tokens: { revoke() {} },
    sitting: { imports: new Map(), transcodings: new Map() },
    emit() {},
  };
}

/** A key half that is gone before its time was not erased by us: that is logged, and nothing is claimed. */
function noteMissingKeyHalves({ vault, audio }: ErasureContext): void {
  const until = vault.clock.erasableUntil();
  const { trustedAt } = vault.clock.seen();
  const missing = listScheduled(vault).filter(
    (entry) => !isErasable(entry, until, trustedAt) && audio.readShred(entry.recordingId) === undefined,
  );
  if (missing.length === 0) return;
  vault.db
    .transaction(() => {
      for (const { recordingId } of missing) {
        appendAudit(vault.db, {
          at: vault.clock.now(),
          event: "damage",
          detail: { what: "key half", recordingId },
        });
      }
    })
    .immediate();
}

/** A changed audit log or schedule is itself logged; the vault still opens, for the content is authenticated by itself. */
function noteDamage(vault: UnlockedVault, isAsLeft: boolean): void {
  const head = readAuditHead(vault);
  // Every vault has both files from its creation on: one that is missing was taken away.
  const isHeadKept = head !== undefined && head !== "tampered";
  const damaged: string[] = [];
  if (!isHeadKept) damaged.push("audit.json");
  if (!verifyAuditLog(vault.db, isHeadKept ? head : undefined).isWhole) damaged.push("audit log");
  if (!isScheduleAuthentic(vault)) damaged.push("schedule.json");
  if (!isAsLeft) damaged.push("database");
  // What the log has seen was shown by the clock: only a clock file that was put back can know less.
  if (vault.clock.now() + clockSlackMs < lastAuditAt(vault.db)) damaged.push("clock.json");
  if (damaged.length === 0) return;
  vault.db
    .transaction(() => {
      for (const what of damaged)
        appendAudit(vault.db, { at: vault.clock.now(), event: "damage", detail: { what } });
    })
    .immediate();
}
