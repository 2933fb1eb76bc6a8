/** What creating and unlocking vaults needs, on a temporary folder with a clock that tests move by hand. */
import { blake2b256 } from "../../electron/crypto/hash.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import type { ClockPort } from "../../electron/ports/clock.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import type { Derive } from "../../electron/vault/keySlots.ts";

/** A clock that stands still until it is moved. */
export interface ClockForTest extends ClockPort {
  /** Lets time run: both readings go on. */
  run(ms: number): void;
  /** Sets the computer's date; the monotonic reading stays, as when a person sets it. */
  set(atMs: number): void;
}

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
/** Monday 2 March 2026, 09:00 in Stockholm. */
export const testStart = Date.parse("2026-03-02T08:00:00Z");
/** The clearest of passphrases. */
export const testPassphrase = "korrekt häst batteri";

export function clockForTest(startMs: number = testStart): ClockForTest {
  let wall = startMs;
  let monotonic = 1_000;
  return {
    now: () => wall,
    monotonic: () => monotonic,
    run(ms) {
      wall += ms;
      monotonic += ms;
    },
    set(atMs) {
      wall = atMs;
    },
  };
}

/** Stands for Argon2id where not the derivation is tested: depends on secret and parameters as that does. */
export const cheapDerive: Derive = async (secret, { memoryBytes, passes, salt }) =>
  blake2b256(Buffer.concat([salt, Buffer.from(`${memoryBytes} ${passes} `), secret]));

/** A host without any vault in it. */
export async function vaultHostForTest(
  home: string,
  { clock = clockForTest(), ...rest }: Partial<VaultHost> = {},
): Promise<VaultHost> {
  await loadSodium();
  return {
    home,
    files: nodeFiles,
    clock,
    zone: "Europe/Stockholm",
    version: "0.0.0-test",
    derive: cheapDerive,
    ...rest,
  };
}

/** The bytes of a passphrase, fresh: whoever receives them wipes them. */
export function secretOf(text: string): Uint8Array {
  return new TextEncoder().encode(text.normalize("NFC"));
}
