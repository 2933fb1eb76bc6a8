/** An unlocked vault: what services are given to work with. */
import type Database from "better-sqlite3";
import type { VaultId } from "../../shared/domain/ids.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import type { FilePort } from "../ports/files.ts";
import type { SeenTime } from "./clockFile.ts";
import type { HeaderChange, VaultHeader } from "./vaultHeader.ts";

/** Keys of an unlocked vault; all 32 bytes unless said otherwise; wiped by `close`. */
export interface VaultKeys {
  /** Generation under which new recordings are encrypted. */
  readonly generation: number;
  /** @throws Failure `vault.tampered` for a generation this vault never had */
  mediaKey(generation: number): Uint8Array;
  readonly scheduleMacKey: Uint8Array;
  /** Authenticates the head of the audit log that is kept outside the database. */
  readonly auditMacKey: Uint8Array;
  /** Parent of the keys of backup files. */
  readonly backupKey: Uint8Array;
  /** Authenticates the list of what was erased that is kept outside the vault. */
  readonly tombstoneMacKey: Uint8Array;
  /** Ed25519: 32-byte public, 64-byte secret. */
  readonly signing: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };
  /** Readable groups; shown in the app and printed on what is signed. */
  readonly fingerprint: string;
}

/** The vault's own time: never earlier than what it has seen, never erasing far ahead of it (SECURITY.md §4). */
export interface VaultClock {
  /** Effective now, epoch ms. */
  now(): number;
  /** What was due at or before this instant may be erased now. */
  erasableUntil(): number;
  /** Time zone in which days end, an IANA name. */
  readonly zone: string;
  /** Whether a person must say that the date is right before the rest is erased. */
  phase(): Session["clock"];
  /** What is to be kept for the next start. */
  seen(): SeenTime;
  /** Takes in what a person says about the date; "wrong" is the only way in which `now` goes back. */
  confirm(verdict: "right" | "wrong"): void;
}

/** A vault that is open in this process. Services never touch its folder except through `vault/` and `audio/`. */
export interface OpenVault {
  readonly id: VaultId;
  readonly folder: string;
  readonly files: FilePort;
  readonly db: Database.Database;
  readonly keys: VaultKeys;
  readonly clock: VaultClock;
  /** `vault.json` as it stands. */
  header(): VaultHeader;
  /** Writes `vault.json` anew; when it returns, the change is on the medium. */
  updateHeader(change: HeaderChange): void;
  /** Whether `vault.json` is, byte for byte, what this vault last wrote. */
  isHeaderAsWritten(): boolean;
}
