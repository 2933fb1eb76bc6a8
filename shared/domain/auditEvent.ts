/** What the audit log holds, as it crosses to the page. */
import { z } from "zod";
import { conversationIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";

/** What an event is about, for choosing among them. */
export const auditKinds = ["content", "permission", "erasure", "vault"] as const;
export const auditKindSchema = z.enum(auditKinds);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** Everything that is logged, and its kind; an event's name is part of the format and is never given a new meaning. */
export const auditEventKinds = {
  create: "vault",
  unlock: "vault",
  "unlock-failed": "vault",
  rename: "vault",
  settings: "erasure",
  mandate: "permission",
  permission: "permission",
  withdraw: "permission",
  "withdraw-failed": "permission",
  conversation: "content",
  discard: "content",
  record: "content",
  "record-end": "content",
  recover: "content",
  import: "content",
  prepare: "content",
  reject: "content",
  transcript: "content",
  passage: "content",
  deidentify: "content",
  open: "content",
  play: "content",
  search: "content",
  retention: "erasure",
  hold: "erasure",
  "hold-end": "erasure",
  "erase-begin": "erasure",
  "erase-locked": "erasure",
  erase: "erasure",
  "coding-expired": "erasure",
  certificate: "erasure",
  clock: "vault",
  damage: "vault",
  keys: "vault",
  print: "content",
  backup: "vault",
  restore: "vault",
  "hand-over": "erasure",
  "for-client": "content",
  "client-copy": "permission",
  "listen-together": "content",
  export: "content",
  check: "vault",
  "source-erase": "erasure",
  "source-settled": "erasure",
} as const satisfies Record<string, AuditKind>;
export type AuditEvent = keyof typeof auditEventKinds;

/** Whether this version knows an event; a later version may have written others. */
export function isAuditEvent(name: string): name is AuditEvent {
  return Object.hasOwn(auditEventKinds, name);
}

/** What can be found not to be as it was written, or to be where nothing should be, as `damage` calls it. */
export const damagedParts = [
  "audit log",
  "audit.json",
  "checkpoints.jsonl",
  "schedule.json",
  "withdrawals.json",
  "withdrawal note",
  "vault.json",
  "database",
  "clock.json",
  "key half",
  "erased sound",
] as const;
export type DamagedPart = (typeof damagedParts)[number];

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One entry as the page shows it. */
export const auditLineSchema = z.object({
  sequence: z.int().positive(),
  at: instantSchema,
  /** One of `auditEventKinds`, or what a later version has written. */
  event: z.string(),
  consentNumber: z.int().nullable(),
  conversationId: conversationIdSchema.nullable(),
  detail: detailSchema,
});
export type AuditLine = z.infer<typeof auditLineSchema>;

/** Which entries are asked for; what is left out does not matter. */
export const auditFilterSchema = z.object({
  kinds: z.array(auditKindSchema).min(1).optional(),
  consentNumber: z.int().positive().optional(),
  /** Half-open, epoch ms. */
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** One thing that is wrong with the log. */
export const auditFindingSchema = z.discriminatedUnion("finding", [
  /** One of the entries `first` … `last` is not as it was written: edited, taken out, put in or moved. */
  z.object({
    finding: z.literal("entries-changed"),
    first: z.int().positive(),
    last: z.int().positive(),
  }),
  /** The entries after `after`, up to `last`, are missing at the end. */
  z.object({
    finding: z.literal("end-missing"),
    after: z.int().nonnegative(),
    last: z.int().positive(),
  }),
  z.object({ finding: z.literal("checkpoint-missing"), number: z.int().positive() }),
  z.object({ finding: z.literal("checkpoint-forged"), number: z.int() }),
  /** What is kept outside the database is not there, or not all of it. */
  z.object({ finding: z.literal("copy-missing"), file: z.enum(["audit.json", "checkpoints.jsonl"]) }),
  z.object({ finding: z.literal("copy-forged"), file: z.enum(["audit.json", "checkpoints.jsonl"]) }),
]);
export type AuditFinding = z.infer<typeof auditFindingSchema>;

/** What checking the log gives. */
export const auditVerdictSchema = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("whole") }),
  /** What weighs most first. */
  z.object({ verdict: z.literal("broken"), findings: z.array(auditFindingSchema).min(1) }),
]);
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;
