/** De-identification: which words a person has decided on, what stands instead, and whether all has been gone through. */
import { z } from "zod";
import { conversationIdSchema, identifyingWordIdSchema, passageIdSchema, segmentIdSchema } from "./ids.ts";
import { positionMsSchema } from "./isoDate.ts";

/** What may tell who somebody is; `proper`: some other name with a capital, `own`: pointed out by the person. */
export const identifyingKinds = [
  "name",
  "national-id",
  "phone",
  "email",
  "address",
  "place",
  "workplace",
  "birth-date",
  "date",
  "number",
  "proper",
  "own",
] as const;
export const identifyingKindSchema = z.enum(identifyingKinds);
export type IdentifyingKind = z.infer<typeof identifyingKindSchema>;

/**
 * How far a transcript has come.
 *
 * `no`: nobody has gone through it; `done`: a person has, to its end; `again`: words have come in since.
 */
export const deidentifiedSchema = z.enum(["no", "again", "done"]);
export type Deidentified = z.infer<typeof deidentifiedSchema>;

/** As long as a name, an address or a sentence of one may be. */
const words = z.string().min(1).max(200);

/**
 * Where a word stood: in what was said, in what the speaker of a line is called, or in what a role is called in the whole
 * transcript; that is in no line, so `segmentId` is `null` there, and only there.
 */
const placeSchema = z.object({
  segmentId: segmentIdSchema.nullable(),
  field: z.enum(["text", "speaker-name", "practitioner", "client", "other"]),
  /** In UTF-16 units, in the field as it reads after the replacement. */
  startIndex: z.int().nonnegative(),
  /** As it was written there. */
  original: words,
});

/** A place that is being replaced, and where about in the sound it is said; `null` where nothing is. */
export const newPlaceSchema = placeSchema.extend({
  passage: z.object({ startMs: positionMsSchema, endMs: positionMsSchema }).nullable(),
});
export type NewPlace = z.infer<typeof newPlaceSchema>;

/** A place that was replaced. */
export const replacedPlaceSchema = placeSchema.extend({
  replacement: words,
  /** The passage that is silent in every share; it may be gone. */
  passageId: passageIdSchema.nullable(),
});
export type ReplacedPlace = z.infer<typeof replacedPlaceSchema>;

/** What a person has decided about a word in one conversation. */
export const decidedWordSchema = z.object({
  id: identifyingWordIdSchema,
  conversationId: conversationIdSchema,
  original: words,
  kind: identifyingKindSchema,
  /** What stands instead, the same everywhere; `null` if it was replaced nowhere. */
  replacement: words.nullable(),
  /** Where it still stands, it stays. */
  isLeft: z.boolean(),
  places: z.array(replacedPlaceSchema),
});
export type DecidedWord = z.infer<typeof decidedWordSchema>;

/** What the page says of a decision. */
export const wordDraftSchema = z.object({ original: words, kind: identifyingKindSchema });
export const replacementSchema = words.refine((text) => text.trim() === text);
