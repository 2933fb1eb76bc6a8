/** From cues to segments: one for each voice in a cue. */
import { Failure } from "../errors.ts";
import { divideStretch } from "./divideStretch.ts";
import {
  mostSegments,
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import { type LabelledText, splitSpeakers } from "./speakerPrefix.ts";
import { timeWarnings } from "./timeWarnings.ts";

/** A cue as it stands in the file; a time that is missing or cannot be read is `undefined`. */
export interface Cue {
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Its text without markup. */
  readonly lines: readonly string[];
  /** Its voices, where the markup tells them. */
  readonly voices?: readonly LabelledText[];
}

/**
 * Makes segments of cues: by their voices, else by labels in front of lines (`Name:`), else one each.
 *
 * @param warnings - what was odd in reading the cues
 * @returns segments in the order of the file, all warnings in order of lines
 * @throws Failure `transcript.unreadable` for more voices than any transcript has
 */
export function segmentsOfCues(
  cues: readonly Cue[],
  warnings: readonly TranscriptWarning[],
): ParsedTranscript {
  const labelled = splitSpeakers(cues.flatMap(({ lines }) => lines));
  const segments: ParsedSegment[] = [];
  const all = [...warnings];
  let firstLine = 0;
  for (const cue of cues) {
    const lines = labelled.slice(firstLine, firstLine + cue.lines.length);
    firstLine += cue.lines.length;
    const ofCue = segmentsOfCue(cue, cue.voices ?? partsOfLines(lines));
    if (ofCue.length === 0) all.push({ line: cue.line, code: "empty-cue" });
    for (const segment of ofCue) segments.push(segment);
    if (segments.length > mostSegments) throw new Failure("transcript.unreadable");
  }
  return { segments, warnings: [...all, ...timeWarnings(segments)].sort((a, b) => a.line - b.line) };
}

/** Parts without text are left out; several share the cue's time by the length of their text. */
function segmentsOfCue(cue: Cue, parts: readonly LabelledText[]): ParsedSegment[] {
  const spoken = parts
    .map(({ speaker, text }) => ({ speaker: tidied(speaker ?? ""), text: tidied(text) }))
    .filter(({ text }) => text !== "");
  const { startMs, endMs, line } = cue;
  const isWhole = startMs !== undefined && endMs !== undefined && endMs - startMs >= spoken.length;
  const shares = isWhole
    ? divideStretch(
        startMs,
        endMs,
        spoken.map(({ text }) => text.length),
      )
    : [];
  return spoken.map(({ speaker, text }, index) => {
    const share = shares[index] ?? (index === 0 ? cue : { startMs: undefined, endMs: undefined });
    return {
      ...(share.startMs === undefined ? {} : { startMs: share.startMs }),
      ...(share.endMs === undefined ? {} : { endMs: share.endMs }),
      ...(speaker === "" ? {} : { speaker }),
      text,
      line,
    };
  });
}

/** Divides the lines of a cue where a label begins, or where each begins with a dash; other lines belong together. */
function partsOfLines(lines: readonly LabelledText[]): LabelledText[] {
  const isDialogue =
    lines.length > 1 &&
    lines.every(({ text, speaker }) => speaker !== undefined || /^\s*[-–—]\s*\S/.test(text));
  const parts: LabelledText[] = [];
  for (const { speaker, text } of lines) {
    const previous = parts.at(-1);
    if (isDialogue || speaker !== undefined || previous === undefined) {
      const spoken = isDialogue ? text.replace(/^\s*[-–—]\s*/, "") : text;
      parts.push(speaker === undefined ? { text: spoken } : { speaker, text: spoken });
    } else {
      parts[parts.length - 1] = { ...previous, text: `${previous.text} ${text}` };
    }
  }
  return parts;
}
