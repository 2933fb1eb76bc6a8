/** The vaults of a computer user, and their names. */
import path from "node:path";
import { readClock, startClock } from "../../shared/domain/effectiveClock.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import type { VaultSummary } from "../../shared/domain/vaultSummary.ts";
import { Failure } from "../../shared/errors.ts";
import { createBlobStore } from "../audio/blobStore.ts";
import type { FilePort } from "../ports/files.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { laterSeen, readClockFile } from "../vault/clockFile.ts";
import { type LockedNote, readLockedNotes, soundsNotedWhileLocked } from "../vault/lockedNotes.ts";
import { listVaultIds, vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { readHeader } from "../vault/vaultHeader.ts";
import { ifPossible, isSystemError } from "./attempts.ts";
import type { ServiceContext } from "./context.ts";
import { listOverdueSounds } from "./lockedErasure.ts";
import type { VaultHost } from "./vaultHost.ts";

/**
 * Lists the vaults, by name.
 *
 * Nothing here is authenticated. A vault whose header cannot be read, whatever the reason, is listed under the
 * beginning of its id: it must not seem to be gone, nor keep the others from being listed.
 */
export function listVaults(host: VaultHost): VaultSummary[] {
  return listVaultIds(host.files, host.home)
    .map((id) => summaryOf(host, id))
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

/** The sweep comes every minute: what is due for no longer has not been tried yet. */
const overdueAfterMs = 2 * 60_000;

function summaryOf(host: VaultHost, id: VaultId): VaultSummary {
  const { files, clock } = host;
  const folder = vaultFolderOf(host.home, id);
  const sounds = soundsOf(host, id, folder);
  const header = headerIfReadable(files, folder);
  if (header === undefined) {
    const name = id.slice(0, 8);
    return { id, name, createdAt: 0, lastUnlockedAt: null, ...sounds, clockNeedsConfirmation: false };
  }
  const { name, createdAt, lastUnlockedAt } = header;
  const kept = ifPossible(() => readClockFile(files, folder));
  const seen = laterSeen(header, kept);
  const state = startClock(seen.lastSeenAt, clock.now(), clock.monotonic(), seen.trustedAt);
  const clockNeedsConfirmation = readClock(state, clock.now(), clock.monotonic()).needsConfirmation;
  return { id, name, createdAt, lastUnlockedAt, ...sounds, clockNeedsConfirmation };
}

/** What became of the sounds while locked: a note tells what was tried, the files what came of it. */
function soundsOf(
  host: VaultHost,
  id: VaultId,
  folder: string,
): Pick<VaultSummary, "erasedWhileLocked" | "overdueSounds"> {
  const notes = ifPossible(() => readLockedNotes(host.files, folder)) ?? [];
  const { media } = vaultPaths(folder);
  const audio = ifPossible(() => createBlobStore({ files: host.files, folder: media }));
  const erased = [...soundsNotedWhileLocked(notes)].filter((one) => audio?.hasShred(one) === false);
  return { erasedWhileLocked: erased.length, overdueSounds: overdueSounds(host, id, notes) };
}

function overdueSounds(host: VaultHost, id: VaultId, notes: readonly LockedNote[]): number {
  try {
    return listOverdueSounds(host, id, notes, overdueAfterMs).length;
  } catch (error) {
    // Nobody knows what is due where neither the schedule nor any memory of time can be read.
    if (error instanceof Failure || isSystemError(error)) return 0;
    throw error;
  }
}

function headerIfReadable(files: FilePort, folder: string) {
  try {
    return readHeader(files, folder).header;
  } catch (error) {
    if (error instanceof Failure || isSystemError(error)) return undefined;
    throw error;
  }
}
