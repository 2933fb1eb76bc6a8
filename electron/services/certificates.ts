/** What was erased, and the certificates of it. */
import type { Certificate, ErasureSummary } from "../../shared/domain/erasureRecord.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { isSignedBy } from "../crypto/signing.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findCertificate, listErasureSummaries } from "../vault/certificateRepository.ts";
import type { ServiceContext } from "./context.ts";
import { writeTarget } from "./writeTarget.ts";

/** What was erased, newest first. */
export function listDoneErasures({ vault }: Pick<ServiceContext, "vault">): ErasureSummary[] {
  return listErasureSummaries(vault.db);
}

/**
 * Reads a certificate and checks its signature against this vault's key.
 *
 * @throws Failure `certificate.not-found`
 */
export function readCertificate(
  { vault }: Pick<ServiceContext, "vault">,
  { number }: { readonly number: number },
): Certificate {
  const stored = findCertificate(vault.db, number);
  if (stored === undefined) throw new Failure("certificate.not-found");
  const { text, signature } = stored;
  const { publicKey } = vault.keys.signing;
  return {
    number,
    text,
    signature: Buffer.from(signature).toString("base64"),
    publicKey: Buffer.from(publicKey).toString("base64"),
    fingerprint: vault.keys.fingerprint,
    isValid: isSignedBy(publicKey, new TextEncoder().encode(text), signature),
  };
}

/**
 * Saves a certificate where the person has chosen: JSON with the signed text as a string, signature and key.
 *
 * @throws Failure `certificate.not-found`, `request.invalid` for a place that was not chosen
 */
export function saveCertificate(
  context: ServiceContext,
  { number, targetId }: { readonly number: number; readonly targetId: TargetId },
): void {
  const { vault } = context;
  const { isValid: _, number: __, ...document } = readCertificate(context, { number });
  const json = `${JSON.stringify(document, null, 2)}\n`;
  vault.db
    .transaction(() =>
      appendAudit(vault.db, { at: vault.clock.now(), event: "certificate", detail: { number, saved: true } }),
    )
    .immediate();
  writeTarget(context, { targetId, bytes: new TextEncoder().encode(json) });
}
