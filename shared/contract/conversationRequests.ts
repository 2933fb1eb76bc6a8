/** Permissions and conversations, how long they are kept, and what tells of their erasure. */
import { z } from "zod";
import { auditFilterSchema, auditLineSchema, auditVerdictSchema } from "../domain/auditEvent.ts";
import { consentDraftSchema, consentSchema } from "../domain/consent.ts";
import {
  contentCategorySchema,
  conversationDetailSchema,
  conversationDraftSchema,
  conversationSummarySchema,
  holdSchema,
} from "../domain/conversation.ts";
import {
  certificateSchema,
  dueErasureSchema,
  erasureSummarySchema,
  unfinishedErasureSchema,
} from "../domain/erasureRecord.ts";
import { targetIdSchema } from "../domain/ids.ts";
import { instantSchema, positionMsSchema } from "../domain/isoDate.ts";
import { certificateNumbersSchema } from "../domain/printedDocument.ts";
import { languageSchema, retentionDaysSchema } from "../domain/settings.ts";
import { wordingSchema } from "../domain/spokenPermission.ts";
import { consent, conversation, holdDays, nothing, withdrawalWish } from "./parts.ts";

export const conversationRequests = {
  "consent.list": { input: nothing, output: z.array(consentSchema) },
  "consent.nextNumber": { input: nothing, output: z.object({ number: z.int().positive() }) },
  /** The texts in which permission is asked for by word of mouth, by language, the newest of each first. */
  "consent.wordings": { input: nothing, output: z.array(wordingSchema) },
  "consent.create": { input: consentDraftSchema, output: consentSchema },
  /** Makes a new code for the client's copy, given out this once; an earlier one is void. */
  "consent.issueCode": { input: consent, output: z.object({ code: z.string(), issuedAt: instantSchema }) },
  /** Erases everything under the permission, at once, in all its conversations; or holds it first, as wished. */
  "consent.withdraw": {
    input: consent.extend({ typedPseudonym: z.string(), wish: withdrawalWish.default("erase") }),
    output: z.object({ erasedConversations: z.int(), heldConversations: z.int() }),
  },

  "conversation.list": { input: nothing, output: z.array(conversationSummarySchema) },
  "conversation.create": { input: conversationDraftSchema, output: conversation },
  "conversation.read": { input: conversation, output: conversationDetailSchema },
  "conversation.update": {
    input: conversation.extend({
      occasion: z.string().trim().max(120).optional(),
      heldOn: z.iso.date().optional(),
      recordWritten: z.boolean().optional(),
      /** Whether the owner was the practitioner; only of role plays and exercises. */
      ownPractice: z.boolean().optional(),
    }),
    output: nothing,
  },
  /** Takes out a conversation that has no content yet, such as one whose first import failed. */
  "conversation.discard": { input: conversation, output: nothing },
  "conversation.saveView": {
    input: conversation.extend({ positionMs: positionMsSchema, pxPerSecond: z.number().nonnegative() }),
    output: nothing,
  },

  "retention.set": { input: conversation.extend(retentionDaysSchema.shape), output: nothing },
  "hold.set": {
    input: conversation.extend({ reason: holdSchema.shape.reason, days: holdDays }),
    output: nothing,
  },
  "hold.end": { input: conversation, output: nothing },
  /** Holds, or renews, all conversations under a permission of which anything is left. */
  "hold.setForConsent": {
    input: consent.extend({ reason: holdSchema.shape.reason, days: holdDays }),
    output: nothing,
  },
  "hold.endForConsent": { input: consent, output: nothing },
  "erasure.now": {
    input: conversation.extend({ categories: z.array(contentCategorySchema).min(1), typedTitle: z.string() }),
    output: nothing,
  },
  "erasure.due": { input: nothing, output: z.array(dueErasureSchema) },
  /** Oldest first. */
  "erasure.unfinished": { input: nothing, output: z.array(unfinishedErasureSchema) },
  /** Tries now what is tried every minute. */
  "erasure.retry": {
    input: nothing,
    output: z.object({ finished: z.int().nonnegative(), incomplete: z.int().nonnegative() }),
  },
  /** Newest first. */
  "erasure.done": { input: nothing, output: z.array(erasureSummarySchema) },
  "certificate.read": { input: z.object({ number: z.int().positive() }), output: certificateSchema },
  "certificate.save": {
    input: z.object({ number: z.int().positive(), targetId: targetIdSchema }),
    output: nothing,
  },
  /** In the order asked for. */
  "certificate.readSeveral": {
    input: z.object({ numbers: certificateNumbersSchema }),
    output: z.array(certificateSchema),
  },
  /** Several in one file. */
  "certificate.saveSeveral": {
    input: z.object({ numbers: certificateNumbersSchema, targetId: targetIdSchema }),
    output: nothing,
  },
  /** The small program that checks saved certificates without Lyhörd. */
  "certificate.saveVerifier": { input: z.object({ targetId: targetIdSchema }), output: nothing },
  /** Newest first, a page at a time. */
  "audit.list": {
    input: auditFilterSchema.extend({
      /** Only entries before this one; `null` begins with the newest. */
      before: z.int().positive().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      entries: z.array(auditLineSchema),
      /** Where the next page begins; `null` after the last. */
      next: z.int().positive().nullable(),
      /** The entries up to `sequence` went at `at`, their time being over; `null` if none did. */
      pruned: z.object({ sequence: z.int().positive(), at: instantSchema }).nullable(),
    }),
  },
  /** Reads the whole log and checks it against its signatures and what is kept outside the database. */
  "audit.verify": {
    input: nothing,
    output: z.object({
      verdict: auditVerdictSchema,
      /** How many entries there are, and how many checkpoints with a signature. */
      entries: z.int().nonnegative(),
      checkpoints: z.int().nonnegative(),
      /** Of the vault's signing key. */
      fingerprint: z.string(),
      /** When an unlock last found something wrong with the log; `null` if none did, as far as it goes back. */
      lastNotedAt: instantSchema.nullable(),
    }),
  },
  /** All of it with hashes and signatures, one JSON object a line. */
  "audit.export": { input: z.object({ targetId: targetIdSchema }), output: z.object({ entries: z.int() }) },
  "example.add": { input: z.object({ language: languageSchema }), output: conversation },
} as const;
