/** `audit.json`: the head of the audit log outside the database, so that a shortened or older log is noticed. */
import { z } from "zod";
import { type AuditHead, auditHead } from "./auditLog.ts";
import { isAuthentic, readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { base64Codec } from "./base64.ts";
import type { OpenVault } from "./openVault.ts";
import { vaultPaths } from "./vaultFolder.ts";

const headSchema = z.strictObject({ sequence: z.int().nonnegative(), hash: base64Codec(32) });

/**
 * Reads the head that was last kept.
 *
 * @returns `undefined` if there is none yet; `"tampered"` if it is not what this vault wrote
 */
export function readAuditHead(
  vault: Pick<OpenVault, "files" | "folder" | "keys">,
): AuditHead | "tampered" | undefined {
  const stored = readAuthenticated(vault.files, vaultPaths(vault.folder).auditHead);
  if (stored === undefined) return undefined;
  if (stored === "malformed" || !isAuthentic(stored, vault.keys.auditMacKey)) return "tampered";
  return headSchema.parse(JSON.parse(stored.text));
}

/** Keeps the present head. */
export function writeAuditHead(vault: Pick<OpenVault, "files" | "folder" | "keys" | "db">): void {
  const text = JSON.stringify(z.encode(headSchema, auditHead(vault.db)));
  writeAuthenticated(vault.files, vaultPaths(vault.folder).auditHead, text, vault.keys.auditMacKey);
}
