/** What has been erased, and what its certificate says. */
import { z } from "zod";
import { type ConversationKind, contentCategorySchema } from "./conversation.ts";
import { conversationIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";

/** Why something was erased. */
export const erasureRuleSchema = z.enum([
  "clock",
  "last-date",
  "withdrawal",
  "by-choice",
  "handed-over",
  "replaced-by-transcoding",
]);
export type ErasureRule = z.infer<typeof erasureRuleSchema>;

/** One finished erasure as the timeline shows it. */
export const erasureSummarySchema = z.object({
  certificateNumber: z.int().positive(),
  conversationId: conversationIdSchema,
  /** Pseudonym or title while the conversation's row still has one. */
  title: z.string().nullable(),
  consentNumber: z.int().nullable(),
  category: contentCategorySchema,
  rule: erasureRuleSchema,
  executedWhileLocked: z.boolean(),
  finishedAt: instantSchema,
});
export type ErasureSummary = z.infer<typeof erasureSummarySchema>;

/** What the vault still knows of a conversation whose content is gone. */
export const remainingRecordSchema = z.enum(["permission", "title and names", "title and source"]);
export type RemainingRecord = z.infer<typeof remainingRecordSchema>;

/** Which it is of a kind of conversation; no content of any kind is part of it. */
export function remainingRecord(kind: ConversationKind): RemainingRecord {
  if (kind === "client") return "permission";
  return kind === "published" ? "title and source" : "title and names";
}

/** Something that will be erased. */
export const dueErasureSchema = z.object({
  conversationId: conversationIdSchema,
  title: z.string(),
  occasion: z.string(),
  category: contentCategorySchema,
  dueAt: instantSchema,
  /** IANA zone in which `dueAt` is a midnight. */
  zone: z.string(),
  /** Its time is up by the vault's clock: it goes now, or as soon as its hold ends. */
  isOver: z.boolean(),
  /** When the hold that keeps it ends by itself; `null` without one. */
  heldUntil: instantSchema.nullable(),
});
export type DueErasure = z.infer<typeof dueErasureSchema>;

/** An erasure that was begun and is not done; it is tried again every minute. */
export const unfinishedErasureSchema = z.object({
  conversationId: conversationIdSchema,
  title: z.string(),
  occasion: z.string(),
  category: contentCategorySchema,
  startedAt: instantSchema,
  /** What is being tried: the key half, the rows, the file with the sound, or the check at the end. */
  tries: z.enum(["key", "rows", "file", "check"]),
  /** A hold came in between: nothing is tried until it ends. */
  held: z.boolean(),
});
export type UnfinishedErasure = z.infer<typeof unfinishedErasureSchema>;

/** A certificate exactly as it was signed, with what checking it says now. */
export const certificateSchema = z.object({
  number: z.int().positive(),
  /** The signed UTF-8 text: JSON, never re-serialised. */
  text: z.string(),
  /** Ed25519 over the UTF-8 bytes of `text`, base64. */
  signature: z.string(),
  /** Ed25519 public key, base64. */
  publicKey: z.string(),
  /** Fingerprint of the vault's signing key as the app shows it. */
  fingerprint: z.string(),
  isValid: z.boolean(),
});
export type Certificate = z.infer<typeof certificateSchema>;
