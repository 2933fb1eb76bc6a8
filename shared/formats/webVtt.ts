/** WebVTT (https://www.w3.org/TR/webvtt1/), read leniently and written strictly. */
import { type Cue, segmentsOfCues } from "./cueParts.ts";
import { formatClockTime, parseTimingLine } from "./cueTimes.ts";
import { decodeEntities, encodeEntities } from "./entities.ts";
import { labelledLine, printUnmistakably } from "./markedLabels.ts";
import { linesOf, type ParsedTranscript, type TranscriptWarning, tidied } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import type { LabelledText } from "./speakerPrefix.ts";

type RawCue = Pick<Cue, "startMs" | "endMs" | "line"> & { readonly payload: string[] };

/**
 * Reads cues with their voices (`<v Name>`, else `Name:`); other markup, notes, styles and regions are left out.
 *
 * Hours are optional, a decimal comma is accepted, a cue without an end or with one before its start is kept.
 * Text that belongs to no cue is put to the one before it (or before all, without a time), so that nothing is lost.
 *
 * @returns segments in the order of the file; never throws
 */
export function parse(text: string): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  const cues = readCues(linesOf(text), warnings).map(({ payload, ...cue }): Cue => {
    const voices = voicesOf(payload);
    return { ...cue, lines: payload.map(withoutMarkup), ...(voices === undefined ? {} : { voices }) };
  });
  return segmentsOfCues(cues, warnings);
}

/** Writes cues with their voices; what is read back is the same, except that an empty cue is skipped. */
export function print({ segments, notice }: PrintedTranscript): string {
  const note = notice === undefined ? [] : [`NOTE ${notice}\n`];
  const write = (isMarked: boolean) => {
    const cues = segments.map(({ startMs, endMs, speaker = "", text }) => {
      const label = tidied(speaker);
      const said = encodeEntities(label === "" ? labelledLine({ text }, isMarked) : tidied(text));
      return `${formatClockTime(startMs)} --> ${formatClockTime(endMs)}\n${voiceOf(label)}${said}\n`;
    });
    return ["WEBVTT\n", ...note, ...cues].join("\n");
  };
  return printUnmistakably(segments, write, parse);
}

/** A label that ends with dashes would make an arrow with the end of its tag. */
function voiceOf(label: string): string {
  return label === "" ? "" : `<v ${encodeEntities(label).replace(/-$/, "&#45;")}>`;
}

function readCues(lines: readonly string[], warnings: TranscriptWarning[]): RawCue[] {
  const cues: RawCue[] = [];
  for (const block of blocksOf(lines)) {
    const arrowAt = block.lines.findIndex((line) => line.includes("-->"));
    if (arrowAt === -1) {
      if (isMetadata(block.lines[0] ?? "", cues.length === 0)) continue;
      warnings.push({ line: block.line, code: "text-outside-cue" });
      const previous = cues.at(-1);
      if (previous !== undefined) for (const line of block.lines) previous.payload.push(line);
      else cues.push({ startMs: undefined, endMs: undefined, line: block.line, payload: block.lines });
      continue;
    }
    if (/^NOTE(?:\s|$)/.test(block.lines[0] ?? "")) continue;
    const line = block.line + arrowAt;
    const times = parseTimingLine(block.lines[arrowAt] ?? "");
    if (times?.startMs === undefined) warnings.push({ line, code: "unreadable-time" });
    cues.push({
      startMs: times?.startMs,
      endMs: times?.endMs,
      line,
      payload: block.lines.slice(arrowAt + 1),
    });
  }
  return cues;
}

/** Blocks between blank lines; a timing line right after a cue begins a new one even without a blank line. */
function blocksOf(lines: readonly string[]): { line: number; lines: string[] }[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") {
      isOpen = false;
      continue;
    }
    const block = blocks.at(-1);
    const isSecondTiming = line.includes("-->") && block?.lines.some((there) => there.includes("-->"));
    if (!isOpen || block === undefined || isSecondTiming) blocks.push({ line: index + 1, lines: [line] });
    else block.lines.push(line);
    isOpen = true;
  }
  return blocks;
}

function isMetadata(first: string, isBeforeCues: boolean): boolean {
  return (
    /^(?:NOTE(?:\s|$)|STYLE\s*$|REGION\s*$)/.test(first) || (isBeforeCues && /^WEBVTT(?:\s|$)/.test(first))
  );
}

/** The voices of a cue, if it has any `<v …>`; text before the first has no speaker. */
function voicesOf(payload: readonly string[]): LabelledText[] | undefined {
  const pieces = payload.join("\n").split(/<v(?:\.[^\s>]{0,80})?(?:[ \t]([^>\n]{0,400}))?>/);
  if (pieces.length === 1) return undefined;
  const voices: LabelledText[] = [{ text: withoutMarkup(pieces[0] ?? "") }];
  for (let index = 1; index < pieces.length; index += 2) {
    const speaker = tidied(decodeEntities(pieces[index] ?? ""));
    const text = withoutMarkup(pieces[index + 1] ?? "");
    voices.push(speaker === "" ? { text } : { speaker, text });
  }
  return voices;
}

function withoutMarkup(text: string): string {
  return decodeEntities(
    text.replace(/<\/?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[.\s][^>]{0,200})?>|<[\d:.]{1,20}>/gi, ""),
  );
}
