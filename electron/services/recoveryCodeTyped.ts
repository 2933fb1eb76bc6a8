/** Whether the recovery code in force was typed back when it was made: the one sign that it stands on paper. */
import type { ParsedInput } from "../../shared/contract.ts";
import type { TodayItem } from "../../shared/domain/todayItem.ts";
import { Failure } from "../../shared/errors.ts";
import { appendLockedNote } from "../vault/lockedNotes.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findSetting, removeSetting, upsertSetting } from "../vault/settingRepository.ts";
import { listVaultIds, vaultFolderOf } from "../vault/vaultFolder.ts";
import type { VaultGate } from "./vaultGate.ts";

type Noting = Pick<OpenVault, "db" | "clock">;

/**
 * Notes that a new code is about to be in force.
 *
 * @returns takes the note back, for a code that is not in force after all
 */
export function expectTyping({ db, clock }: Noting): () => void {
  const wasExpected = findSetting(db, "recovery-code-untyped") !== undefined;
  db.transaction(() => upsertSetting(db, "recovery-code-untyped", { since: clock.now() })).immediate();
  return () => {
    if (!wasExpected && db.open) removeSetting(db, "recovery-code-untyped");
  };
}

/**
 * Notes that the newest code was typed back; outside the database where a rotation has closed the vault.
 *
 * @throws Failure `vault.not-found`
 */
export function noteRecoveryCodeTyped(
  { host, context }: Pick<VaultGate, "host" | "context">,
  { vaultId }: ParsedInput<"vault.recoveryCodeTyped">,
): void {
  const vault = context()?.vault;
  if (vault?.id === vaultId) {
    removeSetting(vault.db, "recovery-code-untyped");
    return;
  }
  const { files, home, clock } = host;
  if (!listVaultIds(files, home).includes(vaultId)) throw new Failure("vault.not-found");
  appendLockedNote(files, vaultFolderOf(home, vaultId), { event: "recovery-code-typed", at: clock.now() });
}

/** What to remind of while the code has not been typed back. */
export function recoveryCodeItem({ db }: Pick<OpenVault, "db">): TodayItem | undefined {
  return findSetting(db, "recovery-code-untyped") === undefined
    ? undefined
    : { about: "recovery-code-untyped" };
}
