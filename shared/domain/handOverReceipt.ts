/** A receipt: what was handed over to an archive, exactly as it was signed. */
import { z } from "zod";
import { certificateSchema } from "./erasureRecord.ts";
import { instantSchema } from "./isoDate.ts";

/** A receipt with what checking it says now; the fields mean what they mean in a certificate. */
export const receiptSchema = certificateSchema.extend({
  issuedAt: instantSchema,
  /** The conversation is still what was handed over, and some of it is still here. */
  canEraseHere: z.boolean(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** What version 1 of the signed text says; instants are ISO 8601 in UTC. */
export const receiptTextSchema = z.object({
  document: z.literal("lyhord-receipt-of-hand-over/1"),
  number: z.int().positive(),
  vault: z.string(),
  signingKeyFingerprint: z.string(),
  conversation: z.object({
    id: z.string(),
    kind: z.string(),
    heldOn: z.iso.date(),
    consentNumber: z.int().nullable(),
    transcriptVersion: z.int(),
  }),
  organisation: z.string().nullable(),
  /** Who received it, as the person wrote it; may be empty. */
  receivedBy: z.string(),
  /** The archive's own number for it; may be empty. */
  reference: z.string(),
  handedOverAt: z.iso.datetime(),
  zone: z.string(),
  file: z.object({
    sizeBytes: z.int(),
    sha256: z.string(),
    entries: z.array(z.object({ name: z.string(), sizeBytes: z.int(), sha256: z.string() })),
  }),
  verified: z.string(),
  encryptedByLyhord: z.literal(false),
  tool: z.object({ name: z.string(), version: z.string() }),
  audit: z.object({ sequence: z.int(), hash: z.string() }),
});
export type ReceiptText = z.infer<typeof receiptTextSchema>;

/** @returns `null` for a text of another version, or one that is no receipt */
export function readReceiptText(text: string): ReceiptText | null {
  try {
    return receiptTextSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
