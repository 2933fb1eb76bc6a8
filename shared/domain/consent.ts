/** A client's permission; one permission covers several conversations (DOMAIN.md §2.1). */
import { z } from "zod";
import { consentIdSchema } from "./ids.ts";
import { instantSchema, isoDateSchema } from "./isoDate.ts";
import { spokenPermissionSchema } from "./spokenPermission.ts";

/** Someone besides practitioner and client who is heard; each is informed and says yes, or nothing is recorded. */
export const otherPersonSchema = z.object({
  role: z.enum(["child", "companion", "interpreter", "colleague"]),
  informed: z.boolean(),
  saidYes: z.boolean(),
});
export type OtherPerson = z.infer<typeof otherPersonSchema>;

/** What a person fills in when a client has given permission. */
export const consentDraftSchema = z.object({
  /** Number on the signed form; the only thing about a client that logs and certificates hold. */
  number: z.int().min(1).max(999_999),
  pseudonym: z.string().trim().min(1).max(60),
  purpose: z.string().trim().min(1).max(500),
  /** Who may hear the recording. */
  audience: z.string().trim().min(1).max(500),
  form: z.enum(["written", "spoken"]),
  /** Version of the wording the client said yes to, such as `sv-1`. */
  wordingVersion: z.string().trim().min(1).max(60),
  givenOn: isoDateSchema,
  /** Everything under this permission is erased at the latest when this day ends. */
  lastOn: isoDateSchema,
  others: z.array(otherPersonSchema).max(10),
  /** Where the signed form is kept: a case reference, no name. */
  keptWhere: z.string().trim().min(1).max(200),
  /** Who asked, in which words, and the answer; `null` for a written permission, and for a spoken one from before. */
  spoken: spokenPermissionSchema.nullable().default(null),
  /** The person has said that the conversation does not belong to an ongoing investigation. */
  outsideInvestigation: z.literal(true),
});
export type ConsentDraft = z.infer<typeof consentDraftSchema>;

export const consentSchema = consentDraftSchema.extend({
  id: consentIdSchema,
  createdAt: instantSchema,
  /** When the client took the permission back; `null` while it is valid. */
  withdrawnAt: instantSchema.nullable(),
  /** Taken back by number and code while the vault was locked. */
  withdrawnWhileLocked: z.boolean(),
  /** When the code on the client's copy was made; `null` if there is none. */
  copyIssuedAt: instantSchema.nullable(),
  conversationCount: z.int().nonnegative(),
});
export type Consent = z.infer<typeof consentSchema>;
