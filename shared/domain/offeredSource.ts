/** A file the person chose or dropped, before anything of it is kept. */
import { z } from "zod";
import { sourceIdSchema } from "./ids.ts";

export const offeredSourceSchema = z.object({
  sourceId: sourceIdSchema,
  /** File name without its folder; shown to the person, never stored or logged. */
  name: z.string(),
  sizeBytes: z.int().nonnegative(),
});
export type OfferedSource = z.infer<typeof offeredSourceSchema>;
