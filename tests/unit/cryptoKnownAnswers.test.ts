/** The primitives against answers computed elsewhere. */
import { argon2Sync } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decryptWithNonce, encryptWithNonce } from "../../electron/crypto/aead.ts";
import { argon2id } from "../../electron/crypto/argon2id.ts";
import { blake2b256, createSha256, sha256 } from "../../electron/crypto/hash.ts";
import { isMacOf, macOf } from "../../electron/crypto/mac.ts";
import { type KnownAnswer, knownAnswers, selfTest } from "../../electron/crypto/selfTest.ts";
import { fingerprint, isSignedBy } from "../../electron/crypto/signing.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { subkey } from "../../electron/crypto/subkey.ts";
import { recordingKey } from "../../electron/crypto/vaultKeys.ts";
import { xchacha20poly1305 } from "../support/referenceMedia.ts";
import vectors from "../vectors/crypto.json" with { type: "json" };

beforeAll(loadSodium);

describe("the primitives give the published answers", () => {
  it.each(vectors.argon2id)("Argon2id: $source", ({ secret, salt, memoryBytes, passes, key }) => {
    const parameters = { algorithm: "argon2id13", memoryBytes, passes, salt: bytes(salt) } as const;

    expect(hex(argon2id(bytes(secret), parameters))).toBe(key);
  });

  it.each(vectors.xchacha20poly1305)("XChaCha20-Poly1305: $source", (vector) => {
    const [key, nonce] = [bytes(vector.key), bytes(vector.nonce)];
    const [plain, associated] = [bytes(vector.plain), bytes(vector.associated)];

    expect(hex(encryptWithNonce(key, nonce, plain, associated))).toBe(vector.sealed);
    expect(decryptWithNonce(key, nonce, bytes(vector.sealed), associated)).toEqual(plain);
    expect(hex(xchacha20poly1305(key, nonce, plain, associated))).toBe(vector.sealed);
  });

  it.each(vectors.blake2b256)("BLAKE2b-256 of “$message”", ({ message, hash }) => {
    expect(hex(blake2b256(bytes(message)))).toBe(hash);
  });

  it.each(vectors.mac)("keyed BLAKE2b-256 of “$message”", ({ key, message, code }) => {
    expect(hex(macOf(bytes(key), bytes(message)))).toBe(code);
    expect(isMacOf(bytes(key), bytes(message), bytes(code))).toBe(true);
  });

  it.each(vectors.subkey)("key $number of context $context", ({ parent, context, number, key }) => {
    expect(hex(subkey(bytes(parent), context, number))).toBe(key);
  });

  it.each(vectors.ed25519)("Ed25519: $source", ({ publicKey, message, signature }) => {
    expect(isSignedBy(bytes(publicKey), bytes(message), bytes(signature))).toBe(true);
  });

  it.each(vectors.recordingKey)("the key of a recording", ({ mediaKey, databaseHalf, fileHalf, key }) => {
    expect(hex(recordingKey(bytes(mediaKey), bytes(databaseHalf), bytes(fileHalf)))).toBe(key);
  });

  it.each(vectors.fingerprint)("the fingerprint of a public key", (vector) => {
    expect(fingerprint(bytes(vector.publicKey))).toBe(vector.fingerprint);
  });
});

describe("libsodium agrees with OpenSSL", () => {
  it.each(vectors.openssl)("which itself meets $source", ({ tag, ...vector }) => {
    const computed = argon2Sync("argon2id", {
      message: bytes(vector.message),
      nonce: bytes(vector.nonce),
      secret: bytes(vector.secret),
      associatedData: bytes(vector.associatedData),
      parallelism: vector.parallelism,
      tagLength: vector.tagLength,
      memory: vector.memory,
      passes: vector.passes,
    });

    expect(hex(computed)).toBe(tag);
  });

  it("on Argon2id for any secret, salt, memory and number of passes", () => {
    const salts = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const secrets = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(
        secrets,
        salts,
        fc.integer({ min: 8, max: 256 }),
        fc.integer({ min: 1, max: 4 }),
        (...of) => {
          const [message, nonce, memory, passes] = of;
          const parameters = {
            algorithm: "argon2id13",
            memoryBytes: memory * 1024,
            passes,
            salt: nonce,
          } as const;
          const reference = { message, nonce, memory, passes, parallelism: 1, tagLength: 32 };

          expect(hex(argon2id(message, parameters))).toBe(hex(argon2Sync("argon2id", reference)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("on XChaCha20-Poly1305 for any key, nonce and bytes", () => {
    const of = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    fc.assert(
      fc.property(
        of(32),
        of(24),
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 90 }),
        (...input) => {
          expect(hex(encryptWithNonce(...input))).toBe(hex(xchacha20poly1305(...input)));
        },
      ),
    );
  });
});

describe("SHA-256", () => {
  it("does not depend on how the bytes are cut into pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
        const hash = createSha256();
        for (const piece of pieces) hash.update(piece);

        expect(hash.digest()).toEqual(sha256(Buffer.concat(pieces)));
      }),
    );
  });
});

describe("the start-up self-test", () => {
  it("passes with this library", () => {
    expect(() => selfTest()).not.toThrow();
  });

  it.each(knownAnswers)("stops the start when $name computes something else", (answer) => {
    const wrong: KnownAnswer = { ...answer, compute: () => answer.compute().fill(0, 0, 1) };
    const answers = knownAnswers.map((one) => (one === answer ? wrong : one));

    expect(() => selfTest(answers)).toThrow(`self-test failed: ${answer.name}`);
  });
});

function bytes(hexDigits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hexDigits, "hex"));
}

function hex(value: Uint8Array): string {
  return Buffer.from(value).toString("hex");
}
