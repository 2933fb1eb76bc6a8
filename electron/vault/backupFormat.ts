/** The form of a backup file, version 1; what each part means stands in this folder's README. */
import { z } from "zod";
import { recordingIdSchema } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { sealedBytesOf } from "../crypto/chunkedAead.ts";
import { blake2b256 } from "../crypto/hash.ts";
import { isMacOf, macBytes, macOf } from "../crypto/mac.ts";
import { subkey } from "../crypto/subkey.ts";
import { base64Codec } from "./base64.ts";
import { instantInFileSchema } from "./clockFile.ts";

/** Magic, version, length of the header. */
export const prefaceBytes = 12;

/** No header is longer: hundreds of thousands of sounds. */
const mostHeaderBytes = 64 * 1024 * 1024;

const sizeBytesSchema = z
  .int()
  .min(1)
  .max(2 ** 48);

const entrySchema = z.discriminatedUnion("kind", [
  /** The database of the vault's generation, a consistent copy, encrypted as it is in the vault. */
  z.strictObject({ kind: z.literal("database"), sizeBytes: sizeBytesSchema }),
  /** What was erased until then, as the text of `tombstones.ts`. */
  z.strictObject({ kind: z.literal("tombstones"), sizeBytes: sizeBytesSchema }),
  /** Key half S (32 bytes), then the blob as it lies in the vault. */
  z.strictObject({
    kind: z.literal("sound"),
    recordingId: recordingIdSchema,
    /** From when it must be gone; `null` for what has no end. */
    dueAt: instantInFileSchema.nullable(),
    heldUntil: instantInFileSchema.nullable(),
    sizeBytes: sizeBytesSchema.min(33),
  }),
]);
/** One thing that a backup holds; the sizes are of its plain bytes. */
export type BackupEntry = z.output<typeof entrySchema>;
export type SoundEntry = Extract<BackupEntry, { kind: "sound" }>;

const backupHeaderSchema = z.strictObject({
  backupId: z.uuid(),
  madeAt: instantInFileSchema,
  /** `vault.json` as it stood: text and code. */
  vault: z.strictObject({ text: z.string(), mac: base64Codec(macBytes) }),
  salt: base64Codec(32),
  /** Database, tombstones, then the sounds. */
  entries: z
    .array(entrySchema)
    .min(2)
    .refine((entries) =>
      entries.every(({ kind }, at) => kind === (at === 0 ? "database" : at === 1 ? "tombstones" : "sound")),
    ),
});
/** What stands in clear at the beginning of a backup. */
export type BackupHeader = z.output<typeof backupHeaderSchema>;

/** Encodes the beginning of a file up to its code. */
export function encodeBackupHeader(header: BackupHeader): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(z.encode(backupHeaderSchema, header)));
  const bytes = new Uint8Array(prefaceBytes + text.length);
  bytes.set(magic);
  bytes[magic.length] = backupVersion;
  new DataView(bytes.buffer).setUint32(magic.length + 1, text.length);
  bytes.set(text, prefaceBytes);
  return bytes;
}

/**
 * How long the header's text is, from the first bytes of a file.
 *
 * @throws Failure `backup.not-a-backup`, `backup.format-too-new`, `backup.damaged`
 */
export function headerLengthIn(preface: Uint8Array): number {
  const isBackup = preface.length >= magic.length && magic.every((byte, at) => preface[at] === byte);
  if (!isBackup) throw new Failure("backup.not-a-backup");
  if (preface.length < prefaceBytes) throw new Failure("backup.damaged");
  if ((preface[magic.length] ?? 0) > backupVersion) throw new Failure("backup.format-too-new");
  const length = new DataView(preface.buffer, preface.byteOffset).getUint32(magic.length + 1);
  if (preface[magic.length] !== backupVersion || length > mostHeaderBytes)
    throw new Failure("backup.damaged");
  return length;
}

/** Reads a header's text, not yet authenticated. @throws Failure `backup.damaged` */
export function parseBackupHeader(text: Uint8Array): BackupHeader {
  try {
    return backupHeaderSchema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text)));
  } catch {
    throw new Failure("backup.damaged");
  }
}

/** Length of the whole file, bytes. @param encodedBytes - of `encodeBackupHeader` */
export function backupFileBytes(encodedBytes: number, entries: readonly BackupEntry[]): number {
  return entries.reduce((sum, { sizeBytes }) => sum + sealedBytesOf(sizeBytes), encodedBytes + macBytes);
}

/** The code that follows the header, over everything before it. @param backupKey - the vault's, 32 bytes */
export function backupHeaderMac(backupKey: Uint8Array, encoded: Uint8Array): Uint8Array {
  return macOf(subkey(backupKey, keyContext, 1), encoded);
}

/** Whether a code was made over exactly this header with the vault's key. */
export function isBackupHeaderMac(backupKey: Uint8Array, encoded: Uint8Array, mac: Uint8Array): boolean {
  return isMacOf(subkey(backupKey, keyContext, 1), encoded, mac);
}

/** Key and associated data of one entry: bound to the whole header and to the entry's place in it. */
export function entrySeal(
  backupKey: Uint8Array,
  { salt }: Pick<BackupHeader, "salt">,
  encoded: Uint8Array,
  index: number,
): { readonly key: Uint8Array; readonly associated: Uint8Array } {
  const place = new Uint8Array(4);
  new DataView(place.buffer).setUint32(0, index);
  return {
    key: macOf(subkey(backupKey, keyContext, 2), Buffer.concat([salt, place])),
    associated: Buffer.concat([blake2b256(encoded), place]),
  };
}

const magic = new TextEncoder().encode("LyhBack");
const backupVersion = 1;
const keyContext = "lyhordBK";
