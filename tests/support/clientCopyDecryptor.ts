/** A decryptor of copies for a client that shares nothing with Lyhörd: Web Crypto and the format as it is described. */

/** What a copy holds. */
export interface DecryptedCopy {
  readonly document: Record<string, unknown>;
  readonly sound: Uint8Array;
}

/** @throws Error if a piece does not open */
export async function decryptClientCopy(html: string, passphrase: string): Promise<DecryptedCopy> {
  const headerText = /<script type="application\/json" id="header">(.*?)<\/script>/s.exec(html)?.[1];
  if (headerText === undefined) throw new Error("there is no header");
  const header = JSON.parse(headerText);
  const pieces = [...html.matchAll(/<script type="text\/plain" class="piece">(.*?)<\/script>/gs)].map(
    ([, base64 = ""]) => new Uint8Array(Buffer.from(base64, "base64")),
  );
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      iterations: header.kdf.iterations,
      salt: new Uint8Array(Buffer.from(header.kdf.salt, "base64")),
    },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const plain: Uint8Array[] = [];
  for (const [index, piece] of pieces.entries()) {
    const iv = new Uint8Array(12);
    iv.set(Buffer.from(header.cipher.noncePrefix, "base64"));
    new DataView(iv.buffer).setUint32(7, index);
    iv[11] = index === pieces.length - 1 ? 1 : 0;
    const additionalData = new TextEncoder().encode(headerText);
    plain.push(
      new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, piece)),
    );
  }
  const stream = Buffer.concat(plain);
  const length = stream.readUInt32BE(0);
  return {
    document: JSON.parse(stream.subarray(4, 4 + length).toString("utf8")),
    sound: new Uint8Array(stream.subarray(4 + length)),
  };
}
