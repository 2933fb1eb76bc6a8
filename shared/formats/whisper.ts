/** JSON of Whisper and its kin: openai-whisper, whisper.cpp, faster-whisper and WhisperX. */
import { z } from "zod";
import { Failure } from "../errors.ts";
import { parseClockTime } from "./cueTimes.ts";
import { linesOfObjects, readJson } from "./jsonText.ts";
import {
  mostSegments,
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { timeWarnings } from "./timeWarnings.ts";

const secondsSchema = z.number().nullish().catch(null);
const labelSchema = z.union([z.string(), z.number()]).nullish().catch(null);
const wordSchema = z.object({
  word: z.string().optional(),
  text: z.string().optional(),
  start: secondsSchema,
  end: secondsSchema,
  speaker: labelSchema,
});
const segmentSchema = z.object({
  start: secondsSchema,
  end: secondsSchema,
  text: z.string(),
  speaker: labelSchema,
  words: z.array(wordSchema).nullish().catch(null),
});
/** As whisper.cpp writes it. */
const cueSchema = z.object({
  timestamps: z.object({ from: z.string(), to: z.string() }).optional().catch(undefined),
  offsets: z.object({ from: z.number(), to: z.number() }).optional().catch(undefined),
  text: z.string(),
  speaker: labelSchema,
});
type Segment = z.infer<typeof segmentSchema>;

/**
 * Reads segments with their speakers; one whose words have several speakers is divided between them.
 *
 * @returns segments in the order of the file, empty ones too; always `isMachineMade`
 * @throws Failure `transcript.unreadable` if it is not of any of these shapes
 */
export function parse(text: string): ParsedTranscript {
  const { key, segments: found } = listOf(readJson(text));
  const lines = linesOfObjects(text, key);
  const warnings: TranscriptWarning[] = [];
  const segments = found.flatMap((segment, index) => {
    const line = lines[index] ?? 1;
    if (segment.start == null && key !== "text") warnings.push({ line, code: "unreadable-time" });
    return bySpeaker(segment).map((part) => parsedSegment(part, line));
  });
  if (segments.length > mostSegments) throw new Failure("transcript.unreadable");
  const all = [...warnings, ...timeWarnings(segments)];
  return { segments, warnings: all.sort((a, b) => a.line - b.line), isMachineMade: true };
}

/** Writes the shape of openai-whisper, with the speaker where WhisperX has it. */
export function print({ segments }: PrintedTranscript): string {
  const written = segments.map(({ startMs, endMs, speaker = "", text }, id) => ({
    id,
    start: startMs / 1_000,
    end: endMs / 1_000,
    text: ` ${tidied(text)}`,
    ...(tidied(speaker) === "" ? {} : { speaker: tidied(speaker) }),
  }));
  const text = written.map((segment) => segment.text).join("");
  return `${JSON.stringify({ text, segments: written }, null, 2)}\n`;
}

/** The list that holds the segments, and its key in the file. A text without any is one segment. */
function listOf(file: unknown): { readonly key: string | undefined; readonly segments: readonly Segment[] } {
  if (Array.isArray(file)) return { key: undefined, segments: eachOf(segmentSchema, file) };
  const { segments, transcription, text } = z
    .object({ segments: z.unknown(), transcription: z.unknown(), text: z.unknown() })
    .partial()
    .catch({})
    .parse(file);
  if (Array.isArray(segments)) return { key: "segments", segments: eachOf(segmentSchema, segments) };
  if (Array.isArray(transcription)) {
    return { key: "transcription", segments: eachOf(cueSchema, transcription).map(segmentOfCue) };
  }
  if (typeof text === "string") return { key: "text", segments: [untimed(text)] };
  throw new Failure("transcript.unreadable");
}

/** One after the other: what is wrong with each of very many would fill the memory. */
function eachOf<T>(schema: z.ZodType<T>, items: readonly unknown[]): T[] {
  if (items.length > mostSegments) throw new Failure("transcript.unreadable");
  return items.map((item) => {
    const read = schema.safeParse(item);
    if (!read.success) throw new Failure("transcript.unreadable");
    return read.data;
  });
}

function segmentOfCue({ timestamps, offsets, text, speaker }: z.infer<typeof cueSchema>): Segment {
  const [start, end] = (["from", "to"] as const).map((side) => {
    const ms = offsets?.[side] ?? parseClockTime(timestamps?.[side] ?? "");
    return ms === undefined ? null : ms / 1_000;
  });
  // A question mark says that the recogniser could not tell.
  return { start, end, text, speaker: speaker === "?" ? null : speaker };
}

function untimed(text: string): Segment {
  return { text, start: null, end: null, speaker: null };
}

/** The runs of words of one speaker, if the words are all of the text and have several. */
function bySpeaker(segment: Segment): Segment[] {
  const words = (segment.words ?? []).map((word) => ({ ...word, text: word.word ?? word.text ?? "" }));
  const glue = words.some(({ text }) => text.startsWith(" ")) ? "" : " ";
  const runs: Segment[] = [];
  for (const { text, start, end, speaker } of words) {
    const run = runs.at(-1);
    // Words that nobody is named for go on with those before them.
    if (run === undefined || (speaker != null && run.speaker !== speaker)) {
      runs.push({ text, start, end, speaker: speaker ?? segment.speaker });
    } else {
      runs[runs.length - 1] = {
        ...run,
        text: run.text + glue + text,
        start: run.start ?? start,
        end: end ?? run.end,
      };
    }
  }
  const areWhole = tidied(runs.map(({ text }) => text).join(glue)) === tidied(segment.text);
  return runs.length > 1 && areWhole ? runs : [segment];
}

function parsedSegment({ start, end, speaker, text }: Segment, line: number): ParsedSegment {
  const [startMs, endMs] = [start, end].map((seconds) =>
    seconds == null || seconds < 0 || seconds > 1e6 ? undefined : Math.round(seconds * 1_000),
  );
  const label = tidied(String(speaker ?? ""));
  return {
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
    ...(label === "" ? {} : { speaker: label }),
    text: tidied(text),
    line,
  };
}
