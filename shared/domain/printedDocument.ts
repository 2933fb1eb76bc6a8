/** What Lyhörd prints or saves as PDF: known by what it is about, since its text is only in the page. */
import { z } from "zod";
import { codingIdSchema, consentIdSchema, conversationIdSchema } from "./ids.ts";

/** Certificates that are saved or printed together. */
export const certificateNumbersSchema = z.array(z.int().positive()).min(1).max(500);

/** `client-copy` is the client's own copy of the permission, `for-client` the papers a client asked for. */
export const printedDocumentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("certificate"), number: z.int().positive() }),
  z.object({ kind: z.literal("certificates"), numbers: certificateNumbersSchema }),
  z.object({ kind: z.literal("client-copy"), consentId: consentIdSchema }),
  z.object({ kind: z.literal("for-client"), conversationId: conversationIdSchema }),
  z.object({ kind: z.literal("transcript"), conversationId: conversationIdSchema }),
  z.object({ kind: z.literal("coding"), codingId: codingIdSchema }),
  z.object({ kind: z.literal("audit-log") }),
  z.object({ kind: z.literal("recovery-code") }),
  z.object({ kind: z.literal("receipt"), conversationId: conversationIdSchema }),
]);
export type PrintedDocument = z.infer<typeof printedDocumentSchema>;

/** Where it goes: to a printer, or into a file. */
export const printedOnSchema = z.enum(["paper", "pdf"]);
export type PrintedOn = z.infer<typeof printedOnSchema>;
