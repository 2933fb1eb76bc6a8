/** Calendar dates without a time, as people write them on a form. */
import { z } from "zod";

/** `YYYY-MM-DD`, a date that exists. */
export const isoDateSchema = z.iso.date();
export type IsoDate = z.infer<typeof isoDateSchema>;

/** An instant in epoch milliseconds UTC, an integer. */
export const instantSchema = z.int().nonnegative();

/** The farthest position, ms: over three years, so that the sum over all lines of a transcript is still exact. */
export const longestPositionMs = 100_000_000_000;

/** A position in a recording: integer milliseconds from its start. */
export const positionMsSchema = z.int().nonnegative().max(longestPositionMs);
