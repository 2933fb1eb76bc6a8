/** How a withdrawal code is recognised without being kept, and how a note shows that its writer knew it. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { isMacOf, macBytes, macOf } from "../crypto/mac.ts";

/** Length of verifier and proof, in bytes. */
export const withdrawalProofBytes = macBytes;

/** What a client wants, as far as it is known while locked. */
export type WithdrawalWish = "erase" | "hold";

/** What a note says of a withdrawal. */
export interface WithdrawalStatement {
  readonly consentNumber: number;
  readonly wish: WithdrawalWish;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * What lies in the vault's folder to recognise a code by: whoever reads it learns neither the code nor its hash.
 *
 * @param hash - Argon2id over the code, 32 bytes; kept in the database only
 */
export function verifierOf(hash: Uint8Array): Uint8Array {
  return macOf(hash, utf8("lyhord/withdrawal-verifier/1"));
}

/** Whether a hash is the one that the verifier was made of; compared in constant time. */
export function isVerifiedBy(verifier: Uint8Array, hash: Uint8Array): boolean {
  return isMacOf(hash, utf8("lyhord/withdrawal-verifier/1"), verifier);
}

/** Shows that whoever wrote a note knew the code, and that it was written in this vault and says what it said then. */
export function proofOf(hash: Uint8Array, vaultId: VaultId, statement: WithdrawalStatement): Uint8Array {
  return macOf(hash, statementBytes(vaultId, statement));
}

/** Whether a note was written by someone who knew the code. */
export function isProven(
  hash: Uint8Array,
  vaultId: VaultId,
  statement: WithdrawalStatement,
  proof: Uint8Array,
): boolean {
  return isMacOf(hash, statementBytes(vaultId, statement), proof);
}

function statementBytes(vaultId: VaultId, { consentNumber, wish, at }: WithdrawalStatement): Uint8Array {
  return utf8(`lyhord/withdrawal/1/${vaultId}/${consentNumber}/${wish}/${at}`);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
