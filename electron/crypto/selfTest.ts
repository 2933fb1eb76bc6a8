/** The start-up self-test: known answers, since a library can be present and still compute something else. */
import { encryptWithNonce } from "./aead.ts";
import { argon2id } from "./argon2id.ts";
import { sha256 } from "./hash.ts";
import { isSignedBy, sign } from "./signing.ts";
import { sodium } from "./sodium.ts";

/** One computation and what it must give, as lower-case hex. */
export interface KnownAnswer {
  readonly name: string;
  readonly expected: string;
  compute(): Uint8Array;
}

/** The answers; the sources and more vectors stand in `tests/vectors/crypto.json`. */
export const knownAnswers: readonly KnownAnswer[] = [
  {
    // RFC 9106's own vectors use a secret and associated data, which libsodium's interface lacks;
    // this one was computed alike by libsodium and OpenSSL.
    name: "Argon2id",
    expected: "b06bcf7d2d3ae0a0e060f75fc78cc0082e6196baab3e422cbe3cc0c807f76c0d",
    compute: () =>
      argon2id(text("password"), {
        algorithm: "argon2id13",
        memoryBytes: 65_536,
        passes: 3,
        salt: hex("000102030405060708090a0b0c0d0e0f"),
      }),
  },
  {
    name: "XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, A.3.1)",
    expected:
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39" +
      "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9" +
      "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
    compute: () =>
      encryptWithNonce(
        hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
        hex("404142434445464748494a4b4c4d4e4f5051525354555657"),
        text(
          "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, " +
            "sunscreen would be it.",
        ),
        hex("50515253c0c1c2c3c4c5c6c7"),
      ),
  },
  {
    name: "BLAKE2b-512 (RFC 7693, appendix A)",
    expected:
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1" +
      "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    compute: () => sodium().crypto_generichash(64, text("abc"), null),
  },
  {
    name: "Ed25519 (RFC 8032, 7.1, test 3)",
    expected:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" +
      "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    compute() {
      const seed = hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
      const { publicKey, privateKey } = sodium().crypto_sign_seed_keypair(seed);
      const signature = sign(privateKey, hex("af82"));
      return isSignedBy(publicKey, hex("af82"), signature) ? signature : new Uint8Array(0);
    },
  },
  {
    name: "SHA-256 (FIPS 180-4)",
    expected: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    compute: () => sha256(text("abc")),
  },
];

/**
 * Computes each known answer, in a few milliseconds.
 *
 * @throws Error naming the first one that is not met
 */
export function selfTest(answers: readonly KnownAnswer[] = knownAnswers): void {
  for (const { name, expected, compute } of answers) {
    if (sodium().to_hex(compute()) !== expected) throw new Error(`self-test failed: ${name}`);
  }
}

function hex(digits: string): Uint8Array {
  return sodium().from_hex(digits);
}

function text(characters: string): Uint8Array {
  return new TextEncoder().encode(characters);
}
