/** Step 7 of erasure: the certificate, signed exactly as it is stored (after NIST SP 800-88r1 §4.8). */

import { remainingRecord } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { holds } from "../../shared/domain/outsideCopy.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { unsettledPlaces } from "../../shared/domain/whereabouts.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { sign } from "../crypto/signing.ts";
import { type AuditHead, appendAudit } from "../vault/auditLog.ts";
import { insertCertificate, nextCertificateNumber } from "../vault/certificateRepository.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { type Erasure, findRetained, finishErasure } from "../vault/erasureRepository.ts";
import { findMandate } from "../vault/mandateRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { hasFiguresOf } from "../vault/practiceRepository.ts";
import { listRecordings } from "../vault/recordingRepository.ts";
import { findWhereabouts } from "../vault/whereaboutsRepository.ts";
import { knownCopies } from "./knownCopies.ts";
import { requireConversation } from "./requireConversation.ts";
import { settingsOf } from "./settingsOf.ts";
import type { ErasureCheck } from "./verifyErased.ts";

/** What the run of the erasure knows. */
export interface ErasureEvidence {
  readonly check: ErasureCheck;
  /** Whether the key half in a file, and the files of the sound, were overwritten before they were deleted; `null` if this process did not see it. */
  readonly keyHalfWasOverwritten: boolean | null;
  readonly soundWasOverwritten: boolean | null;
  /** Version of Lyhörd. */
  readonly version: string;
}

/**
 * Writes the certificate, its entry in the audit log and the end of the erasure; call it in one transaction.
 *
 * The signature is Ed25519 over the UTF-8 bytes of the stored text.
 */
export function issueCertificate(vault: OpenVault, erasure: Erasure, evidence: ErasureEvidence): void {
  const { db, clock, keys } = vault;
  const finishedAt = clock.now();
  const number = nextCertificateNumber(db);
  const { conversationId, category, rule, executedWhileLocked } = erasure;
  const audit = appendAudit(db, {
    at: finishedAt,
    event: "erase",
    conversationId,
    consentNumber: findRetained(db, conversationId)?.consentNumber ?? null,
    detail: { category, certificate: number, executedWhileLocked, rule },
  });
  const text = certificateText(vault, erasure, { ...evidence, number, finishedAt, audit });
  const signature = sign(keys.signing.secretKey, new TextEncoder().encode(text));
  insertCertificate(db, { number, erasureId: erasure.id, text, signature, issuedAt: finishedAt });
  finishErasure(db, erasure.id, finishedAt);
}

interface CertificateFacts extends ErasureEvidence {
  readonly number: number;
  readonly finishedAt: number;
  readonly audit: AuditHead;
}

function certificateText(vault: OpenVault, erasure: Erasure, facts: CertificateFacts): string {
  const { conversationId, category, rule, executedWhileLocked, startedAt } = erasure;
  const texts = certificateTexts[languageOf(vault)];
  const dueAt = requireConversation(vault, conversationId).clocks[category].dueAt;
  return JSON.stringify({
    document: "lyhord-certificate-of-erasure/1",
    number: facts.number,
    vault: vault.id,
    signingKeyFingerprint: vault.keys.fingerprint,
    conversation: conversationFacts(vault, erasure),
    decision: findMandate(vault.db) ?? null,
    rule,
    dueAt: dueAt === null ? null : instant(dueAt),
    executedBy: executorOf(vault, erasure),
    executedWhileLocked,
    ...(executedWhileLocked
      ? { keyHalfFoundAbsentNotLaterThan: instant(startedAt), whatIsClaimed: texts.foundAbsent }
      : {}),
    category,
    medium: "storage of this computer",
    method: methodOf(erasure, facts),
    places: placesOf(erasure),
    startedAt: instant(startedAt),
    finishedAt: instant(facts.finishedAt),
    zone: vault.clock.zone,
    verification: facts.check,
    copiesOutsideControl: copiesOutsideControl(vault, erasure),
    remains: remainsOf(vault, erasure),
    tool: { name: "Lyhörd", version: facts.version },
    audit: { sequence: facts.audit.sequence, hash: Buffer.from(facts.audit.hash).toString("hex") },
    limits: texts.limits,
  });
}

/** A noted withdrawal was authenticated at unlock: whoever wrote it knew the code on the client's copy. */
function executorOf(vault: OpenVault, { rule, conversationId }: Erasure) {
  if (rule === "by-choice" || rule === "handed-over") return "vault-owner";
  if (rule !== "withdrawal") return "automatic";
  const { consent } = requireConversation(vault, conversationId);
  const record = consent === null ? undefined : findConsent(vault.db, consent.id);
  return record?.withdrawnWhileLocked === true ? "number-and-code" : "vault-owner";
}

/** Copies that hold what was erased, as far as Lyhörd has made them itself. */
function copiesOutsideControl(vault: OpenVault, { conversationId, category }: Erasure) {
  const copies = knownCopies(vault, conversationId).filter((copy) => holds(copy, category));
  return {
    exported: copies.filter(({ kind }) => kind !== "package" && kind !== "numbered").length,
    shared: copies.filter(({ kind }) => kind === "package").length,
    numberedCopies: { returned: 0, missing: copies.filter(({ kind }) => kind === "numbered").length },
    made: copies.toReversed().map(({ kind, form, madeAt }) => ({ kind, form, madeAt: instant(madeAt) })),
    ...(category === "sound" ? { mayRemainAtSource: mayRemainAtSource(vault, conversationId) } : {}),
  };
}

/** Where the sound came from, and the places of which nobody has said that it is gone; empty if there are none. */
function mayRemainAtSource({ db }: OpenVault, conversationId: ConversationId) {
  const whereabouts = findWhereabouts(db, conversationId);
  if (whereabouts === undefined) return { origin: null, places: [] };
  return { origin: whereabouts.origin, places: unsettledPlaces(whereabouts) };
}

function conversationFacts(vault: OpenVault, { conversationId, recordingId }: Erasure) {
  const { kind, heldOn, retention, consent, recordWritten } = requireConversation(vault, conversationId);
  const record = consent === null ? undefined : findConsent(vault.db, consent.id);
  const recording = listRecordings(vault.db, conversationId).find(({ id }) => id === recordingId);
  return {
    id: conversationId,
    kind,
    heldOn,
    clocksStartedAt: retention.startedAt === null ? null : instant(retention.startedAt),
    recording:
      recording === undefined ? null : { id: recording.id, importedAt: instant(recording.importedAt) },
    consent:
      record === undefined
        ? null
        : {
            number: record.number,
            givenOn: record.givenOn,
            lastOn: record.lastOn,
            withdrawnAt: record.withdrawnAt === null ? null : instant(record.withdrawnAt),
            wordingVersion: record.wordingVersion,
            keptWhere: record.keptWhere,
          },
    recordWritten,
  };
}

/** An absent key half proves that the sound cannot be opened, not how the half went (SECURITY.md §4). */
function methodOf({ category, executedWhileLocked }: Erasure, facts: CertificateFacts) {
  if (category !== "sound") {
    return { kind: "rows deleted and overwritten in the encrypted database, write-ahead log emptied" };
  }
  return {
    kind: "cryptographic erasure",
    keyHalfInFile: executedWhileLocked ? "found absent" : fateOf(facts.keyHalfWasOverwritten),
    keyHalfInDatabase: "deleted and overwritten",
    encryptedSound: fateOf(facts.soundWasOverwritten),
  };
}

function fateOf(wasOverwritten: boolean | null) {
  if (wasOverwritten === null) return "absent";
  return wasOverwritten ? "overwritten and deleted" : "deleted";
}

function placesOf({ category, recordingId }: Erasure): string[] {
  const database = ["database", "write-ahead log"];
  if (category === "notes") return database;
  if (category === "transcript") return [...database, "search index"];
  const files = ["shred", "blob", "part"].map((suffix) => `media/${recordingId}.${suffix}`);
  return [...database, "peaks", ...files];
}

function remainsOf(vault: OpenVault, { conversationId }: Erasure) {
  const { kind, heldOn } = requireConversation(vault, conversationId);
  const { present = [], withdrawnAt = null } = findRetained(vault.db, conversationId) ?? {};
  return {
    sound: present.includes("sound"),
    transcript: present.includes("transcript"),
    notes: present.includes("notes"),
    underPseudonym: kind === "client",
    record: remainingRecord(kind),
    // A withdrawal takes them along; of others with that day nobody knows any more which conversation they were of.
    figures: withdrawnAt === null && hasFiguresOf(vault.db, { conversationId, heldOn }),
  };
}

const certificateTexts = { sv: sv.certificate, nb: nb.certificate, da: da.certificate, en: en.certificate };

function languageOf(vault: OpenVault): Language {
  return settingsOf(vault).language;
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
