/** Changing what opens the vault: another passphrase, another recovery code; one slot of the header each, and nothing else. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { formatRecoveryCode, recoveryCodeSecret } from "../../shared/domain/recoveryCode.ts";
import { Failure } from "../../shared/errors.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import { appendAudit } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { UnlockedVault } from "../vault/unlockedVault.ts";
import { boundLike, newSlot, openSlot, requireStrong, type SlotSecret, slotSecretOf } from "./keysSecret.ts";
import { expectTyping } from "./recoveryCodeTyped.ts";
import type { UnlockedGate, VaultGate } from "./vaultGate.ts";
import type { VaultHost } from "./vaultHost.ts";

/** What is done to the keys, as the audit log calls it. */
export type KeysDeed = "passphrase" | "recovery-code" | "rotated" | "device-on" | "device-off";

/**
 * Makes another passphrase the vault's; the old one opens nothing from then on.
 *
 * @throws Failure `vault.wrong-passphrase`, `vault.wrong-recovery-code`, `vault.recovery-code-typo`,
 *   `vault.device-secret-missing`, `vault.passphrase-too-weak`; nothing has changed then
 */
export async function changePassphrase(
  gate: VaultGate,
  { secret, newPassphrase }: ParsedInput<"keys.changePassphrase">,
): Promise<void> {
  const { host } = gate;
  try {
    requireStrong(newPassphrase);
    await withVaultKey(gate.unlocked(), host, slotSecretOf(secret), "passphrase", async (given) => {
      const { vault, vaultKey } = given;
      const bytes = newPassphrase;
      const slot = await newSlot(host, vaultKey, vault.id, { slot: "passphrase", bytes });
      const before = vault.header().slots.passphrase;
      const passphrase = await boundLike(host, before, slot, vault.id);
      noteDeed(vault, "passphrase", { secret: secret.kind });
      vault.updateHeader({ slots: { ...vault.header().slots, passphrase } });
    });
  } finally {
    wipe(secret.bytes, newPassphrase);
  }
}

/**
 * Makes another recovery code the vault's; the old one opens nothing from then on.
 *
 * @returns the code, which is stored nowhere
 * @throws Failure as `changePassphrase`
 */
export async function reissueRecoveryCode(
  gate: VaultGate,
  { passphrase }: ParsedInput<"keys.reissueRecoveryCode">,
): Promise<RequestOutput<"keys.reissueRecoveryCode">> {
  const { host } = gate;
  const secret: SlotSecret = { slot: "passphrase", bytes: passphrase };
  return withVaultKey(gate.unlocked(), host, secret, "recovery-code", async ({ vault, vaultKey }) => {
    const code = newRecoveryCode();
    try {
      const recovery = await newSlot(host, vaultKey, vault.id, code.secret);
      noteDeed(vault, "recovery-code");
      expectTyping(vault);
      vault.updateHeader({ slots: { ...vault.header().slots, recovery } });
      return { recoveryCode: code.text };
    } finally {
      wipe(code.secret.bytes);
    }
  });
}

/** A new code of 160 bits: as it is shown, and what goes into the derivation, which the caller wipes. */
export function newRecoveryCode(): { readonly text: string; readonly secret: SlotSecret } {
  const bytes = randomBytes(20);
  const secret: SlotSecret = { slot: "recovery", bytes: recoveryCodeSecret(bytes) };
  const text = formatRecoveryCode(bytes);
  wipe(bytes);
  return { text, secret };
}

/** One change at a time: two derivations side by side would each write the slots as they were before the other. */
const vaultsInChange = new WeakSet<UnlockedVault>();

/**
 * Opens a slot of the unlocked vault with its secret, wipes the secret, and wipes the vault key when `use` is done.
 *
 * A wrong secret changes nothing and is noted in the audit log.
 *
 * @throws Failure `vault.locked`, `vault.busy`, `vault.wrong-passphrase`, `vault.wrong-recovery-code`,
 *   `vault.device-secret-missing`
 */
export async function withVaultKey<T>(
  unlocked: UnlockedGate | undefined,
  host: VaultHost,
  secret: SlotSecret,
  deed: KeysDeed,
  use: (given: UnlockedGate & { readonly vaultKey: Uint8Array }) => Promise<T>,
): Promise<T> {
  if (unlocked === undefined || vaultsInChange.has(unlocked.vault)) {
    wipe(secret.bytes);
    throw new Failure(unlocked === undefined ? "vault.locked" : "vault.busy");
  }
  const { vault } = unlocked;
  let vaultKey: Uint8Array | undefined;
  vaultsInChange.add(vault);
  try {
    vaultKey = await openSlot(host, vault.header(), secret);
    if (vaultKey === undefined) {
      noteDeed(vault, "refused", { wanted: deed, secret: secret.slot });
      throw new Failure(
        secret.slot === "passphrase" ? "vault.wrong-passphrase" : "vault.wrong-recovery-code",
      );
    }
    return await use({ ...unlocked, vaultKey });
  } finally {
    vaultsInChange.delete(vault);
    wipe(secret.bytes);
    if (vaultKey !== undefined) wipe(vaultKey);
  }
}

/** The entry comes before the deed: a crash then leaves an entry too many rather than a change without one. */
export function noteDeed(
  { db, clock }: Pick<OpenVault, "db" | "clock"> | UnlockedVault,
  what: KeysDeed | "refused",
  detail: Readonly<Record<string, string | number>> = {},
): void {
  db.transaction(() =>
    appendAudit(db, { at: clock.now(), event: "keys", detail: { what, ...detail } }),
  ).immediate();
}
