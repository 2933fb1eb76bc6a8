/** Every key of a vault, as whoever knows its passphrase can derive them; no product code hands them out. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { NamedKey } from "./processMemory.ts";

/** The keys of a vault, by what they are good for. */
export interface KeysOfVault {
  /** What the vault key is unwrapped by and the vault key: needed for a moment only. */
  readonly momentary: readonly NamedKey[];
  /** What an unlocked vault works with. */
  readonly derived: readonly NamedKey[];
  /** Of each recording with sound: both halves, its key and that of its part. */
  readonly ofSounds: readonly NamedKey[];
}

/**
 * The keys of the only vault in a home, which may be open meanwhile; its keys were never rotated.
 *
 * Derived in a process of their own: Playwright cannot load the database.
 *
 * @throws Error if the passphrase is another one
 */
export function keysOfVault(home: string, passphrase: string): KeysOfVault {
  const told = execFileSync(
    process.execPath,
    [join(import.meta.dirname, "deriveKeysOfVault.ts"), home, passphrase],
    {
      encoding: "utf8",
    },
  );
  return JSON.parse(told, (_, value) =>
    typeof value === "object" && value?.type === "Buffer" ? Buffer.from(value.data) : value,
  );
}
