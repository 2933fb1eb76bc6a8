/** What a person types to open a vault, as the bytes that cross to the vault process. */

/** UTF-8 of the NFC form, so that å typed as one or two code points opens the same vault. */
export function secretBytes(typed: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(typed.normalize("NFC"));
}

/** Hands over the bytes of what was typed and wipes them afterwards, whatever came of it. */
export async function withSecretBytes<T>(
  typed: string,
  use: (bytes: Uint8Array<ArrayBuffer>) => Promise<T>,
): Promise<T> {
  const bytes = secretBytes(typed);
  try {
    return await use(bytes);
  } finally {
    bytes.fill(0);
  }
}
