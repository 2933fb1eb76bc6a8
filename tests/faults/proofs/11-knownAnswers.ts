/** Promise 11: known answers in Node, in the built program, and at every start. */
import { createHash, createPrivateKey, sign as opensslSign, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { decryptWithNonce, encryptWithNonce } from "../../../electron/crypto/aead.ts";
import { argon2id } from "../../../electron/crypto/argon2id.ts";
import { blake2b256, sha256 } from "../../../electron/crypto/hash.ts";
import { isMacOf, macOf } from "../../../electron/crypto/mac.ts";
import { knownAnswers } from "../../../electron/crypto/selfTest.ts";
import { fingerprint, isSignedBy } from "../../../electron/crypto/signing.ts";
import { loadSodium } from "../../../electron/crypto/sodium.ts";
import { subkey } from "../../../electron/crypto/subkey.ts";
import { recordingKey } from "../../../electron/crypto/vaultKeys.ts";
import { vaultIdSchema } from "../../../shared/domain/ids.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { type ForkOptions, forkVault } from "../../support/forkedVault.ts";
import { xchacha20poly1305 } from "../../support/referenceMedia.ts";
import { projectRoot } from "../../support/runStep.ts";
import { secretOf, testPassphrase } from "../../support/vaultHostForTest.ts";
import vectors from "../../vectors/crypto.json" with { type: "json" };
import { environmentWith } from "../changedSource.ts";
import {
  type Control,
  nothingTried,
  type PerExtent,
  type Proof,
  type ProofResult,
  sumResults,
} from "../proof.ts";

const comparisons: PerExtent = { short: 50, usual: 1_000, long: 20_000 };

export const proof: Proof = {
  promise: 11,
  title: "known answers hold in Node, in the built program, and at every start",
  async run(extent, folder) {
    await loadSodium();
    return sumResults([
      compare([...publishedAnswers(), ...answersOfOpenssl(comparisons[extent])]),
      await startWithWrongAnswer(folder),
      await openFrozenVault("the program from its source", folder, {}),
      await openWithBuiltProgram(folder),
    ]);
  },
};

/** What was computed and what it must be, as hex or text. */
interface Answer {
  readonly name: string;
  readonly computed: string;
  readonly expected: string;
}

function compare(answers: readonly Answer[]): ProofResult {
  const wrong = answers.filter(({ computed, expected }) => computed !== expected);
  return { trials: answers.length, failures: wrong.map(({ name }) => `${name} is computed otherwise`) };
}

function publishedAnswers(): Answer[] {
  return [
    ...knownAnswers.map(({ name, expected, compute }) => answer(name, compute(), expected)),
    ...vectors.argon2id.map(({ secret, salt, memoryBytes, passes, key }) =>
      answer("Argon2id", derived(hex(secret), hex(salt), memoryBytes, passes), key),
    ),
    ...vectors.xchacha20poly1305.flatMap(({ key, nonce, plain, associated, sealed }) => {
      const opened = decryptWithNonce(hex(key), hex(nonce), hex(sealed), hex(associated));
      return [
        answer(
          "XChaCha20-Poly1305",
          encryptWithNonce(hex(key), hex(nonce), hex(plain), hex(associated)),
          sealed,
        ),
        answer("XChaCha20-Poly1305, opened", opened ?? new Uint8Array(), plain),
      ];
    }),
    ...vectors.blake2b256.map(({ message, hash }) => answer("BLAKE2b-256", blake2b256(hex(message)), hash)),
    ...vectors.mac.map(({ key, message, code }) =>
      answer("keyed BLAKE2b", macOf(hex(key), hex(message)), code),
    ),
    ...vectors.mac.map(({ key, message, code }) =>
      isTrue("a code of keyed BLAKE2b", isMacOf(hex(key), hex(message), hex(code))),
    ),
    ...vectors.subkey.map(({ parent, context, number, key }) =>
      answer("a key below another", subkey(hex(parent), context, number), key),
    ),
    ...vectors.ed25519.map(({ publicKey, message, signature }) =>
      isTrue("Ed25519", isSignedBy(hex(publicKey), hex(message), hex(signature))),
    ),
    ...vectors.recordingKey.map(({ mediaKey, databaseHalf, fileHalf, key }) =>
      answer("the key of a recording", recordingKey(hex(mediaKey), hex(databaseHalf), hex(fileHalf)), key),
    ),
    ...vectors.fingerprint.map((vector) => ({
      name: "a fingerprint",
      computed: fingerprint(hex(vector.publicKey)),
      expected: vector.fingerprint,
    })),
  ];
}

/** Random inputs, answered by OpenSSL as well. */
function answersOfOpenssl(count: number): Answer[] {
  return Array.from({ length: count }, (_, index) => {
    const [key, nonce, plain, associated] = [
      randomBytes(32),
      randomBytes(24),
      randomBytes(index),
      randomBytes(58),
    ];
    const signing = createPrivateKey({
      key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), key]),
      format: "der",
      type: "pkcs8",
    });
    const publicKey = publicHalf(signing);
    return [
      answer(
        "XChaCha20-Poly1305 of random bytes",
        encryptWithNonce(key, nonce, plain, associated),
        Buffer.from(xchacha20poly1305(key, nonce, plain, associated)).toString("hex"),
      ),
      answer("SHA-256 of random bytes", sha256(plain), createHash("sha256").update(plain).digest("hex")),
      isTrue("Ed25519 of random bytes", isSignedBy(publicKey, plain, opensslSign(null, plain, signing))),
    ];
  }).flat();
}

function publicHalf(privateKey: ReturnType<typeof createPrivateKey>): Uint8Array {
  return Buffer.from(privateKey.export({ format: "jwk" }).x ?? "", "base64url");
}

/** A library that computes something else must not get as far as a vault. */
async function startWithWrongAnswer(folder: string): Promise<ProofResult> {
  const { expected } = knownAnswers[0] ?? { expected: "" };
  const changed = {
    file: "electron/crypto/selfTest.ts",
    find: expected,
    replace: `00${expected.slice(2)}`,
    loadedMark: path.join(folder, "wrong-answer"),
  };
  const vault = forkVault(path.join(folder, "wrong"), { environment: environmentWith([changed]) });
  const isReady = await vault.ready.then(
    () => true,
    () => false,
  );
  await vault.kill();
  if (!fs.existsSync(changed.loadedMark)) throw new Error("the wrong answer was not even loaded");
  return { trials: 1, failures: isReady ? ["the program starts with a wrong answer"] : [] };
}

/** Everything at once: Argon2id, wrapped keys, the code of the header, the database, a sound. */
async function openFrozenVault(what: string, folder: string, options: ForkOptions): Promise<ProofResult> {
  const home = fs.mkdtempSync(path.join(folder, "frozen-"));
  fs.cpSync(fixturePath("vault-format-1"), home, { recursive: true });
  const vaultId = vaultIdSchema.parse(fs.readdirSync(path.join(home, "vaults"))[0]);
  const code = fs.readFileSync(path.join(home, "recovery-code.txt"), "utf8").trim();
  const failures: string[] = [];
  for (const secret of [
    { kind: "passphrase", bytes: secretOf(testPassphrase) },
    { kind: "recovery-code", bytes: secretOf(code) },
  ] as const) {
    const vault = forkVault(home, options);
    const count = await vault
      .get("vault.unlock", { vaultId, secret })
      .then(async () => (await vault.get("conversation.list", {})).length)
      .catch((error: Error) => error.message);
    if (count !== 2) failures.push(`${what} and a vault of format 1 with its ${secret.kind}: ${count}`);
    await vault.kill();
  }
  return { trials: 2, failures };
}

async function openWithBuiltProgram(folder: string): Promise<ProofResult> {
  const program = path.join(projectRoot, "dist/electron/vaultProcess.js");
  if (!fs.existsSync(program)) {
    return { ...nothingTried, notRun: "the built program: there is none (`npm run build`)" };
  }
  return openFrozenVault("the built program", folder, { program });
}

function derived(secret: Uint8Array, salt: Uint8Array, memoryBytes: number, passes: number): Uint8Array {
  return argon2id(secret, { algorithm: "argon2id13", memoryBytes, passes, salt });
}

function answer(name: string, computed: Uint8Array, expected: string): Answer {
  return { name, computed: Buffer.from(computed).toString("hex"), expected };
}

function isTrue(name: string, holds: boolean): Answer {
  return { name, computed: String(holds), expected: "true" };
}

function hex(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits, "hex"));
}

export const controls: readonly Control[] = [
  {
    guard: "the program starts without computing known answers",
    file: "electron/vaultProcess.ts",
    find: "  selfTest();\n",
    replace: "  void selfTest;\n",
  },
  {
    guard: "codes are made without their key",
    file: "electron/crypto/mac.ts",
    find: "return sodium().crypto_generichash(macBytes, message, key);",
    replace: "return sodium().crypto_generichash(macBytes, message, null);",
  },
  {
    guard: "keys are derived with another kind of Argon2",
    file: "electron/crypto/argon2id.ts",
    find: "library.crypto_pwhash_ALG_ARGON2ID13",
    replace: "library.crypto_pwhash_ALG_ARGON2I13",
  },
];
