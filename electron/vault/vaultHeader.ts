/** `vault.json`: what must be known before a vault can be opened, authenticated with a key that opening it gives. */
import path from "node:path";
import { z } from "zod";
import { vaultIdSchema } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";
import {
  type AuthenticatedText,
  isAuthentic,
  readAuthenticated,
  writeAuthenticated,
} from "./authenticatedText.ts";
import { base64Codec } from "./base64.ts";
import { instantInFileSchema } from "./clockFile.ts";
import { boundKeyBytes, wrappedKeyBytes } from "./keySlots.ts";
import { vaultPaths } from "./vaultFolder.ts";

/** The format this version writes and the newest it reads; format 1 stays readable for ever. */
export const headerFormat = 2;

const slotSchema = z.strictObject({
  kdf: z.strictObject({
    algorithm: z.literal("argon2id13"),
    memoryBytes: z.int().positive(),
    passes: z.int().positive(),
    salt: base64Codec(16),
  }),
  wrappedKey: base64Codec(wrappedKeyBytes),
});

/** The passphrase's slot may be bound to a computer; the recovery code's never is, so that a vault can move. */
const passphraseSlotSchema = z.discriminatedUnion("boundTo", [
  slotSchema.extend({ boundTo: z.literal("nothing") }),
  slotSchema.extend({ boundTo: z.literal("device"), wrappedKey: base64Codec(boundKeyBytes) }),
]);

const fieldsOfEveryFormat = {
  vaultId: vaultIdSchema,
  name: z.string().min(1).max(60),
  createdAt: instantInFileSchema,
  lastUnlockedAt: instantInFileSchema.nullable(),
  lastSeenAt: instantInFileSchema,
  trustedAt: instantInFileSchema,
  cipher: z.strictObject({ scheme: z.literal("sqlcipher"), legacy: z.literal(4) }),
  generation: z.int().min(1).max(0xffff_ffff),
  identity: z.strictObject({
    signing: z.strictObject({ publicKey: base64Codec(32), wrappedPrivateKey: base64Codec(24 + 64 + 16) }),
    sealing: z.strictObject({ publicKey: base64Codec(32), wrappedPrivateKey: base64Codec(24 + 32 + 16) }),
  }),
};

const firstHeaderSchema = z.strictObject({
  ...fieldsOfEveryFormat,
  format: z.literal(1),
  slots: z.strictObject({ passphrase: slotSchema, recovery: slotSchema }),
});

/** The header, format 2; what each field means stands in this folder's README. */
export const vaultHeaderSchema = z.strictObject({
  ...fieldsOfEveryFormat,
  format: z.literal(headerFormat),
  revision: z.int().nonnegative(),
  slots: z.strictObject({ passphrase: passphraseSlotSchema, recovery: slotSchema }),
  earlierMediaKeys: z.array(
    z.strictObject({ generation: fieldsOfEveryFormat.generation, wrappedKey: base64Codec(wrappedKeyBytes) }),
  ),
  carriedOver: z
    .strictObject({
      schedule: base64Codec(32).nullable(),
      auditHead: base64Codec(32).nullable(),
      withdrawals: base64Codec(32).nullable(),
    })
    .nullable(),
});
export type VaultHeader = z.output<typeof vaultHeaderSchema>;

/** What may change in the header of an existing vault while its keys stay. */
export type HeaderChange = Partial<
  Pick<VaultHeader, "name" | "lastUnlockedAt" | "lastSeenAt" | "trustedAt" | "slots">
>;

/** A header as read, and the text its code must be checked against once there is a key. */
export interface StoredHeader {
  readonly header: VaultHeader;
  readonly stored: AuthenticatedText;
}

/**
 * Reads a header of any format; nothing in it is authenticated yet.
 *
 * @throws Failure `vault.not-found`, `vault.format-too-new` or `vault.tampered` if it is none this version can have written
 */
export function readHeader(files: FilePort, folder: string): StoredHeader {
  const stored = readAuthenticated(files, vaultPaths(folder).header);
  if (stored === undefined) throw new Failure("vault.not-found");
  if (stored === "malformed") throw new Failure("vault.tampered");
  const header = parseHeader(stored);
  if (header.vaultId !== path.basename(folder)) throw new Failure("vault.tampered");
  return { header, stored };
}

/**
 * Reads the text of a header, wherever it stood; nothing in it is authenticated yet.
 *
 * @throws Failure `vault.format-too-new` or `vault.tampered`
 */
export function parseHeader({ text }: AuthenticatedText): VaultHeader {
  const content = jsonOf(text);
  const anyFormat = z.object({ format: z.int() }).safeParse(content);
  if (anyFormat.success && anyFormat.data.format > headerFormat) throw new Failure("vault.format-too-new");
  const header = headerOf(content);
  if (header === undefined) throw new Failure("vault.tampered");
  return header;
}

/** Writes a header with its code; when it returns, it is on the medium. */
export function writeHeader(files: FilePort, folder: string, header: VaultHeader, macKey: Uint8Array): void {
  const text = JSON.stringify(z.encode(vaultHeaderSchema, header));
  writeAuthenticated(files, vaultPaths(folder).header, text, macKey);
}

/** Whether the file holds exactly this header with its code. */
export function isHeaderStored(
  files: FilePort,
  folder: string,
  header: VaultHeader,
  macKey: Uint8Array,
): boolean {
  const stored = readAuthenticated(files, vaultPaths(folder).header);
  if (stored === undefined || stored === "malformed" || !isAuthentic(stored, macKey)) return false;
  return stored.text === JSON.stringify(z.encode(vaultHeaderSchema, header));
}

function headerOf(content: unknown): VaultHeader | undefined {
  const first = firstHeaderSchema.safeParse(content);
  return first.success ? fromFormat1(first.data) : vaultHeaderSchema.safeParse(content).data;
}

/** What format 1 could not say is what a vault without rotations and bindings has; the next writing makes it format 2. */
function fromFormat1(header: z.output<typeof firstHeaderSchema>): VaultHeader {
  const { passphrase, recovery } = header.slots;
  return {
    ...header,
    format: headerFormat,
    revision: 0,
    slots: { passphrase: { ...passphrase, boundTo: "nothing" }, recovery },
    earlierMediaKeys: [],
    carriedOver: null,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
