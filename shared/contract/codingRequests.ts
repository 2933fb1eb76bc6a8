/** Coding: schemes, codings of conversations, and what one practises. */
import { z } from "zod";
import { overviewPartSchema } from "../domain/agreementOverview.ts";
import {
  codedFilePreviewSchema,
  codedFileReadingSchema,
  columnMeaningsSchema,
} from "../domain/codedFilePreview.ts";
import {
  codingChangeSchema,
  codingChangesPerRequest,
  codingHeadSchema,
  codingListedSchema,
  codingSchema,
  oneCoderSchema,
  sampleSchema,
} from "../domain/coding.ts";
import { codingFormatSchema, codingTableSchema, printedMomentsSchema } from "../domain/codingExport.ts";
import { codingIdSchema, conversationIdSchema, sourceIdSchema, targetIdSchema } from "../domain/ids.ts";
import { copyFormSchema } from "../domain/outsideCopy.ts";
import { schemeIdSchema, schemeShapeSchema } from "../domain/scheme.ts";
import { schemeFormatSchema, schemeOriginSchema, schemePreviewSchema } from "../domain/schemePreview.ts";
import { schemeWordSchema } from "../domain/schemeWords.ts";
import { conversation, nothing } from "./parts.ts";

const coding = z.object({ codingId: codingIdSchema });
const codingIds = z
  .array(codingIdSchema)
  .min(2)
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length);
const targetSchema = z.string().trim().min(1).max(300).nullable();
const scheme = z.object({ schemeId: schemeIdSchema });
const version = schemeShapeSchema.shape.version;
const schemeTitle = z.string().trim().min(1).max(200);

export const codingRequests = {
  /** The newest version of every scheme that is offered, those that come with Lyhörd first; as the person calls them. */
  "scheme.list": {
    input: nothing,
    output: z.array(z.object({ scheme: schemeShapeSchema, origin: schemeOriginSchema })),
  },
  /** Any version that ever was, also of a scheme that is no longer offered; as the person calls it. */
  "scheme.read": {
    input: scheme.extend({ version }),
    output: schemeShapeSchema,
  },
  /** The newest version as it was made, with the words of the person's own beside it. */
  "scheme.original": {
    input: scheme,
    output: z.object({
      scheme: schemeShapeSchema,
      origin: schemeOriginSchema,
      words: z.array(schemeWordSchema),
      /** Codings that were made with any of its versions. */
      codings: z.int().nonnegative(),
    }),
  },
  /** Keeps a scheme of one's own: a new one for `null`, else as its next version unless nothing has changed. */
  "scheme.save": {
    input: z.object({
      schemeId: schemeIdSchema.nullable(),
      content: schemeShapeSchema.omit({ id: true, version: true }),
    }),
    output: scheme.extend({ version }),
  },
  /** A scheme of one's own that begins as the newest version of another. */
  "scheme.copy": { input: scheme.extend({ title: schemeTitle }), output: scheme },
  /** It is no longer offered; what was coded with it stays readable. Only of one's own. */
  "scheme.remove": { input: scheme, output: nothing },
  /** It is offered again. */
  "scheme.putBack": { input: scheme, output: nothing },
  /** Calls parts of a scheme something else; `null` takes the scheme's own word again. */
  "scheme.reword": {
    input: scheme.extend({
      words: z
        .array(schemeWordSchema.extend({ text: schemeWordSchema.shape.text.nullable() }))
        .min(1)
        .max(1_000),
    }),
    output: nothing,
  },
  /** Looks at a file; nothing is kept yet. */
  "scheme.preview": { input: z.object({ sourceId: sourceIdSchema }), output: schemePreviewSchema },
  /** Keeps what was looked at. */
  "scheme.import": { input: z.object({ sourceId: sourceIdSchema }), output: scheme.extend({ version }) },
  "scheme.export": {
    input: scheme.extend({ version, format: schemeFormatSchema, targetId: targetIdSchema }),
    output: nothing,
  },

  /** The last begun first. */
  "coding.list": { input: conversation, output: z.array(codingListedSchema) },
  /** How many codings of their own the owner has begun, those of erased conversations too once they were finished. */
  "coding.count": { input: nothing, output: z.object({ own: z.int().nonnegative() }) },
  /** Begins one, with a unit for every written line of the sample. */
  "coding.create": {
    input: codingHeadSchema
      .pick({ conversationId: true, schemeId: true, schemeVersion: true, sample: true, passes: true })
      .extend({ coder: oneCoderSchema, target: targetSchema }),
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
      target: targetSchema.exactOptional(),
      reflection: codingHeadSchema.shape.reflection.unwrap().exactOptional(),
    }),
    output: nothing,
  },
  /** From now on it can be summed up and compared. */
  "coding.finish": { input: coding, output: nothing },
  "coding.reopen": { input: coding, output: nothing },
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
  /** Looks at a coded table, workbook or file of CACTI's; nothing is kept yet. Without a reading, as it is guessed. */
  "coding.preview": {
    input: conversation.extend({
      sourceId: sourceIdSchema,
      schemeId: schemeIdSchema,
      schemeVersion: version,
      columns: columnMeaningsSchema.nullable(),
      reading: codedFileReadingSchema.nullable(),
    }),
    output: codedFilePreviewSchema,
  },
  /** Keeps what was looked at as a coding, with every utterance of the file. */
  "coding.import": {
    input: codingHeadSchema
      .pick({ conversationId: true, schemeId: true, schemeVersion: true, isFromSound: true })
      .extend({
        coder: oneCoderSchema,
        sourceId: sourceIdSchema,
        columns: columnMeaningsSchema.nullable(),
        reading: codedFileReadingSchema,
        drawn: sampleSchema.shape.drawn,
        target: targetSchema,
        isFinished: z.boolean(),
        /** The file's text becomes the transcript; only where there is none. */
        asTranscript: z.boolean(),
        /** What the coder wrote becomes notes of the conversation, each where its row is. */
        withNotes: z.boolean(),
      }),
    output: coding,
  },
  "coding.remove": { input: coding, output: z.object({ conversationId: conversationIdSchema }) },
} as const;
