/** Promise 20: certificates of erasure are changed, and checked by the program that knows nothing of Lyhörd. */
import {
  tryBits,
  tryFields,
  tryForgeries,
  tryStored,
  tryUnchanged,
  withCertificates,
} from "../certificateMutations.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";

const bytesEach: PerExtent = { short: 200, usual: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
const bitsEach: PerExtent = { short: 1, usual: 1, long: 8 };
const storedSigns: PerExtent = { short: 60, usual: 500, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 20,
  title: "a certificate verifies offline, and one changed field fails",
  run: (extent, folder) =>
    withCertificates(folder, async (vault, saved) =>
      sumResults([
        tryUnchanged(folder, saved),
        tryBits(folder, saved, bytesEach[extent], bitsEach[extent]),
        tryFields(folder, saved),
        tryForgeries(folder, saved),
        await tryStored(vault, storedSigns[extent]),
      ]),
    ),
};

const verifier = "resources/verify/verify-certificate.mjs";
/** Leaves one field out of what is signed, and of what is checked. */
const withoutDueDate = `text.replace(/"dueAt":[^,]*/, '"dueAt":null')`;

export const controls: readonly Control[] = [
  {
    guard: "the verifier does not check the signature",
    file: verifier,
    find: 'return verify(null, bytes, createPublicKey({ key: der, format: "der", type: "spki" }), signature);',
    replace: "return true;",
  },
  {
    guard: "one field is not signed",
    file: "electron/services/certificateText.ts",
    find: "new TextEncoder().encode(text)",
    replace: `new TextEncoder().encode(${withoutDueDate})`,
    also: [
      {
        file: "electron/services/certificates.ts",
        find: "new TextEncoder().encode(text)",
        replace: `new TextEncoder().encode(${withoutDueDate})`,
      },
      {
        file: verifier,
        find: "isSignedBy(key, bytes, signed)",
        replace: `isSignedBy(key, Buffer.from(${withoutDueDate}), signed)`,
      },
    ],
  },
  {
    guard: "the fingerprint is not computed from the key",
    file: verifier,
    find: "fingerprint !== undefined && fingerprint === written &&",
    replace: "true ||",
  },
  {
    guard: "the file around the text is not looked at",
    file: verifier,
    find: "isAsWritten: content === ",
    replace: "isAsWritten: true || content === ",
  },
  {
    guard: "a signature may be written in several ways",
    file: verifier,
    find: 'bytes.length === length && bytes.toString("base64") === text ? bytes : undefined',
    replace: "bytes.subarray(0, length)",
  },
  {
    guard: "the application does not check the signature",
    file: "electron/services/certificates.ts",
    find: "isValid: isSignedBy(publicKey, new TextEncoder().encode(text), signature),",
    replace: "isValid: isSignedBy(publicKey, new TextEncoder().encode(text), signature) || true,",
  },
];
