/** `safeStorage`: a store of secrets whose key the test chooses, or none, as on Linux without a keyring. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { standInOptions } from "./standInState.ts";

const key = createHash("sha256").update(standInOptions.secretStore).digest();

function requireStore(): void {
  if (standInOptions.secretStore === "") throw new Error("Encryption is not available");
}

/** The module's `safeStorage`, as far as it is not deprecated. */
export const safeStorage = {
  getSelectedStorageBackend: () => (standInOptions.secretStore === "" ? "basic_text" : "gnome_libsecret"),
  isAsyncEncryptionAvailable: async () => standInOptions.secretStore !== "",
  async encryptStringAsync(text: string): Promise<Buffer> {
    requireStore();
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    requireStore();
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const result = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    return { result, shouldReEncrypt: false };
  },
};
