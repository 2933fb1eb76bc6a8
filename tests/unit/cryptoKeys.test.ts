/** Keys, codes and signatures: what opens, and above all what does not. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Worker } from "node:worker_threads";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { nonceBytes, openBytes, sealBytes, tagBytes } from "../../electron/crypto/aead.ts";
import type { KdfParameters } from "../../electron/crypto/argon2id.ts";
import {
  checkKdfParameters,
  defaultKdfParameters,
  deriveKey,
  deriveKeyHere,
  secretBytes,
} from "../../electron/crypto/keyDerivation.ts";
import { isMacOf, macOf } from "../../electron/crypto/mac.ts";
import { randomBytes } from "../../electron/crypto/random.ts";
import { createSealingKeys } from "../../electron/crypto/sealing.ts";
import { createSigningKeys, fingerprint, isSignedBy, sign } from "../../electron/crypto/signing.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { subkey } from "../../electron/crypto/subkey.ts";
import { deriveVaultKeys, recordingKey, wipeVaultKeys } from "../../electron/crypto/vaultKeys.ts";
import { wipe } from "../../electron/crypto/wipe.ts";

beforeAll(loadSodium);

const mebibyte = 1024 * 1024;
const floor: KdfParameters = {
  algorithm: "argon2id13",
  memoryBytes: 64 * mebibyte,
  passes: 3,
  salt: new Uint8Array(16).fill(7),
};

describe("sealed bytes", () => {
  const key = new Uint8Array(32).fill(1);

  it("open to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (plain, associated) => {
        const sealed = sealBytes(key, plain, associated);

        expect(sealed.length).toBe(nonceBytes + plain.length + tagBytes);
        expect(openBytes(key, sealed, associated)).toEqual(plain);
      }),
    );
  });

  it("never repeat a nonce", () => {
    const seal = () =>
      Buffer.from(sealBytes(key, new Uint8Array(1), key).subarray(0, nonceBytes)).toString("hex");

    expect(new Set(Array.from({ length: 1000 }, seal)).size).toBe(1000);
  });

  it("do not open with any bit changed", () => {
    const sealed = sealBytes(key, secretBytes("valv"), key);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      expect(openBytes(key, flipped(sealed, bit), key)).toBeUndefined();
    }
  });

  it("do not open when cut to any length, or made longer", () => {
    const sealed = sealBytes(key, secretBytes("valv"), key);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openBytes(key, sealed.subarray(0, length), key)).toBeUndefined();
    }
    expect(openBytes(key, Uint8Array.from([...sealed, 0]), key)).toBeUndefined();
  });

  it("do not open with another key or other associated bytes", () => {
    const sealed = sealBytes(key, secretBytes("valv"), key);

    expect(openBytes(flipped(key, 0), sealed, key)).toBeUndefined();
    expect(openBytes(key, sealed, flipped(key, 255))).toBeUndefined();
    expect(openBytes(key, sealed, new Uint8Array(0))).toBeUndefined();
  });

  it("are a defect, not a wrong key, when the key has another length", () => {
    expect(() => sealBytes(new Uint8Array(31), key, key)).toThrow(RangeError);
    expect(() => openBytes(new Uint8Array(0), sealBytes(key, key, key), key)).toThrow(RangeError);
  });
});

describe("key derivation", () => {
  it("gives the same key in the worker as here, and leaves the caller's secret alone", async () => {
    const secret = secretBytes("hästhovsört i maj");

    const key = await deriveKey(secret, floor);

    expect(key).toEqual(deriveKeyHere(secret, floor));
    expect(secret).toEqual(secretBytes("hästhovsört i maj"));
  });

  it("gives another key for another secret or salt", () => {
    const key = deriveKeyHere(secretBytes("en"), floor);

    expect(deriveKeyHere(secretBytes("En"), floor)).not.toEqual(key);
    expect(deriveKeyHere(secretBytes("en"), { ...floor, salt: new Uint8Array(16) })).not.toEqual(key);
  });

  it("does not care how the keyboard composes an å", () => {
    expect(secretBytes("a\u030a")).toEqual(secretBytes("å"));
    expect(secretBytes("å")).toEqual(Uint8Array.from([0xc3, 0xa5]));
  });

  it.each<[string, Partial<KdfParameters>]>([
    ["one KiB below the floor", { memoryBytes: 64 * mebibyte - 1024 }],
    ["no memory", { memoryBytes: 0 }],
    ["one KiB above 1 GiB", { memoryBytes: 1024 * mebibyte + 1024 }],
    ["4 TiB", { memoryBytes: 4 * 1024 * 1024 * mebibyte }],
    ["half a byte", { memoryBytes: 64 * mebibyte + 0.5 }],
    ["not a number", { memoryBytes: Number.NaN }],
    ["two passes", { passes: 2 }],
    ["a million passes", { passes: 1_000_000 }],
    ["endless passes", { passes: Number.POSITIVE_INFINITY }],
    ["a short salt", { salt: new Uint8Array(15) }],
    ["another algorithm", { algorithm: "argon2i13" as "argon2id13" }],
  ])("refuses %s before allocating anything", async (_, change) => {
    const parameters = { ...floor, ...change };
    const refusal = expect.objectContaining({ code: "vault.kdf-out-of-range" });

    expect(() => checkKdfParameters(parameters)).toThrow(refusal);
    expect(() => deriveKeyHere(new Uint8Array(8), parameters)).toThrow(refusal);
    await expect(deriveKey(new Uint8Array(8), parameters)).rejects.toEqual(refusal);
  });

  it("accepts the floor, the ceiling and its own defaults, whose salts differ", () => {
    const [one, other] = [defaultKdfParameters(), defaultKdfParameters()];

    for (const parameters of [floor, { ...floor, memoryBytes: 1024 * mebibyte }, one]) {
      expect(() => checkKdfParameters(parameters)).not.toThrow();
    }
    expect({ ...one, salt: 0 }).toEqual({
      algorithm: "argon2id13",
      memoryBytes: 256 * mebibyte,
      passes: 3,
      salt: 0,
    });
    expect(one.salt).not.toEqual(other.salt);
  });

  it("has ended its worker, with all that is in its memory, when the key is there; a refusal starts none", async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => workers.push(worker);
    process.on("worker", note);

    await deriveKey(secretBytes("en"), floor);
    await deriveKey(secretBytes("en"), { ...floor, passes: 2 }).catch(() => {});

    process.off("worker", note);
    expect(workers.map(({ threadId }) => threadId)).toEqual([-1]);
  });

  it("runs its worker from source under plain Node", () => {
    const module = path.join(import.meta.dirname, "../../electron/crypto/keyDerivation.ts");
    const script = `
      const { deriveKey } = await import(process.argv[1]);
      const salt = new Uint8Array(16).fill(7);
      const key = await deriveKey(new TextEncoder().encode("en"), { algorithm: "argon2id13", memoryBytes: 67108864, passes: 3, salt });
      process.stdout.write(Buffer.from(key).toString("hex"));`;

    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script, module], {
      encoding: "utf8",
    });

    expect(printed).toBe(Buffer.from(deriveKeyHere(secretBytes("en"), floor)).toString("hex"));
  });
});

describe("the keys of a vault", () => {
  const vaultKey = new Uint8Array(32).fill(3);

  it("are all different, and the same each time", () => {
    const keys = deriveVaultKeys(vaultKey);
    const asHex = Object.values(keys).map((key: Uint8Array) => Buffer.from(key).toString("hex"));

    expect(new Set(asHex).size).toBe(9);
    expect(deriveVaultKeys(vaultKey)).toEqual(keys);
    expect(deriveVaultKeys(flipped(vaultKey, 9)).database).not.toEqual(keys.database);
  });

  it("are zeros once wiped", () => {
    const keys = deriveVaultKeys(vaultKey);

    wipeVaultKeys(keys);

    expect(Object.values(keys)).toEqual(Array.from({ length: 9 }, () => new Uint8Array(32)));
  });

  it("give a recording key that changes with each of its three parts", () => {
    const [media, databaseHalf, fileHalf] = [
      vaultKey,
      new Uint8Array(32).fill(4),
      new Uint8Array(32).fill(5),
    ];
    const key = recordingKey(media, databaseHalf, fileHalf);

    expect(recordingKey(flipped(media, 0), databaseHalf, fileHalf)).not.toEqual(key);
    expect(recordingKey(media, flipped(databaseHalf, 0), fileHalf)).not.toEqual(key);
    expect(recordingKey(media, databaseHalf, flipped(fileHalf, 0))).not.toEqual(key);
    expect(recordingKey(media, fileHalf, databaseHalf)).not.toEqual(key);
  });

  it("give no recording key from a half of another length", () => {
    const half = new Uint8Array(32);

    expect(() => recordingKey(half, half, new Uint8Array(0))).toThrow(RangeError);
    expect(() => recordingKey(half, half.subarray(1), half)).toThrow(RangeError);
    expect(() => recordingKey(new Uint8Array(33), half, half)).toThrow(RangeError);
  });

  it("are refused a context that is not eight characters", () => {
    expect(() => subkey(vaultKey, "short", 1)).toThrow(RangeError);
    expect(() => subkey(vaultKey, "åtta tecken", 1)).toThrow(RangeError);
  });
});

describe("codes and signatures", () => {
  const message = secretBytes("radera den 30 maj");

  it("do not match with any bit of message or code changed, nor with another length", () => {
    const key = new Uint8Array(32).fill(6);
    const code = macOf(key, message);

    expect(isMacOf(key, message, code)).toBe(true);
    for (let bit = 0; bit < 256; bit += 1) expect(isMacOf(key, message, flipped(code, bit))).toBe(false);
    for (let bit = 0; bit < message.length * 8; bit += 1) {
      expect(isMacOf(key, flipped(message, bit), code)).toBe(false);
    }
    expect(isMacOf(flipped(key, 1), message, code)).toBe(false);
    expect(isMacOf(key, message, code.subarray(0, 31))).toBe(false);
    expect(isMacOf(key, message, new Uint8Array(0))).toBe(false);
    expect(() => macOf(new Uint8Array(0), message)).toThrow(RangeError);
  });

  it("verify only what was signed, by whom it was signed", () => {
    const [mine, other] = [createSigningKeys(), createSigningKeys()];
    const signature = sign(mine.secretKey, message);

    expect(isSignedBy(mine.publicKey, message, signature)).toBe(true);
    expect(isSignedBy(other.publicKey, message, signature)).toBe(false);
    expect(isSignedBy(mine.publicKey, flipped(message, 3), signature)).toBe(false);
    for (let bit = 0; bit < 512; bit += 1) {
      expect(isSignedBy(mine.publicKey, message, flipped(signature, bit))).toBe(false);
    }
    expect(isSignedBy(mine.publicKey, message, signature.subarray(1))).toBe(false);
    expect(isSignedBy(mine.publicKey.subarray(1), message, signature)).toBe(false);
  });

  it("come from keys that differ, with fingerprints a person can compare", () => {
    const fingerprints = Array.from({ length: 50 }, () => fingerprint(createSigningKeys().publicKey));

    expect(new Set(fingerprints).size).toBe(50);
    for (const one of fingerprints) expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(createSealingKeys().publicKey).not.toEqual(createSealingKeys().publicKey);
  });
});

describe("small things", () => {
  it("random bytes have the length asked for and do not repeat", () => {
    expect(randomBytes(32)).toHaveLength(32);
    expect(randomBytes(32)).not.toEqual(randomBytes(32));
  });

  it("wiping leaves only zeros", () => {
    const [one, other] = [randomBytes(5), randomBytes(7)];

    wipe(one, other);

    expect([one, other]).toEqual([new Uint8Array(5), new Uint8Array(7)]);
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
