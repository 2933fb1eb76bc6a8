/** One's own practice: the next step, a log, and figures of one's own codings. It holds no word of any conversation. */
import { z } from "zod";
import { type Coding, type CodingSpan, sampleSchema } from "./coding.ts";
import { properSample, summarizeCoding } from "./codingSummary.ts";
import { logEntryIdSchema, practiceFigureIdSchema, stepIdSchema } from "./ids.ts";
import { type IsoDate, instantSchema, isoDateSchema } from "./isoDate.ts";
import { type Scheme, schemeIdSchema } from "./scheme.ts";
import type { Segment } from "./segment.ts";
import { talkShares } from "./talkShare.ts";

const fewWords = z.string().trim().min(1).max(300);

/** The learning arrow: a skill, the situations it is tried in, and the effect one expects. */
export const stepWordsSchema = z.object({ skill: fewWords, situation: fewWords, effect: fewWords });
export type StepWords = z.infer<typeof stepWordsSchema>;

/** What a step taught; `null` where nothing was written. */
export const learnedSchema = z.string().trim().min(1).max(5_000).nullable();

export const practiceStepSchema = stepWordsSchema.extend({
  id: stepIdSchema,
  begunAt: instantSchema,
  /** `null` while one is at it. */
  endedAt: instantSchema.nullable(),
  learned: learnedSchema,
});
export type PracticeStep = z.infer<typeof practiceStepSchema>;

export const logEntryDraftSchema = z.object({
  onDate: isoDateSchema,
  /** How long one practised, where one wants to know. */
  minutes: z.int().min(1).max(1_440).nullable(),
  text: z.string().trim().min(1).max(5_000),
});
export type LogEntryDraft = z.infer<typeof logEntryDraftSchema>;

export const logEntrySchema = logEntryDraftSchema.extend({ id: logEntryIdSchema });
export type LogEntry = z.infer<typeof logEntrySchema>;

const number = z.int().nonnegative();

/** What is kept of a coding; numbers alone. `null` stands for what is undefined or empty. */
export const practiceFigureContentSchema = z.object({
  /** Date of the conversation. */
  heldOn: isoDateSchema,
  sampleMs: z.int().positive(),
  drawn: sampleSchema.shape.drawn,
  /** Whether the sample was one that experts' opinion is about (`properSample`). */
  isProper: z.boolean(),
  isFromSound: z.boolean(),
  counts: z.record(z.string(), number),
  items: z.record(z.string(), z.int().nullable()),
  figures: z.array(
    z.object({
      id: z.string(),
      value: z.number().nullable(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      n: number,
    }),
  ),
  /** The practitioner's share of the time in which someone speaks, 0…1, and what it rests on; `null` without text. */
  talkShare: z.object({ share: z.number(), talkMs: number, words: number }).nullable(),
});
export type PracticeFigureContent = z.infer<typeof practiceFigureContentSchema>;

export const practiceFigureSchema = practiceFigureContentSchema.extend({
  id: practiceFigureIdSchema,
  schemeId: schemeIdSchema,
  schemeVersion: z.int().min(1),
  finishedAt: instantSchema,
});
export type PracticeFigure = z.infer<typeof practiceFigureSchema>;

/**
 * What is kept of a finished coding.
 *
 * @param around.segments - lines of the conversation, in order; empty without a text
 */
export function practiceFigureOf(
  scheme: Scheme,
  coding: Coding,
  around: { readonly segments: readonly Segment[]; readonly heldOn: IsoDate },
): PracticeFigureContent {
  const { sample, isFromSound } = coding;
  const { counts, items, figures } = summarizeCoding(scheme, coding);
  return {
    heldOn: around.heldOn,
    sampleMs: sample.endMs - sample.startMs,
    drawn: sample.drawn,
    isProper: properSample(scheme, coding).isProper,
    isFromSound,
    counts: { ...counts },
    items: Object.fromEntries(Object.entries(items).map(([id, value]) => [id, value ?? null])),
    figures: figures.map(({ id, value, numerator, denominator, n }) => ({
      id,
      value: value ?? null,
      numerator: numerator ?? null,
      denominator: denominator ?? null,
      n,
    })),
    talkShare: talkShareOf(coding, around.segments),
  };
}

/** A pause in the log that is longer is asked about. */
export const longestPauseDays = 21;

/**
 * The pause that goes on today.
 *
 * @returns date of the last entry before it; `null` if there was no entry yet, or one not long ago
 */
export function pauseInLog(entries: readonly Pick<LogEntry, "onDate">[], today: IsoDate): IsoDate | null {
  const last = entries.map(({ onDate }) => onDate).reduce((a, b) => (a > b ? a : b), "");
  return last !== "" && dayOf(today) - dayOf(last) > longestPauseDays ? last : null;
}

/** Entries of the week of `today`, which begins on a Monday. */
export function entriesOfWeek<Entry extends Pick<LogEntry, "onDate">>(
  entries: readonly Entry[],
  today: IsoDate,
): Entry[] {
  const weekOf = (date: IsoDate) => Math.floor((dayOf(date) + daysFromMonday) / 7);
  return entries.filter(({ onDate }) => weekOf(onDate) === weekOf(today));
}

/** 1 January 1970 was a Thursday. */
const daysFromMonday = 3;

function dayOf(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** Lines that begin in the sample, none of a formal part; what goes on beyond its end is cut there. */
function talkShareOf(
  { sample, spans }: Pick<Coding, "sample" | "spans">,
  segments: readonly Segment[],
): PracticeFigureContent["talkShare"] {
  const inSample = segments
    .filter(({ startMs }) => sample.startMs <= startMs && startMs < sample.endMs)
    .filter(({ startMs }) => !spans.some((span) => isFormalAt(span, startMs)))
    .map((line) => ({ ...line, endMs: Math.min(line.endMs, sample.endMs) }));
  const { speakers } = talkShares(inSample, null);
  const sum = (count: (one: (typeof speakers)[number]) => number) =>
    speakers.reduce((total, one) => total + count(one), 0);
  const talkMs = sum((one) => one.talkMs);
  if (talkMs === 0) return null;
  const ownMs = sum((one) => (one.speaker === "practitioner" ? one.talkMs : 0));
  return { share: ownMs / talkMs, talkMs, words: sum(({ words }) => words) };
}

function isFormalAt({ kind, startMs, endMs }: CodingSpan, atMs: number): boolean {
  return kind === "formal" && startMs <= atMs && atMs < endMs;
}
