/** `withdrawals.json`: what is needed to take a permission back by number and code while the vault is locked. */
import { z } from "zod";
import { type RecordingId, recordingIdSchema, vaultIdSchema } from "../../shared/domain/ids.ts";
import type { KdfParameters } from "../crypto/argon2id.ts";
import type { FilePort } from "../ports/files.ts";
import { isAuthentic, readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { base64Codec } from "./base64.ts";
import type { OpenVault } from "./openVault.ts";
import { announceText, isTextKnown, settleText } from "./textWitness.ts";
import { vaultPaths } from "./vaultFolder.ts";
import { listWithdrawalCodes } from "./withdrawalCodeRepository.ts";
import { verifierOf, withdrawalProofBytes } from "./withdrawalProof.ts";

/** One permission that has a code. */
export interface OfferedWithdrawal {
  readonly consentNumber: number;
  /** It was taken back before the vault was locked. */
  readonly isWithdrawn: boolean;
  readonly kdf: KdfParameters;
  /** What the derived hash must give; 32 bytes. */
  readonly verifier: Uint8Array;
  /** The sounds that a withdrawal erases; opaque ids. */
  readonly recordingIds: readonly RecordingId[];
}

const withdrawalsSchema = z.strictObject({
  file: z.literal("withdrawals"),
  format: z.literal(1),
  vaultId: vaultIdSchema,
  entries: z.array(
    z.strictObject({
      consentNumber: z.int().positive(),
      isWithdrawn: z.boolean(),
      kdf: z.strictObject({
        algorithm: z.literal("argon2id13"),
        memoryBytes: z.int().positive(),
        passes: z.int().positive(),
        salt: base64Codec(16),
      }),
      verifier: base64Codec(withdrawalProofBytes),
      recordingIds: z.array(recordingIdSchema),
    }),
  ),
});

/**
 * Rebuilds the file from the database; when it returns, it is on the medium.
 *
 * `writeSchedule` calls it: what changes the one changes the other.
 */
export function writeWithdrawals(vault: OpenVault): void {
  const { db, files, folder, keys } = vault;
  const text = withdrawalsText(vault);
  const { withdrawals } = vaultPaths(folder);
  announceText(db, "withdrawals-witness", text);
  // Most of what changes the schedule changes nothing here, and each write waits for the disk.
  if (!isStored(readAuthenticated(files, withdrawals), text, keys.scheduleMacKey)) {
    writeAuthenticated(files, withdrawals, text, keys.scheduleMacKey);
  }
  settleText(db, "withdrawals-witness", text);
}

function withdrawalsText({ db, id }: Pick<OpenVault, "db" | "id">): string {
  const entries = listWithdrawalCodes(db).map(({ consentNumber, isWithdrawn, kdf, hash, recordingIds }) => ({
    consentNumber,
    isWithdrawn,
    kdf,
    verifier: verifierOf(hash),
    recordingIds: [...recordingIds],
  }));
  return JSON.stringify(
    z.encode(withdrawalsSchema, { file: "withdrawals", format: 1, vaultId: id, entries }),
  );
}

/**
 * Reads the file of a locked vault, which cannot be authenticated then; what a forger wins by it stands in this
 * folder's README.
 *
 * @returns by consent number; empty if there is none that can be read, as in a vault that has not been opened since
 *   codes came about
 */
export function readWithdrawalsWhileLocked(files: FilePort, folder: string): OfferedWithdrawal[] {
  const stored = readAuthenticated(files, vaultPaths(folder).withdrawals);
  if (stored === undefined || stored === "malformed") return [];
  try {
    return withdrawalsSchema.parse(JSON.parse(stored.text)).entries;
  } catch {
    return [];
  }
}

/** Whether the file is the one that this vault wrote last; one that is not there is right only while there is no code. */
export function isWithdrawalFileAuthentic({ db, files, folder, keys }: OpenVault): boolean {
  const stored = readAuthenticated(files, vaultPaths(folder).withdrawals);
  if (stored === undefined) return listWithdrawalCodes(db).length === 0;
  if (stored === "malformed" || !isAuthentic(stored, keys.scheduleMacKey)) return false;
  return isTextKnown(db, "withdrawals-witness", stored.text);
}

/** Whether the file says what the database says now; one that is not there does while there is no code. */
export function isWithdrawalFileCurrent(vault: OpenVault): boolean {
  const stored = readAuthenticated(vault.files, vaultPaths(vault.folder).withdrawals);
  if (stored === undefined) return listWithdrawalCodes(vault.db).length === 0;
  return isStored(stored, withdrawalsText(vault), vault.keys.scheduleMacKey);
}

function isStored(stored: ReturnType<typeof readAuthenticated>, text: string, macKey: Uint8Array): boolean {
  return (
    stored !== undefined && stored !== "malformed" && stored.text === text && isAuthentic(stored, macKey)
  );
}
