/** Coding: schemes, codings of conversations, and what one practises. */
import { z } from "zod";
import { overviewPartSchema } from "../domain/agreementOverview.ts";
import {
  codingChangeSchema,
  codingChangesPerRequest,
  codingHeadSchema,
  codingListedSchema,
  codingSchema,
} from "../domain/coding.ts";
import { codingFormatSchema, codingTableSchema, printedMomentsSchema } from "../domain/codingExport.ts";
import { codingIdSchema, conversationIdSchema, targetIdSchema } from "../domain/ids.ts";
import { copyFormSchema } from "../domain/outsideCopy.ts";
import { schemeIdSchema, schemeShapeSchema } from "../domain/scheme.ts";
import { conversation, nothing } from "./parts.ts";

const coding = z.object({ codingId: codingIdSchema });
const codingIds = z
  .array(codingIdSchema)
  .min(2)
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length);
const scheme = z.object({ schemeId: schemeIdSchema });

export const codingRequests = {
  /** The newest version of every scheme, those that come with Lyhörd first; labels as the person has renamed them. */
  "scheme.list": {
    input: nothing,
    output: z.array(z.object({ scheme: schemeShapeSchema, origin: z.enum(["shipped", "own"]) })),
  },
  /** Any version that ever was, also of a scheme that has been removed. */
  "scheme.read": {
    input: scheme.extend({ version: z.int().min(1) }),
    output: schemeShapeSchema,
  },

  /** The last begun first. */
  "coding.list": { input: conversation, output: z.array(codingListedSchema) },
  /** Begins one, with a unit for every written line of the sample. */
  "coding.create": {
    input: codingHeadSchema.pick({
      conversationId: true,
      schemeId: true,
      schemeVersion: true,
      coder: true,
      sample: true,
      target: true,
      passes: true,
    }),
    output: coding,
  },
  "coding.read": { input: coding, output: codingSchema },
  /** On top of `baseVersion`, all or none. */
  "coding.apply": {
    input: coding.extend({
      baseVersion: z.int().nonnegative(),
      changes: z.array(codingChangeSchema).min(1).max(codingChangesPerRequest),
    }),
    output: z.object({ version: z.int() }),
  },
  /** Adds to what has been heard of the sample. */
  "coding.hear": { input: coding.extend({ heard: codingSchema.shape.heard }), output: nothing },
  "coding.update": {
    input: coding.extend({
      pass: codingHeadSchema.shape.pass.exactOptional(),
      target: z.string().trim().min(1).max(300).nullable().exactOptional(),
      reflection: codingHeadSchema.shape.reflection.unwrap().exactOptional(),
    }),
    output: nothing,
  },
  /** From now on it can be summed up and compared. */
  "coding.finish": { input: coding, output: nothing },
  "coding.reopen": { input: coding, output: nothing },
  /** Writes a finished coding to a place outside, not encrypted, and reads it back; `table` is for text files. */
  "coding.export": {
    input: coding.extend({
      format: codingFormatSchema,
      table: codingTableSchema,
      withText: z.boolean(),
      targetId: targetIdSchema,
    }),
    output: z.object({ sizeBytes: z.int().nonnegative() }),
  },
  /** The utterances that go on paper, or into a PDF, beside the figures that the page shows; none without `withMoments`. */
  "coding.paper": {
    input: coding.extend({ form: copyFormSchema, withMoments: z.boolean(), withText: z.boolean() }),
    output: printedMomentsSchema,
  },
  /** Begins what these coders agree on, with what they heard alike already coded; or finds the one that was begun. */
  "coding.createConsensus": { input: z.object({ of: codingIds }), output: coding },
  /** How far the coders of these agree over all conversations that they have all coded by this scheme. */
  "agreement.overview": {
    input: z.object({ codingIds }),
    output: z.object({
      conversations: z.int().nonnegative(),
      parts: z.array(overviewPartSchema),
    }),
  },
  "coding.remove": { input: coding, output: z.object({ conversationId: conversationIdSchema }) },
} as const;
