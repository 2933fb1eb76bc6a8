/** Calendar dates without a time, as people write them on a form. */
import { z } from "zod";

/** `YYYY-MM-DD`, a date that exists. */
export const isoDateSchema = z.iso.date();
export type IsoDate = z.infer<typeof isoDateSchema>;

/** An instant in epoch milliseconds UTC, an integer. */
export const instantSchema = z.int().nonnegative();

/** A position in a recording: integer milliseconds from its start. */
export const positionMsSchema = z.int().nonnegative();
