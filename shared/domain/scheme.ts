/** A coding scheme as data: what can be heard, how it is counted, and what is worked out from the counts. */
import { z } from "zod";
import { languageSchema } from "./settings.ts";

/** What a part is called, by language; at least one. Those that come with Lyhörd have all four. */
export const labelsSchema = z
  .partialRecord(languageSchema, z.string().trim().min(1).max(2_000))
  .refine((labels) => Object.keys(labels).length > 0);
export type Labels = z.infer<typeof labelsSchema>;

/** What a scheme is known by in all its versions, as `miti-4.2.1`. */
export const schemeIdSchema = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)
  .max(80)
  .brand<"SchemeId">();
export type SchemeId = z.infer<typeof schemeIdSchema>;

/** What a code or an item is known by within its scheme: it may begin with a digit, and is not {@link notCoded}. */
export const partIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/)
  .max(60)
  .refine((id) => id !== notCoded);
export type PartId = z.infer<typeof partIdSchema>;

/** Deliberately not coded, in every scheme; an utterance without codes is not coded yet. */
export const notCoded = "NC";

/** Something heard in an utterance. */
const codeSchema = z.object({
  id: partIdSchema,
  /** The short sign on the pad and on the text. */
  sign: z.string().trim().min(1).max(8),
  labels: labelsSchema,
  /** What it means, in words of our own. */
  help: labelsSchema.exactOptional(),
  /** What speaks for another code where one is unsure. */
  hint: labelsSchema.exactOptional(),
  /** Whose speech it is heard in. */
  side: z.enum(["practitioner", "client", "any"]),
  groupId: partIdSchema,
  /** The key that gives it; without one the first ten get a digit each. */
  key: z.string().length(1).exactOptional(),
  /** Goes only with one of these codes of another group. */
  needs: z.array(partIdSchema).min(1).exactOptional(),
  /** Is not given by whoever reads and does not hear. */
  needsSound: z.literal(true).exactOptional(),
});
export type SchemeCode = z.infer<typeof codeSchema>;

/** Codes that exclude each other: an utterance gets at most one of a group. */
const groupSchema = z.object({
  id: partIdSchema,
  labels: labelsSchema,
  /** Codes that share one place in a volley: of those that occur, the first in the list counts. */
  slots: z.array(z.array(partIdSchema).min(2)).exactOptional(),
});
export type SchemeGroup = z.infer<typeof groupSchema>;

const anchorSchema = z.object({ value: z.int().min(-100).max(100), labels: labelsSchema });

/** Something rated or counted once for the whole sample. */
const itemSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["global", "ordinal"]),
    id: partIdSchema,
    labels: labelsSchema,
    help: labelsSchema.exactOptional(),
    /** Every value that can be given, ascending. */
    anchors: z.array(anchorSchema).min(2).max(11),
    /** The value that the coder's mind starts from; an item is empty until it is set all the same. */
    startsFrom: z.int().exactOptional(),
    /** Is rated only where there is a target behaviour. */
    needsTarget: z.literal(true).exactOptional(),
  }),
  z.object({
    kind: z.literal("count"),
    id: partIdSchema,
    labels: labelsSchema,
    help: labelsSchema.exactOptional(),
  }),
]);
export type SchemeItem = z.infer<typeof itemSchema>;

const parts = z.array(partIdSchema).min(1).max(60);

/** How a figure comes from codes (their counts) and items (their values). */
const formulaSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sum"), of: parts }),
  /** Undefined unless all are there. */
  z.object({ kind: z.literal("mean"), of: parts }),
  /** Undefined where `by` sums to zero. */
  z.object({ kind: z.literal("quotient"), of: parts, by: parts }),
  /** 100 × the quotient. */
  z.object({ kind: z.literal("percent"), of: parts, by: parts }),
]);
export type SchemeFormula = z.infer<typeof formulaSchema>;

/** A figure, and where experts see it as fair and as good; no norm, and no grade. */
const figureSchema = z.object({
  id: partIdSchema,
  labels: labelsSchema,
  help: labelsSchema.exactOptional(),
  formula: formulaSchema,
  thresholds: z.object({ fair: z.number(), good: z.number() }).exactOptional(),
});
export type SchemeFigure = z.infer<typeof figureSchema>;

/** What a sample is like that figures may be compared on. */
const sampleRuleSchema = z.object({
  drawn: z.enum(["random", "whole"]),
  /** Of a drawn one, in ms. */
  lengthMs: z.int().positive(),
  /** Shorter ones make globals unreliable, in ms. */
  ratedFromMs: z.int().nonnegative(),
  /** Shorter ones are counted only, in ms. */
  countedBelowMs: z.int().nonnegative(),
});
export type SampleRule = z.infer<typeof sampleRuleSchema>;

/** The shape alone; `schemeSchema` (schemeFaults.ts) also sees to it that the parts fit each other. */
export const schemeShapeSchema = z.object({
  format: z.literal(1),
  id: schemeIdSchema,
  version: z.int().min(1),
  title: labelsSchema,
  about: labelsSchema,
  /** Who made it, and where it is described. */
  source: z.string().trim().min(1).max(1_000).exactOptional(),
  /** What one should know before using figures from it. */
  notices: z.array(labelsSchema).max(10).exactOptional(),
  /** What counts once: each utterance, or all that is said until another speaks. */
  unit: z.enum(["utterance", "volley"]),
  usesTarget: z.boolean(),
  sample: sampleRuleSchema,
  groups: z.array(groupSchema).max(20),
  codes: z.array(codeSchema).max(60),
  items: z.array(itemSchema).max(60),
  figures: z.array(figureSchema).max(40),
});
export type Scheme = z.infer<typeof schemeShapeSchema>;
