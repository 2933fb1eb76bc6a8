/** Every way in which a request can fail, as data; each code has a text in four languages under `error.<code>`. */
import { z } from "zod";

/**
 * The codes of all foreseen failures.
 *
 * A code is `<where>.<what>`; its texts stand in `shared/i18n/<lang>.json` under `error`,
 * with the dot kept as nesting: `error.vault.wrong-passphrase.title` and `.advice`.
 */
export const errorCodes = [
  "vault.locked",
  "vault.not-found",
  "vault.name-taken",
  "vault.name-mismatch",
  "vault.wrong-passphrase",
  "vault.wrong-recovery-code",
  "vault.recovery-code-typo",
  "vault.passphrase-too-weak",
  "vault.tampered",
  "vault.damaged",
  "vault.format-too-new",
  "vault.kdf-out-of-range",
  "vault.device-secret-missing",
  "vault.device-unavailable",
  "vault.verification-failed",
  "vault.busy",
  "vault.on-hold",
  "vault.in-use",
  "vault.process-ended",
  "vault.disk-full",
  "vault.disk-error",
  "mandate.missing",
  "consent.missing",
  "consent.not-found",
  "consent.withdrawn",
  "consent.expired",
  "consent.someone-said-no",
  "consent.number-taken",
  "consent.pseudonym-mismatch",
  "withdrawal.code-typo",
  "withdrawal.no-codes",
  "withdrawal.mismatch",
  "conversation.not-found",
  "conversation.on-hold",
  "conversation.not-empty",
  "conversation.permission-incomplete",
  "retention.beyond-consent",
  "retention.out-of-range",
  "hold.too-long",
  "hold.beyond-withdrawal",
  "hold.shorter",
  "media.unsupported",
  "media.needs-converter",
  "media.conversion-failed",
  "media.encrypted",
  "media.no-index",
  "media.not-audio",
  "media.empty",
  "media.truncated",
  "media.no-decoder",
  "media.already-there",
  "media.source-gone",
  "media.source-changed",
  "media.import-cancelled",
  "source.not-safe",
  "media.verification-failed",
  "media.tampered",
  "media.erased",
  "media.not-ready",
  "recording.no-room",
  "recording.disk-nearly-full",
  "recording.not-sealed",
  "recording.empty",
  "recording.under-way",
  "recording.not-under-way",
  "device.gone",
  "device.cancelled",
  "transcript.unreadable",
  "transcript.empty",
  "transcript.out-of-date",
  "transcript.erased",
  "transcript.already-there",
  "version.not-found",
  "note.not-found",
  "note.erased",
  "passage.not-found",
  "scheme.not-found",
  "scheme.invalid",
  "scheme.unreadable",
  "coding.not-found",
  "coding.out-of-date",
  "coding.erased",
  "coding.blind",
  "coding.needs-sound",
  "coding.too-short",
  "coding.not-heard",
  "coding.not-comparable",
  "coding.unreadable",
  "practice.not-found",
  "certificate.not-found",
  "print.failed",
  "clock.needs-confirmation",
  "copy.nothing-left",
  "copy.not-listened",
  "copy.not-written",
  "copy.not-verified",
  "copy.cancelled",
  "receipt.not-found",
  "receipt.out-of-date",
  "backup.not-a-backup",
  "backup.damaged",
  "backup.format-too-new",
  "backup.list-too-large",
  "backup.list-damaged",
  "backup.list-here-damaged",
  "backup.vault-there",
  "backup.sound-at-stake",
  "backup.place-lost",
  "backup.overtaken",
  "backup.cancelled",
  "erasure.incomplete",
  "erasure.under-way",
  "request.unknown",
  "request.invalid",
  "request.too-large",
  "defect",
] as const;

/** A dotted failure code. */
export type ErrorCode = (typeof errorCodes)[number];

/**
 * A failure as it crosses the process border.
 *
 * `detail` holds numbers and short words that the text of the code interpolates (never content,
 * names or paths); `incidentId` is set for defects and stands in the log.
 */
export const appErrorSchema = z.object({
  code: z.enum(errorCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  incidentId: z.string().optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;

/** Thrown by services for a foreseen failure; one place turns it into a `Result`. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, string | number>> | undefined;

  constructor(code: ErrorCode, detail?: Readonly<Record<string, string | number>>) {
    super(code);
    this.name = "Failure";
    this.code = code;
    this.detail = detail;
  }
}
