/** Permission first: what must hold before anything of a conversation is taken in or heard. */

import type { Consent } from "../../shared/domain/consent.ts";
import type { ConversationDetail, Permission } from "../../shared/domain/conversation.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { findMandate } from "../vault/mandateRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { requireNoHold } from "./requireConversation.ts";

/**
 * Checks that a conversation may be taken in: for a client's, the mandate card and a permission that is valid now
 * and on the day of the conversation.
 *
 * @returns the client's permission; `undefined` for the other kinds
 * @throws Failure `mandate.missing`, `consent.missing`, `consent.withdrawn`, `consent.expired`,
 *   `conversation.permission-incomplete`
 */
export function requirePermission(
  vault: OpenVault,
  permission: Permission,
  heldOn: IsoDate,
): Consent | undefined {
  if (permission.kind !== "client") return undefined;
  if (findMandate(vault.db) === undefined) throw new Failure("mandate.missing");
  const consent = requireValidConsent(vault, permission.consentId);
  if (heldOn > consent.lastOn) throw new Failure("consent.expired");
  // ISO dates compare as text.
  if (heldOn < consent.givenOn) throw new Failure("conversation.permission-incomplete");
  return consent;
}

/**
 * Checks that a client's permission is valid now.
 *
 * @throws Failure `consent.missing`, `consent.withdrawn`, `consent.expired`
 */
export function requireValidConsent(vault: OpenVault, id: ConsentId): Consent {
  const consent = findConsent(vault.db, id);
  if (consent === undefined) throw new Failure("consent.missing");
  if (consent.withdrawnAt !== null) throw new Failure("consent.withdrawn");
  if (endOfDate(consent.lastOn, vault.clock.zone) <= vault.clock.now()) throw new Failure("consent.expired");
  return consent;
}

/**
 * Checks that what a conversation holds may leave the vault for anyone: under no hold, and with a valid permission.
 *
 * @throws Failure `conversation.on-hold`, `consent.missing`, `consent.withdrawn`, `consent.expired`
 */
export function requireNoHoldAndConsent(
  vault: OpenVault,
  conversation: Pick<ConversationDetail, "hold" | "consent">,
): void {
  requireNoHold(conversation);
  if (conversation.consent !== null) requireValidConsent(vault, conversation.consent.id);
}

/**
 * Checks that what a conversation holds may be given to the client, or to an archive: a hold is there because somebody
 * asked for just that; without one the permission must be valid.
 *
 * @throws Failure `consent.missing`, `consent.withdrawn`, `consent.expired`
 */
export function requireHoldOrConsent(
  vault: OpenVault,
  { hold, consent }: Pick<ConversationDetail, "hold" | "consent">,
): void {
  if (hold === null && consent !== null) requireValidConsent(vault, consent.id);
}
