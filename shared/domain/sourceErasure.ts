/** How erasing a file ended in the place from which it was taken in (SECURITY.md §4). */
import { z } from "zod";

/** Why a file was left as it is. */
export const untouchedReasonSchema = z.enum([
  /** There is no file of that name, or the device is not there. */
  "absent",
  /** It was written to since it was taken in. */
  "changed",
  /** It does not hold what the vault holds. */
  "differs",
  "read-only",
  "in-use",
  /** It has more than one name, or its name stands for a file elsewhere. */
  "linked",
  "not-a-file",
  /** The place does not let itself be written to like a drive. */
  "unreachable",
  "cancelled",
]);
export type UntouchedReason = z.infer<typeof untouchedReasonSchema>;

export const sourceErasureSchema = z.discriminatedUnion("outcome", [
  /** Its folder was listed again: neither its name nor what was left of it is there. */
  z.object({
    outcome: z.literal("gone"),
    /** `network`: a server may keep copies; `copy`: it was a copy that the system had made of a file on a phone. */
    reach: z.enum(["drive", "network", "copy"]),
    /** Whether all of it was overwritten before it was removed. */
    wasOverwritten: z.boolean(),
  }),
  z.object({ outcome: z.literal("untouched"), reason: untouchedReasonSchema }),
  /** It was begun, and is not seen to be gone: it can be taken up again. */
  z.object({ outcome: z.literal("unfinished") }),
  /** What was begun earlier is not there any more, but Lyhörd did not see it go. */
  z.object({ outcome: z.literal("unseen") }),
]);
export type SourceErasure = z.infer<typeof sourceErasureSchema>;
