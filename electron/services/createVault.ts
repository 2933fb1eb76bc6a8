/** Creating a vault. */
import { randomUUID } from "node:crypto";
import type { VaultId } from "../../shared/domain/ids.ts";
import { formatRecoveryCode, recoveryCodeSecret } from "../../shared/domain/recoveryCode.ts";
import { type Language, newSettings, type RolePair } from "../../shared/domain/settings.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { upsertSetting } from "../vault/settingRepository.ts";
import { createVaultFolder, type UnlockedVault } from "../vault/unlockedVault.ts";
import { newSlot, requireStrong, unbound } from "./keysSecret.ts";
import { keepOutsideDatabase, sessionOf } from "./settleUnlocked.ts";
import { createFolder, type VaultHost } from "./vaultHost.ts";
import { freeName } from "./vaults.ts";

/**
 * Creates a vault and leaves it unlocked.
 *
 * @returns the recovery code as well, which is stored nowhere
 * @throws Failure `vault.name-taken`, `vault.passphrase-too-weak`; nothing is listed then
 */
export async function createVault(
  host: VaultHost,
  input: {
    readonly name: string;
    readonly passphrase: Uint8Array;
    readonly language: Language;
    readonly rolePair: RolePair;
  },
): Promise<{ vault: UnlockedVault; session: Session; recoveryCode: string }> {
  const { passphrase } = input;
  const vaultKey = randomBytes(32);
  const codeBytes = randomBytes(20);
  const codeSecret = recoveryCodeSecret(codeBytes);
  try {
    requireStrong(passphrase);
    const name = freeName(host, input.name);
    const vaultId = randomUUID() as VaultId;
    // Both at once: each costs about a second on one core.
    const [byPassphrase, recovery] = await Promise.all([
      newSlot(host, vaultKey, vaultId, { slot: "passphrase", bytes: passphrase }),
      newSlot(host, vaultKey, vaultId, { slot: "recovery", bytes: codeSecret }),
    ]);
    const slots = { passphrase: unbound(byPassphrase), recovery };
    const surroundings = createFolder(host, vaultId);
    try {
      const createdAt = host.clock.now();
      const seen = { lastSeenAt: createdAt, trustedAt: createdAt };
      const header = { vaultId, name, createdAt, lastUnlockedAt: createdAt, ...seen, slots };
      const vault = createVaultFolder(surroundings, vaultKey, header, (newVault) => {
        const { db, clock } = newVault;
        db.transaction(() => {
          upsertSetting(db, "settings", newSettings(input.language, input.rolePair));
          appendAudit(db, { at: clock.now(), event: "create" });
        }).immediate();
        keepOutsideDatabase(newVault);
      });
      const session = sessionOf(vault, 0);
      return { vault, session, recoveryCode: formatRecoveryCode(codeBytes) };
    } catch (error) {
      surroundings.lock.release();
      throw error;
    }
  } finally {
    wipe(vaultKey, codeBytes, codeSecret, passphrase);
  }
}
