/** What was erased, and the certificates of it. */
import path from "node:path";
import type { Certificate, ErasureSummary } from "../../shared/domain/erasureRecord.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { isSignedBy } from "../crypto/signing.ts";
import { readWhole } from "../ports/files.ts";
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

/** Several certificates, in the order asked for. @throws Failure `certificate.not-found` */
export function readCertificates(
  context: Pick<ServiceContext, "vault">,
  { numbers }: { readonly numbers: readonly number[] },
): Certificate[] {
  return numbers.map((number) => readCertificate(context, { number }));
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
  const document = documentOf(readCertificate(context, { number }));
  noteSaved(context, [number]);
  writeJson(context, targetId, document);
}

/**
 * Saves several in one file, each as it would be alone.
 *
 * @throws Failure as `saveCertificate`; nothing is saved then
 */
export function saveCertificates(
  context: ServiceContext,
  { numbers, targetId }: { readonly numbers: readonly number[]; readonly targetId: TargetId },
): void {
  const certificates = readCertificates(context, { numbers }).map(documentOf);
  noteSaved(context, numbers);
  writeJson(context, targetId, { document: "lyhord-certificates-of-erasure/1", certificates });
}

/** Saves the program that checks certificates without Lyhörd. @throws Failure `request.invalid` */
export function saveVerifier(context: ServiceContext, { targetId }: { readonly targetId: TargetId }): void {
  const program = path.join(context.resourcesFolder, "verify", "verify-certificate.mjs");
  const bytes = readWhole(context.files, program);
  if (bytes === undefined) throw new Error("the verifier is not among the resources");
  writeTarget(context, { targetId, bytes });
}

function documentOf({ text, signature, publicKey, fingerprint }: Certificate) {
  return { text, signature, publicKey, fingerprint };
}

/** The verifier takes only this way of writing it: two spaces, one line feed at the end. */
function writeJson(context: ServiceContext, targetId: TargetId, document: object): void {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  writeTarget(context, { targetId, bytes: new TextEncoder().encode(json) });
}

/** Before they are written: what was meant counts, also if the disk is full. */
function noteSaved({ vault }: ServiceContext, numbers: readonly number[]): void {
  vault.db
    .transaction(() => {
      for (const number of numbers) {
        const detail = { number, saved: true };
        appendAudit(vault.db, { at: vault.clock.now(), event: "certificate", detail });
      }
    })
    .immediate();
}
