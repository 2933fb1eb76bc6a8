/** Making the code for a client's copy; the code itself is given out once and kept nowhere. */
import type { RequestOutput } from "../../shared/contract.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import {
  formatWithdrawalCode,
  withdrawalCodeBytes,
  withdrawalCodeSecret,
} from "../../shared/domain/withdrawalCode.ts";
import { Failure } from "../../shared/errors.ts";
import { defaultKdfParameters, deriveKey } from "../crypto/keyDerivation.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findConsent } from "../vault/consentRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { commitScheduled } from "../vault/schedule.ts";
import { saveWithdrawalCode } from "../vault/withdrawalCodeRepository.ts";
import type { ServiceContext } from "./context.ts";

/**
 * Makes a new code for a permission; an earlier one is void from here on.
 *
 * When it is given out, it counts also while locked: only its slow hash is kept.
 *
 * @throws Failure `consent.not-found`; `consent.withdrawn`, for there is nothing left to take back;
 *   `vault.busy` while one is made for this permission
 */
export async function issueWithdrawalCode(
  context: ServiceContext,
  { consentId }: { readonly consentId: ConsentId },
): Promise<RequestOutput<"consent.issueCode">> {
  const { vault, keyDerivation, sitting } = context;
  requireOpenConsent(vault, consentId);
  // Of two at once, one would be given out and void.
  if (sitting.codesUnderWay.has(consentId)) throw new Failure("vault.busy");
  const kdf = { ...defaultKdfParameters(), ...keyDerivation.kdfCost };
  const derive = keyDerivation.derive ?? deriveKey;
  const bytes = randomBytes(withdrawalCodeBytes);
  const secret = withdrawalCodeSecret(bytes);
  sitting.codesUnderWay.add(consentId);
  try {
    const hash = await derive(secret, kdf);
    const issuedAt = vault.clock.now();
    commitScheduled(vault, () => {
      // A second may have passed: the permission could have been taken back meanwhile.
      const { number, copyIssuedAt } = requireOpenConsent(vault, consentId);
      saveWithdrawalCode(vault.db, { consentId, issuedAt, kdf, hash });
      appendAudit(vault.db, {
        at: issuedAt,
        event: "client-copy",
        consentNumber: number,
        detail: { renewed: copyIssuedAt !== null },
      });
    });
    context.emit({ name: "library.changed", payload: {} });
    return { code: formatWithdrawalCode(bytes), issuedAt };
  } finally {
    sitting.codesUnderWay.delete(consentId);
    wipe(bytes, secret);
  }
}

function requireOpenConsent({ db }: OpenVault, id: ConsentId) {
  const consent = findConsent(db, id);
  if (consent === undefined) throw new Failure("consent.not-found");
  if (consent.withdrawnAt !== null) throw new Failure("consent.withdrawn");
  return consent;
}
