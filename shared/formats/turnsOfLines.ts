/** From lines to segments: who speaks, and which lines go on with the one before. */
import {
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import { splitSpeakers } from "./speakerPrefix.ts";
import { timeWarnings } from "./timeWarnings.ts";

/** A line that is not blank, its times taken off. */
export interface TurnLine {
  /** Where it stands, counted from 1. */
  readonly line: number;
  readonly startMs: number | undefined;
  readonly endMs?: number | undefined;
  readonly text: string;
  /** Whether a paragraph begins with it. */
  readonly isAfterBlank: boolean;
}

type OpenSegment = { -readonly [Key in keyof ParsedSegment]: ParsedSegment[Key] };

/**
 * Takes labels off. Where there are any, a line without one goes on with the turn before it, unless that one has ended,
 * and a paragraph without one is the same speaker again. Where there are none, each line is a segment.
 *
 * @returns segments in the order of the lines; what has a label or a time but no words is warned of and left out
 */
export function turnsOfLines(lines: readonly TurnLine[]): ParsedTranscript {
  const labelled = splitSpeakers(lines.map(({ text }) => text));
  const hasLabels = labelled.some(({ speaker = "" }) => speaker !== "");
  const segments: OpenSegment[] = [];
  for (const [index, { line, startMs, endMs, isAfterBlank }] of lines.entries()) {
    const { speaker, text = "" } = labelled[index] ?? {};
    const previous = segments.at(-1);
    const isOpen = hasLabels && speaker === undefined && startMs === undefined && !isAfterBlank;
    if (isOpen && previous !== undefined && previous.endMs === undefined) {
      previous.text += ` ${text}`;
      if (endMs !== undefined) previous.endMs = endMs;
      continue;
    }
    const who = speaker ?? (hasLabels ? previous?.speaker : undefined) ?? "";
    segments.push({
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      ...(who === "" ? {} : { speaker: who }),
      text,
      line,
    });
  }
  const tidy = segments.map((segment) => ({ ...segment, text: tidied(segment.text) }));
  const spoken = tidy.filter(({ text }) => text !== "");
  const empty = tidy.filter(({ text }) => text === "");
  const warnings = [
    ...empty.map(({ line }): TranscriptWarning => ({ line, code: "empty-cue" })),
    ...mixedTimes(spoken),
    ...oddTimes(spoken),
  ];
  return { segments: spoken, warnings: warnings.sort((a, b) => a.line - b.line) };
}

function mixedTimes(segments: readonly ParsedSegment[]): TranscriptWarning[] {
  const untimed = segments.find(({ startMs }) => startMs === undefined);
  if (untimed === undefined || segments.every(({ startMs }) => startMs === undefined)) return [];
  return [{ line: untimed.line, code: "mixed-times" }];
}

/** Where lines have no ends of their own, only the order of their starts can be odd. */
function oddTimes(segments: readonly ParsedSegment[]): TranscriptWarning[] {
  return timeWarnings(segments).filter(({ code }) => code !== "missing-end");
}
