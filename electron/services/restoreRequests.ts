/** Restoring a backup as the page asks for it, while no vault is unlocked. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { fingerprint } from "../crypto/signing.ts";
import { vaultFolderOf } from "../vault/vaultFolder.ts";
import type { VaultHeader } from "../vault/vaultHeader.ts";
import { reachableSlot } from "./keysSecret.ts";
import { openOffered, restoreBackup } from "./restoreBackup.ts";
import type { RunningBackup } from "./sitting.ts";
import type { VaultGate } from "./vaultGate.ts";
import type { VaultHost } from "./vaultHost.ts";

/**
 * Reads what a backup says of itself: nothing of it is authenticated yet.
 *
 * @throws Failure `media.source-gone`, `backup.not-a-backup`, `backup.damaged`, `backup.format-too-new`,
 *   `backup.list-too-large`, `backup.list-damaged`
 */
export async function inspectBackup(
  { host, sources }: VaultGate,
  { sourceId }: ParsedInput<"backup.inspect">,
): Promise<RequestOutput<"backup.inspect">> {
  const reader = openOffered(host.files, sources.pathOf(sourceId));
  reader.close();
  const { header, vault } = reader;
  const { vaultId, name, identity } = vault.header;
  return {
    vaultId,
    name,
    madeAt: header.madeAt,
    fingerprint: fingerprint(identity.signing.publicKey),
    soundCount: header.entries.filter(({ kind }) => kind === "sound").length,
    isPassphraseBound: !(await canReachSlot(host, vault.header)),
    isHere: host.files.exists(vaultFolderOf(host.home, vaultId)),
  };
}

/** Whether the passphrase can be tried here: it may be bound to another computer. */
async function canReachSlot(host: VaultHost, { slots, vaultId }: VaultHeader): Promise<boolean> {
  try {
    await reachableSlot(host, slots.passphrase, vaultId);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === "vault.device-secret-missing") return false;
    throw error;
  }
}

/**
 * Restores a backup; the vault is there then, locked.
 *
 * @throws Failure as `restoreBackup`; `request.invalid` while a vault is unlocked or another restore runs
 */
export async function restoreFromBackup(
  { host, sources, restoring, emit, context }: VaultGate,
  { sourceId, secret, replaceTyped, mayDestroy }: ParsedInput<"backup.restore">,
): Promise<RequestOutput<"backup.restore">> {
  if (context() !== undefined || restoring.job !== undefined) throw new Failure("request.invalid");
  const job: RunningBackup = { isCancelled: false };
  restoring.job = job;
  try {
    return await restoreBackup(host, {
      backupPath: sources.pathOf(sourceId),
      secret,
      replaceTyped,
      mayDestroy,
      running: job,
      onProgress: (payload) => emit({ name: "restore.progress", payload }),
    });
  } finally {
    restoring.job = undefined;
  }
}

/** Stops a restore between two pieces; does nothing if none runs. */
export function cancelRestore({ restoring }: VaultGate): void {
  if (restoring.job !== undefined) restoring.job.isCancelled = true;
}
