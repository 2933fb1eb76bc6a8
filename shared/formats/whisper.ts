/** JSON of Whisper and its kin: openai-whisper, whisper.cpp, faster-whisper and WhisperX. */
import { z } from "zod";
import { Failure } from "../errors.ts";
import { parseClockTime } from "./cueTimes.ts";
import { linesOfObjects, readJson } from "./jsonText.ts";
import {
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
const fileSchema = z.union([
  z.object({ segments: z.array(segmentSchema) }).transform(({ segments }) => ({ key: "segments", segments })),
  z
    .object({ transcription: z.array(cueSchema) })
    .transform(({ transcription }) => ({ key: "transcription", segments: transcription.map(segmentOfCue) })),
  z.array(segmentSchema).transform((segments) => ({ key: undefined, segments })),
  z.object({ text: z.string() }).transform(({ text }) => ({ key: "", segments: [untimed(text)] })),
]);

type Segment = z.infer<typeof segmentSchema>;

/**
 * Reads segments with their speakers; one whose words have several speakers is divided between them.
 *
 * @returns segments in the order of the file, empty ones too; always `isMachineMade`
 * @throws Failure `transcript.unreadable` if it is not of any of these shapes
 */
export function parse(text: string): ParsedTranscript {
  const file = fileSchema.safeParse(readJson(text));
  if (!file.success) throw new Failure("transcript.unreadable");
  const { key, segments: found } = file.data;
  const lines = linesOfObjects(text, key);
  const warnings: TranscriptWarning[] = [];
  const segments = found.flatMap((segment, index) => {
    const line = lines[index] ?? 1;
    if (segment.start == null && key !== "") warnings.push({ line, code: "unreadable-time" });
    return bySpeaker(segment).map((part) => parsedSegment(part, line));
  });
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
