/** A checkpoint of the audit log: its head at a time, signed with the vault's key, which the database key does not give. */
import { z } from "zod";
import { vaultIdSchema } from "../../shared/domain/ids.ts";
import { blake2b256 } from "../crypto/hash.ts";
import { isSignedBy, sign } from "../crypto/signing.ts";
import { base64Codec } from "./base64.ts";
import { instantInFileSchema } from "./clockFile.ts";

const checkpointSchema = z.strictObject({
  document: z.literal("lyhord-audit-checkpoint/1"),
  vault: vaultIdSchema,
  /** From 1, without gaps. */
  number: z.int().positive(),
  /** `pruned`: the log begins after `sequence`, and the checkpoints with `keptFrom`. */
  kind: z.enum(["interval", "lock", "unlock", "pruned"]),
  sequence: z.int().positive(),
  /** The hash of that entry. */
  head: base64Codec(32),
  at: instantInFileSchema,
  /** The hash of the checkpoint before; zeros for the first. */
  previous: base64Codec(32),
  keptFrom: z.int().positive().optional(),
});
/** What is signed. */
export type Checkpoint = z.output<typeof checkpointSchema>;
export type CheckpointKind = Checkpoint["kind"];

/** A checkpoint exactly as it was signed. */
export interface StoredCheckpoint {
  readonly number: number;
  /** UTF-8, never re-serialised. */
  readonly text: string;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

/** Signs a checkpoint. */
export function signCheckpoint(
  checkpoint: Omit<Checkpoint, "document">,
  secretKey: Uint8Array,
): StoredCheckpoint {
  const text = JSON.stringify(
    z.encode(checkpointSchema, { document: "lyhord-audit-checkpoint/1", ...checkpoint }),
  );
  return { number: checkpoint.number, text, signature: sign(secretKey, new TextEncoder().encode(text)) };
}

/** Reads a checkpoint, genuine or not. @returns `undefined` if it is none, or not of this number */
export function readCheckpoint({ number, text }: StoredCheckpoint): Checkpoint | undefined {
  try {
    const checkpoint = checkpointSchema.safeParse(JSON.parse(text));
    return checkpoint.success && checkpoint.data.number === number ? checkpoint.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a checkpoint was signed with this key. */
export function isGenuine({ text, signature }: StoredCheckpoint, publicKey: Uint8Array): boolean {
  return isSignedBy(publicKey, new TextEncoder().encode(text), signature);
}

/** The hash by which the next checkpoint names this one: BLAKE2b-256(text ‖ signature). */
export function checkpointHash({ text, signature }: StoredCheckpoint): Uint8Array {
  return blake2b256(Buffer.concat([Buffer.from(text), signature]));
}
