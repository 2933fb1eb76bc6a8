/** A verifier that shares nothing with Lyhörd: what anyone can do offline with a saved certificate. */
import { createPublicKey, verify } from "node:crypto";

/** The file that is saved: the signed text as a string, base64 signature and Ed25519 public key. */
export interface SavedCertificate {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** Whether the text was signed with the key (RFC 8032); `text` is taken byte for byte. */
export function verifyCertificate({ text, signature, publicKey }: SavedCertificate): boolean {
  // An Ed25519 key in DER is these twelve bytes and the key (RFC 8410 §4).
  const prefix = Buffer.from("302a300506032b6570032100", "hex");
  const key = createPublicKey({
    key: Buffer.concat([prefix, Buffer.from(publicKey, "base64")]),
    format: "der",
    type: "spki",
  });
  return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
}
