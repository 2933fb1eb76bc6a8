/** The vault check: everything is read once, and what is not as it should be is told – nothing is changed by looking. */
import { setImmediate } from "node:timers/promises";
import type { AuditFinding } from "../../shared/domain/auditEvent.ts";
import {
  byGravity,
  type Checked,
  type CheckFinding,
  type CheckOutcome,
  type CheckStage,
} from "../../shared/domain/vaultCheck.ts";
import { Failure } from "../../shared/errors.ts";
import { type Computer, thisComputer } from "../ports/computer.ts";
import { appendAudit, auditHead, listDamage } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import { listConversationTitles } from "../vault/conversationRepository.ts";
import { listWithoutClock, readWholeDatabase, unlessDamaged } from "../vault/databaseHealth.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { isScheduleCurrent } from "../vault/schedule.ts";
import { isWithdrawalFileCurrent } from "../vault/withdrawalFile.ts";
import { checkFolder } from "./checkFolder.ts";
import { checkSound } from "./checkSound.ts";
import type { ServiceContext } from "./context.ts";
import { placeOfHome } from "./homeWarnings.ts";
import type { RunningCheck } from "./sitting.ts";

/** Damage noticed at an unlock is told of for so long, ms. */
const rememberedMs = 30 * 86_400_000;

/**
 * Checks the whole vault; reading sound for this is not listening, and is logged as a check.
 *
 * @throws Failure `request.invalid` if a check is running
 */
export async function checkVault(
  context: ServiceContext,
  computer: Computer = thisComputer,
): Promise<CheckOutcome> {
  const { sitting } = context;
  if (sitting.check !== undefined) throw new Failure("request.invalid");
  const running: RunningCheck = { isCancelled: false };
  sitting.check = running;
  try {
    return await runCheck(context, running, computer);
  } finally {
    sitting.check = undefined;
  }
}

/** Stops a check between two pieces; does nothing if none is running. */
export function cancelCheck({ sitting }: ServiceContext): void {
  if (sitting.check !== undefined) sitting.check.isCancelled = true;
}

async function runCheck(
  context: ServiceContext,
  running: RunningCheck,
  computer: Computer,
): Promise<CheckOutcome> {
  const { vault } = context;
  log(vault, { phase: "begun" });
  await begin(context, "files");
  const folder = [
    ...placeFindings(vault, computer),
    ...unlessDamaged(() => checkFolder(context, computer), []),
  ];
  await begin(context, "database");
  const database = readWholeDatabase(vault.db);
  const isDamaged = !database.isWhole || database.unreadableTables > 0;
  const inDatabase: CheckFinding[] = [
    ...(isDamaged ? [{ found: "database-damaged", tables: database.unreadableTables } as const] : []),
    ...unlessDamaged(() => clockFindings(vault), []),
  ];
  await begin(context, "log");
  const inLog = unlessDamaged(() => logFindings(vault), []);
  await begin(context, "sound");
  const sound = await checkSound(context, running, (doneBytes, totalBytes) =>
    context.emit({ name: "check.progress", payload: { stage: "sound", doneBytes, totalBytes } }),
  );
  if (running.isCancelled) {
    log(vault, { phase: "cancelled" });
    return { phase: "cancelled" };
  }
  const findings = byGravity([...folder, ...inDatabase, ...inLog, ...sound.findings]);
  log(vault, { phase: "done", findings: findings.length });
  const checked: Checked = {
    conversations: unlessDamaged(() => listConversationTitles(vault.db).length, 0),
    recordings: sound.recordings,
    soundBytes: sound.soundBytes,
    rows: database.rows,
    logEntries: unlessDamaged(() => auditHead(vault.db).sequence, 0),
  };
  return { phase: "done", at: vault.clock.now(), findings, checked };
}

/** Says what begins, and lets the page hear it before the process is busy. */
async function begin(context: ServiceContext, stage: CheckStage): Promise<void> {
  context.emit({ name: "check.progress", payload: { stage, doneBytes: 0, totalBytes: 0 } });
  await setImmediate();
}

function placeFindings(vault: OpenVault, computer: Computer): CheckFinding[] {
  const place = placeOfHome(vault.folder, computer);
  if (place === null) return [];
  return [
    place.place === "network"
      ? { found: "folder-on-network" }
      : { found: "folder-synchronised", service: place.service },
  ];
}

function clockFindings(vault: OpenVault): CheckFinding[] {
  const titles = new Map(listConversationTitles(vault.db).map(({ id, title }) => [id, title]));
  const without = listWithoutClock(vault.db).map(
    (id): CheckFinding => ({
      found: "conversation-without-clock",
      conversationId: id,
      title: titles.get(id) ?? "",
    }),
  );
  const waits = vault.clock.phase().phase === "needs-confirmation";
  return waits ? [...without, { found: "clock-waits" }] : without;
}

function logFindings(vault: OpenVault): CheckFinding[] {
  const verdict = checkAuditLog(vault);
  const findings = verdict.verdict === "whole" ? [] : ofTheLog(verdict.findings);
  if (!isScheduleCurrent(vault) || !isWithdrawalFileCurrent(vault)) findings.push({ found: "schedule-lost" });
  const noted = listDamage(vault.db, vault.clock.now() - rememberedMs);
  const last = noted.at(-1);
  if (last !== undefined) findings.push({ found: "damage-noted", count: noted.length, at: last.at });
  return findings;
}

/** The log itself once, with where it begins to be another; what is kept outside once. */
function ofTheLog(findings: readonly AuditFinding[]): CheckFinding[] {
  const isCopy = ({ finding }: AuditFinding) => finding === "copy-missing" || finding === "copy-forged";
  const entries = findings.flatMap((found) => {
    if (found.finding === "entries-changed") return [found.first];
    return found.finding === "end-missing" ? [found.after + 1] : [];
  });
  return [
    ...(findings.every(isCopy)
      ? []
      : [{ found: "log-broken", entry: entries.length === 0 ? 1 : Math.min(...entries) } as const]),
    ...(findings.some(isCopy) ? [{ found: "log-copy-lost" } as const] : []),
  ];
}

/** A database that takes no entry any more is what the check is there to tell of. */
function log(vault: OpenVault, detail: Readonly<Record<string, string | number>>): void {
  const entry = { at: vault.clock.now(), event: "check", detail } as const;
  unlessDamaged(() => void vault.db.transaction(() => appendAudit(vault.db, entry)).immediate(), undefined);
}
