/** What a check of the vault looks at, what it can find, and what can be done about it. */
import { z } from "zod";
import { conversationIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";
import { syncServiceSchema } from "./syncedFolder.ts";

const sizeSchema = z.int().nonnegative();
const countSchema = z.int().positive();
/** Which conversation a finding is about. */
const subject = { conversationId: conversationIdSchema, title: z.string() };

/** One finding; what it means and what to do stands in the texts under `check.found.<found>`. */
export const checkFindingSchema = z.discriminatedUnion("found", [
  /** First of all: once the vault is locked it cannot be mended any more. */
  z.object({ found: z.literal("header-changed") }),
  /** `tables`: how many kinds of rows cannot be read to their end. */
  z.object({ found: z.literal("database-damaged"), tables: sizeSchema }),
  z.object({ found: z.literal("sound-damaged"), ...subject, damagedParts: countSchema, parts: countSchema }),
  z.object({ found: z.literal("sound-missing"), ...subject }),
  z.object({ found: z.literal("sound-key-missing"), ...subject }),
  z.object({ found: z.literal("header-too-new") }),
  /** `entry`: the first one that is not as it was written. */
  z.object({ found: z.literal("log-broken"), entry: countSchema }),
  z.object({ found: z.literal("log-copy-lost") }),
  /** What is read while locked: the list of coming erasures, or that of withdrawal codes. */
  z.object({ found: z.literal("schedule-lost") }),
  z.object({ found: z.literal("conversation-without-clock"), ...subject }),
  z.object({ found: z.literal("clock-waits") }),
  /** Damage that was noticed at an unlock in the last 30 days; `at`: the last time. */
  z.object({ found: z.literal("damage-noted"), count: countSchema, at: instantSchema }),
  z.object({ found: z.literal("folder-synchronised"), service: syncServiceSchema }),
  z.object({ found: z.literal("folder-on-network") }),
  z.object({ found: z.literal("open-to-others"), count: countSchema }),
  z.object({ found: z.literal("disk-nearly-full"), freeBytes: sizeSchema }),
  z.object({ found: z.literal("orphaned-files"), count: countSchema, sizeBytes: sizeSchema }),
  z.object({ found: z.literal("leftovers"), count: countSchema, sizeBytes: sizeSchema }),
  /** `names`: at most five of them. */
  z.object({ found: z.literal("unknown-files"), count: countSchema, names: z.array(z.string()) }),
]);
export type CheckFinding = z.infer<typeof checkFindingSchema>;

/** What was looked at, and how much of it. */
export const checkedSchema = z.object({
  conversations: sizeSchema,
  recordings: sizeSchema,
  /** Of sound: each byte was decrypted and its tag checked. */
  soundBytes: sizeSchema,
  rows: sizeSchema,
  logEntries: sizeSchema,
});
export type Checked = z.infer<typeof checkedSchema>;

/** How a check ended; a cancelled one says nothing. */
export const checkOutcomeSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("cancelled") }),
  /** Findings with the gravest first. */
  z.object({
    phase: z.literal("done"),
    at: instantSchema,
    findings: z.array(checkFindingSchema),
    checked: checkedSchema,
  }),
]);
export type CheckOutcome = z.infer<typeof checkOutcomeSchema>;

/** What a check does, in this order. */
export const checkStages = ["files", "database", "log", "sound"] as const;
export const checkStageSchema = z.enum(checkStages);
export type CheckStage = z.infer<typeof checkStageSchema>;

/** What Lyhörd can put right by itself; none of it touches content. */
export const checkDeeds = [
  "rebuild-schedule",
  "keep-log",
  "write-header",
  "close-to-others",
  "remove-orphans",
  "remove-leftovers",
] as const;
export const checkDeedSchema = z.enum(checkDeeds);
export type CheckDeed = z.infer<typeof checkDeedSchema>;

/** What can be done about a finding at once; `null` where only the person can do something. */
export function deedFor({ found }: CheckFinding): CheckDeed | null {
  switch (found) {
    case "schedule-lost":
      return "rebuild-schedule";
    case "log-copy-lost":
      return "keep-log";
    case "header-changed":
      return "write-header";
    case "open-to-others":
      return "close-to-others";
    case "orphaned-files":
      return "remove-orphans";
    case "leftovers":
      return "remove-leftovers";
    default:
      return null;
  }
}

/** Puts the gravest first: what is lost, then what is not as it was, then what could become trouble, then what lies about. */
export function byGravity(findings: readonly CheckFinding[]): CheckFinding[] {
  const order = checkFindingSchema.options.map(({ shape }) => shape.found.value);
  return [...findings].sort((one, other) => order.indexOf(one.found) - order.indexOf(other.found));
}
