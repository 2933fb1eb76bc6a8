/** An audit log with all that is kept of it outside, without the rest of a vault. */
import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { createSigningKeys } from "../../electron/crypto/signing.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { writeAuditHead } from "../../electron/vault/auditHeadFile.ts";
import { appendAudit } from "../../electron/vault/auditLog.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate } from "../../electron/vault/migrate.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { createVaultClock } from "../../electron/vault/vaultClock.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { clockForTest, testStart } from "./vaultHostForTest.ts";

/** What the log's functions need of a vault. */
export type LoggedVault = Pick<OpenVault, "id" | "db" | "files" | "folder" | "keys" | "clock">;

/** Makes a log in an empty folder. */
export async function loggedVault(folder: string, entries: number): Promise<LoggedVault> {
  await loadSodium();
  const db = createDatabase(path.join(folder, "vault-1.db"), new Uint8Array(32));
  migrate(db);
  const vault: LoggedVault = {
    id: randomUUID() as VaultId,
    db,
    files: nodeFiles,
    folder,
    keys: {
      generation: 1,
      mediaKey: () => new Uint8Array(32),
      scheduleMacKey: new Uint8Array(32),
      auditMacKey: randomBytes(32),
      backupKey: new Uint8Array(32),
      tombstoneMacKey: new Uint8Array(32),
      signing: createSigningKeys(),
      fingerprint: "",
    },
    clock: createVaultClock(clockForTest(), "Europe/Stockholm", {
      lastSeenAt: testStart,
      trustedAt: testStart,
    }),
  };
  logEntries(vault, entries);
  return vault;
}

/** Appends entries about consents 1, 2, …, kept outside whenever a checkpoint is due, and at the end. */
export function logEntries(vault: LoggedVault, entries: number): void {
  for (let i = 1; i <= entries; i += 1) {
    appendAudit(vault.db, {
      at: testStart + i,
      event: i % 2 === 0 ? "open" : "play",
      conversationId: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}` as ConversationId,
      consentNumber: i,
    });
    if ((i - 1) % 50 === 0 || i === entries) writeAuditHead(vault);
  }
}
