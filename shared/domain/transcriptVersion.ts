/** Kept versions of a transcript: under a name the person gave, or kept by itself before something large. */
import { z } from "zod";
import { versionIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";

/** The longest name of a version. */
export const longestVersionName = 80;

export const versionNameSchema = z.string().trim().min(1).max(longestVersionName);

/** What came after a version that was kept by itself. */
export const versionReasons = ["import", "restore", "bulk"] as const;
export type VersionReason = (typeof versionReasons)[number];

/** A version in a list, without its lines. */
export const transcriptVersionSchema = z.object({
  id: versionIdSchema,
  /** `null` for one that was kept by itself. */
  name: versionNameSchema.nullable(),
  /** `null` for one that the person kept. */
  reason: z.enum(versionReasons).nullable(),
  savedAt: instantSchema,
  lineCount: z.int().nonnegative(),
});
export type TranscriptVersion = z.infer<typeof transcriptVersionSchema>;
