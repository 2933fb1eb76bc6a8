/** Clients' permissions: recorded before anything else. */
import { randomUUID } from "node:crypto";
import type { RequestOutput } from "../../shared/contract.ts";
import type { Consent, ConsentDraft } from "../../shared/domain/consent.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import { endOfDate, localDateOf } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { insertConsent, isConsentNumberTaken, listConsents as listRows } from "../vault/consentRepository.ts";
import { highestNumber } from "../vault/givenNumbers.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { requireSpokenRecord } from "./consentWordings.ts";
import type { ServiceContext } from "./context.ts";
import { refreshCompanions } from "./keepErased.ts";

/** All permissions, highest number first, withdrawn ones too. */
export function listConsents({ vault }: ServiceContext): RequestOutput<"consent.list"> {
  return listRows(vault.db);
}

/** A number to suggest for the next form. */
export function nextConsentNumber({ vault }: ServiceContext): RequestOutput<"consent.nextNumber"> {
  return { number: highestNumber(vault.db, "consent") + 1 };
}

/**
 * Records a permission.
 *
 * @throws Failure `consent.number-taken`, `consent.someone-said-no`, `consent.expired`,
 *   `conversation.permission-incomplete` if it is dated in the future, or was spoken and has no record;
 *   `request.invalid` if the record does not say what its version says
 */
export function createConsent(context: ServiceContext, draft: ConsentDraft): Consent {
  const { vault } = context;
  requireEveryYes(draft);
  requireDates(vault, draft);
  requireSpokenRecord(context, draft);
  const consent: Consent = {
    ...draft,
    id: randomUUID() as ConsentId,
    createdAt: vault.clock.now(),
    withdrawnAt: null,
    withdrawnWhileLocked: false,
    copyIssuedAt: null,
    conversationCount: 0,
  };
  vault.db
    .transaction(() => {
      if (isConsentNumberTaken(vault.db, draft.number)) throw new Failure("consent.number-taken");
      insertConsent(vault.db, consent);
      appendAudit(vault.db, {
        at: consent.createdAt,
        event: "permission",
        consentNumber: consent.number,
        detail: { form: consent.form, lastOn: consent.lastOn, wordingVersion: consent.wordingVersion },
      });
    })
    .immediate();
  // After a restore the next number is suggested, not this one again.
  refreshCompanions(vault);
  context.emit({ name: "library.changed", payload: {} });
  return consent;
}

/** One no, or one person who does not know, and nothing is recorded (DOMAIN.md §2.1). */
function requireEveryYes({ others }: ConsentDraft): void {
  if (others.some(({ informed, saidYes }) => !informed || !saidYes)) {
    throw new Failure("consent.someone-said-no");
  }
}

function requireDates({ clock }: OpenVault, { givenOn, lastOn }: ConsentDraft): void {
  const now = clock.now();
  // ISO dates compare as text.
  if (lastOn < givenOn || endOfDate(lastOn, clock.zone) <= now) throw new Failure("consent.expired");
  if (givenOn > localDateOf(now, clock.zone)) throw new Failure("conversation.permission-incomplete");
}
