/** The vaults of a computer user, and their names. */
import path from "node:path";
import { readClock, startClock } from "../../shared/domain/effectiveClock.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import type { VaultSummary } from "../../shared/domain/vaultSummary.ts";
import { Failure } from "../../shared/errors.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { FilePort } from "../ports/files.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { laterSeen, readClockFile } from "../vault/clockFile.ts";
import { readLockedNotes, soundsErasedWhileLocked } from "../vault/lockedNotes.ts";
import { listVaultIds, vaultFolderOf } from "../vault/vaultFolder.ts";
import { readHeader } from "../vault/vaultHeader.ts";
import type { ServiceContext } from "./context.ts";
import type { VaultHost } from "./vaultHost.ts";

/**
 * Lists the vaults, by name.
 *
 * Nothing here is authenticated. A vault whose header cannot be read is listed under the beginning of its
 * id: it must not seem to be gone.
 */
export function listVaults({ home, files, clock }: VaultHost): VaultSummary[] {
  return listVaultIds(files, home)
    .map((id) => summaryOf(id, vaultFolderOf(home, id), files, clock))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Gives the unlocked vault another name.
 *
 * @throws Failure `vault.name-taken`
 */
export function renameVault(context: ServiceContext, { name }: { readonly name: string }): void {
  const { vault } = context;
  const home = path.dirname(path.dirname(vault.folder));
  const newName = freeName({ home, files: vault.files }, name, vault.id);
  vault.updateHeader({ name: newName });
  vault.db.transaction(() => appendAudit(vault.db, { at: vault.clock.now(), event: "rename" })).immediate();
}

/**
 * Checks that no other vault has a name, in any case or form of accents.
 *
 * @returns the name as it is stored
 * @throws Failure `vault.name-taken`
 */
export function freeName(
  { home, files }: Pick<VaultHost, "home" | "files">,
  wanted: string,
  own?: VaultId,
): string {
  const name = wanted.normalize("NFC").trim();
  const isTaken = listVaultIds(files, home).some((id) => {
    const other = headerIfReadable(files, vaultFolderOf(home, id))?.name;
    return id !== own && other !== undefined && foldedName(other) === foldedName(name);
  });
  if (isTaken) throw new Failure("vault.name-taken");
  return name;
}

function foldedName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function summaryOf(id: VaultId, folder: string, files: FilePort, clock: ClockPort): VaultSummary {
  const erasedWhileLocked = soundsErasedWhileLocked(readLockedNotes(files, folder)).size;
  const header = headerIfReadable(files, folder);
  if (header === undefined) {
    const name = id.slice(0, 8);
    const unknown = { createdAt: 0, lastUnlockedAt: null, clockNeedsConfirmation: false };
    return { id, name, erasedWhileLocked, ...unknown };
  }
  const { name, createdAt, lastUnlockedAt } = header;
  const seen = laterSeen(header, readClockFile(files, folder));
  const state = startClock(seen.lastSeenAt, clock.now(), clock.monotonic(), seen.trustedAt);
  const clockNeedsConfirmation = readClock(state, clock.now(), clock.monotonic()).needsConfirmation;
  return { id, name, createdAt, lastUnlockedAt, erasedWhileLocked, clockNeedsConfirmation };
}

function headerIfReadable(files: FilePort, folder: string) {
  try {
    return readHeader(files, folder).header;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
