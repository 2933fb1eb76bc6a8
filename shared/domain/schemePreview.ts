/** A scheme in a file, before it is kept. */
import { z } from "zod";
import { codebookNoteKinds } from "../formats/refiCodebook.ts";
import { schemeShapeSchema } from "./scheme.ts";
import { schemeFaultKinds } from "./schemeFaults.ts";

/** Whether it comes with Lyhörd, or somebody made it. */
export const schemeOriginSchema = z.enum(["shipped", "own"]);
export type SchemeOrigin = z.infer<typeof schemeOriginSchema>;

/** `lyhord`: all of it, as JSON. `refi-qda`: the names of its codes, for programs of qualitative analysis. */
export const schemeFormatSchema = z.enum(["lyhord", "refi-qda"]);
export type SchemeFormat = z.infer<typeof schemeFormatSchema>;

/** How the name of a file ends. */
export const schemeEndings = { lyhord: "json", "refi-qda": "qdc" } as const satisfies Record<
  SchemeFormat,
  string
>;

const faultSchema = z.object({
  kind: z.enum(schemeFaultKinds),
  path: z.array(z.union([z.string(), z.number()])).readonly(),
});

/** What a file holds, and what would come of keeping it. */
export const schemePreviewSchema = z.discriminatedUnion("phase", [
  /** It cannot be used as it is. */
  z.object({ phase: z.literal("faulty"), format: schemeFormatSchema, faults: z.array(faultSchema).min(1) }),
  z.object({
    phase: z.literal("whole"),
    format: schemeFormatSchema,
    scheme: schemeShapeSchema,
    /** `copy`: another scheme has its id and version, so it becomes one of its own. */
    outcome: z.enum(["new", "new-version", "already-there", "copy"]),
    /** What was left out. */
    notes: z.array(z.object({ kind: z.enum(codebookNoteKinds), count: z.int().positive() })),
  }),
]);
export type SchemePreview = z.infer<typeof schemePreviewSchema>;
