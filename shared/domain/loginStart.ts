/** The start at login that erases what is due: what the computer says of it now. */
import { z } from "zod";

/** Why it cannot be set here: not installed but run from source, or from a place that will not be there at login. */
export const loginStartObstacleSchema = z.enum(["development", "no-fixed-place"]);
export type LoginStartObstacle = z.infer<typeof loginStartObstacleSchema>;

/** `blocked`: set, but the computer's own settings, or its organisation's, do not let it run. */
export const loginStartSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("on") }),
  z.object({ phase: z.literal("off") }),
  z.object({ phase: z.literal("blocked") }),
  z.object({ phase: z.literal("unavailable"), obstacle: loginStartObstacleSchema }),
]);
export type LoginStart = z.infer<typeof loginStartSchema>;
