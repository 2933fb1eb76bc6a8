/** The mandate card: on whose decision client conversations may be recorded and erased (DOMAIN.md §2.2). */
import { z } from "zod";

const line = z.string().trim().min(1).max(300);

export const mandateSchema = z.object({
  organisation: line,
  decidedBy: line,
  /** Reference to the decision that allows erasure, or who said that none is needed. */
  erasure: z.discriminatedUnion("basis", [
    z.object({ basis: z.literal("decision"), reference: line }),
    z.object({ basis: z.literal("not-needed"), saidBy: line }),
  ]),
  dataProtectionContact: line,
});
export type Mandate = z.infer<typeof mandateSchema>;
