/** Printing: what may be printed, and its entry in the audit log, before the shell prints what the page shows. */
import type { PrintedDocument, PrintedOn } from "../../shared/domain/printedDocument.ts";
import { Failure } from "../../shared/errors.ts";
import { type AuditEntry, appendAudit } from "../vault/auditLog.ts";
import { findCertificate, findCertificateSubject } from "../vault/certificateRepository.ts";
import { findConsent } from "../vault/consentRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { requireCoding } from "./codings.ts";
import type { ServiceContext } from "./context.ts";
import { requireHoldOrConsent, requireNoHoldAndConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";

/**
 * Logs that something will be printed, or saved as PDF; the shell prints only once this has returned.
 *
 * What a client asked for may be printed also under a hold, which often is there because of such a request; the text and
 * a coding may not, nor without a valid permission. Certificates, receipts and the log hold no content.
 *
 * @throws Failure `conversation.not-found`, `coding.not-found`, `conversation.on-hold`, `consent.not-found`, `consent.withdrawn`,
 *   `consent.expired`, `certificate.not-found`
 */
export function beginPrinting(
  { vault }: Pick<ServiceContext, "vault">,
  { document, printedOn }: { readonly document: PrintedDocument; readonly printedOn: PrintedOn },
): void {
  const about = subjectOf(vault, document);
  vault.db
    .transaction(() =>
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "print",
        ...about,
        detail: { document: document.kind, printedOn, ...about.detail },
      }),
    )
    .immediate();
}

type Subject = Pick<AuditEntry, "consentNumber" | "conversationId" | "detail">;

function subjectOf(vault: OpenVault, document: PrintedDocument): Subject {
  switch (document.kind) {
    case "certificate":
      return certificateSubject(vault, document.number);
    case "certificates": {
      const subjects = document.numbers.map(
        (number) => certificateSubject(vault, number).consentNumber ?? null,
      );
      const [consentNumber = null, ...others] = new Set(subjects);
      const count = document.numbers.length;
      return {
        consentNumber: others.length === 0 ? consentNumber : null,
        detail: { document: "certificate", count },
      };
    }
    case "client-copy": {
      const consent = findConsent(vault.db, document.consentId);
      if (consent === undefined) throw new Failure("consent.not-found");
      if (consent.withdrawnAt !== null) throw new Failure("consent.withdrawn");
      return { consentNumber: consent.number };
    }
    case "for-client": {
      requireHoldOrConsent(vault, requireConversation(vault, document.conversationId));
      return conversationSubject(vault, document.conversationId);
    }
    case "transcript": {
      requireNoHoldAndConsent(vault, requireConversation(vault, document.conversationId));
      return conversationSubject(vault, document.conversationId);
    }
    case "coding": {
      const { conversationId } = requireCoding({ vault }, document.codingId);
      requireNoHoldAndConsent(vault, requireConversation(vault, conversationId));
      return conversationSubject(vault, conversationId);
    }
    case "receipt":
      return conversationSubject(vault, document.conversationId);
    case "audit-log":
    case "recovery-code":
      return {};
  }
}

function certificateSubject(vault: OpenVault, number: number): Subject {
  if (findCertificate(vault.db, number) === undefined) throw new Failure("certificate.not-found");
  return { ...findCertificateSubject(vault.db, number), detail: { certificate: number } };
}

function conversationSubject(
  vault: OpenVault,
  conversationId: NonNullable<AuditEntry["conversationId"]>,
): Subject {
  const { consent } = requireConversation(vault, conversationId);
  return { conversationId, consentNumber: consent?.number ?? null };
}
