/** A coding: what one coder heard in a sample of a conversation. It holds places and codes, and no words of the client's. */
import { z } from "zod";
import { codingIdSchema, conversationIdSchema, segmentIdSchema, spanIdSchema, unitIdSchema } from "./ids.ts";
import { instantSchema, positionMsSchema } from "./isoDate.ts";
import { schemeIdSchema } from "./scheme.ts";
import { speakerSchema } from "./segment.ts";

/** Whose coding it is. Only the owner's own enter their practice. */
const ownerSchema = z.object({ kind: z.literal("owner") });
const colleagueSchema = z.object({
  kind: z.literal("colleague"),
  name: z.string().trim().min(1).max(60),
});
/** Who may begin a coding, or have made one in a file. */
export const oneCoderSchema = z.discriminatedUnion("kind", [ownerSchema, colleagueSchema]);
export type OneCoder = z.infer<typeof oneCoderSchema>;
export const coderSchema = z.discriminatedUnion("kind", [
  ownerSchema,
  colleagueSchema,
  /** What coders agreed on after comparing. */
  z.object({ kind: z.literal("consensus"), of: z.array(codingIdSchema).min(2).max(10) }),
]);
export type Coder = z.infer<typeof coderSchema>;

/** The part of a recording that is coded, `[startMs, endMs)`. A chosen passage is compared with nothing. */
export const sampleSchema = z
  .object({
    drawn: z.enum(["random", "whole", "chosen"]),
    startMs: positionMsSchema,
    endMs: positionMsSchema,
    /** Typed where there is no transcript to read them in. */
    startSentence: z.string().trim().min(1).max(500).exactOptional(),
    endSentence: z.string().trim().min(1).max(500).exactOptional(),
  })
  .refine(({ startMs, endMs }) => startMs < endMs, { path: ["endMs"] });
export type Sample = z.infer<typeof sampleSchema>;

/** Which part of which line is meant: `[startIndex, endIndex)` in the UTF-16 units of its text. */
export const placeInTextSchema = z.object({
  segmentId: segmentIdSchema,
  startIndex: z.int().nonnegative(),
  endIndex: z.int().nonnegative(),
});
export type PlaceInText = z.infer<typeof placeInTextSchema>;

/**
 * An utterance, or a moment without text; `[startMs, endMs)`, and a moment has `endMs === startMs`.
 *
 * Without codes it is not coded yet; with `NC` alone it is deliberately not coded. `place`
 * may name a line that is gone: then the unit is shown without words.
 */
export const codedUnitSchema = z
  .object({
    id: unitIdSchema,
    startMs: positionMsSchema,
    endMs: positionMsSchema,
    speaker: speakerSchema,
    place: placeInTextSchema.exactOptional(),
    /** Ids of the scheme's codes, or `NC`; several only where groups allow it, or where it was imported so. */
    codes: z.array(z.string().min(1).max(60)).max(20),
    isUncertain: z.literal(true).exactOptional(),
    /** A client's "mm" while the practitioner goes on: it ends no volley. */
    isFacilitative: z.literal(true).exactOptional(),
  })
  .refine(({ startMs, endMs }) => startMs <= endMs, { path: ["endMs"] });
export type CodedUnit = z.infer<typeof codedUnitSchema>;

/** What an item got, and the moments that speak for it; without a value they are noted, and nothing is rated yet. */
export const ratingSchema = z.object({
  value: z.int().exactOptional(),
  evidenceMs: z.array(positionMsSchema).max(200),
});
export type Rating = z.infer<typeof ratingSchema>;

/** A stretch `[startMs, endMs)`: a formal part that is outside the sample, or one in which advice was asked for. */
export const spanSchema = z
  .object({
    id: spanIdSchema,
    kind: z.enum(["formal", "permission"]),
    startMs: positionMsSchema,
    endMs: positionMsSchema,
  })
  .refine(({ startMs, endMs }) => startMs < endMs, { path: ["endMs"] });
export type CodingSpan = z.infer<typeof spanSchema>;

/** What the coder thought before the figures, and what they take along after them; in their own words. */
export const reflectionSchema = z.object({
  before: z.string().trim().max(5_000),
  after: z.string().trim().max(5_000),
});
export type Reflection = z.infer<typeof reflectionSchema>;

/** Two passes: listen and rate, then count; one pass has only `count`. */
export const passSchema = z.enum(["listen", "count"]);

/** What is known of a coding without its units. */
export const codingHeadSchema = z.object({
  id: codingIdSchema,
  conversationId: conversationIdSchema,
  schemeId: schemeIdSchema,
  schemeVersion: z.int().min(1),
  coder: coderSchema,
  sample: sampleSchema,
  /** The behaviour that is to change; `null` where there is none, or the scheme asks for none. */
  target: z.string().nullable(),
  /** Whether there was sound to hear when it was begun; else it comes from reading alone. */
  isFromSound: z.boolean(),
  passes: z.union([z.literal(1), z.literal(2)]),
  pass: passSchema,
  reflection: reflectionSchema.nullable(),
  version: z.int().nonnegative(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  /** `null` while it goes on. */
  finishedAt: instantSchema.nullable(),
  /** When it goes with the package it belongs to; `null` for one's own. */
  expiresAt: instantSchema.nullable(),
});
export type CodingHead = z.infer<typeof codingHeadSchema>;

/** A coding whole. Units in order of `startMs`, then `endMs`, then id; spans likewise. */
export const codingSchema = codingHeadSchema.extend({
  units: z.array(codedUnitSchema),
  /** By item id; an item without one is not rated yet. */
  ratings: z.record(z.string(), ratingSchema),
  spans: z.array(spanSchema),
  /** What of the sample has been heard, in order, without overlaps. */
  heard: z.array(z.object({ startMs: positionMsSchema, endMs: positionMsSchema })),
});
export type Coding = z.infer<typeof codingSchema>;

/** A coding in a list: how far it is, and nothing of what was heard. */
export const codingListedSchema = codingHeadSchema.extend({
  /** Utterances of the side that the scheme codes. */
  unitCount: z.int().nonnegative(),
  /** How many of them are coded, or deliberately not. */
  codedCount: z.int().nonnegative(),
});
export type CodingListed = z.infer<typeof codingListedSchema>;

/** One change of a coding, with what is needed to take it back: what was there, and what is there then. */
export const codingChangeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("unit"),
    before: codedUnitSchema.nullable(),
    after: codedUnitSchema.nullable(),
  }),
  z.object({
    kind: z.literal("rating"),
    itemId: z.string().min(1).max(60),
    before: ratingSchema.nullable(),
    after: ratingSchema.nullable(),
  }),
  z.object({ kind: z.literal("span"), before: spanSchema.nullable(), after: spanSchema.nullable() }),
]);
export type CodingChange = z.infer<typeof codingChangeSchema>;

/** The most changes in one request. */
export const codingChangesPerRequest = 2_000;
