/** Praat TextGrids (manual, "TextGrid file formats"): long and short text form; a tier for each speaker. */
import { Failure } from "../errors.ts";
import {
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { mergedTiers, tiersOf } from "./speakerTiers.ts";
import { type TextGridReader, textGridReader } from "./textGridTokens.ts";

/**
 * Reads interval tiers: intervals without text are silence. Points are left out with a warning each. A file that ends
 * before it should is read as far as it goes.
 *
 * @returns segments in order of their starts
 * @throws Failure `transcript.unreadable` if it is no TextGrid in text form
 */
export function parse(text: string): ParsedTranscript {
  const reader = textGridReader(text.replace(/^\uFEFF/, ""));
  if (reader.string() !== "ooTextFile" || reader.string() !== "TextGrid") {
    throw new Failure("transcript.unreadable");
  }
  const warnings: TranscriptWarning[] = [];
  const tiers: ParsedSegment[][] = [];
  reader.number();
  reader.number();
  const tierCount = reader.number() ?? 0;
  for (let tier = 0; tier < tierCount && !reader.isAtEnd(); tier += 1) tiers.push(readTier(reader, warnings));
  if (reader.isAtEnd()) warnings.push({ line: reader.line(), code: "cut-off" });
  return mergedTiers(tiers, warnings);
}

/** Writes the long form: contiguous intervals, empty where nobody speaks. A line without text is silence. */
export function print({ segments }: PrintedTranscript): string {
  const tiers = tiersOf(segments.filter(({ text }) => tidied(text) !== ""));
  const endMs = segments.reduce((latest, segment) => Math.max(latest, segment.endMs), 1);
  const [from, to] = [`xmin = 0`, `xmax = ${endMs / 1_000}`];
  const lines = [
    'File type = "ooTextFile"',
    'Object class = "TextGrid"',
    "",
    from,
    to,
    "tiers? <exists>",
    `size = ${tiers.length}`,
    "item []:",
  ];
  for (const [index, tier] of tiers.entries()) {
    const intervals = withSilence(tier.segments, endMs);
    lines.push(
      `    item [${index + 1}]:`,
      '        class = "IntervalTier"',
      `        name = ${quoted(tier.speaker)}`,
      `        ${from}`,
      `        ${to}`,
      `        intervals: size = ${intervals.length}`,
    );
    for (const [at, interval] of intervals.entries()) {
      lines.push(
        `        intervals [${at + 1}]:`,
        `            xmin = ${interval.startMs / 1_000}`,
        `            xmax = ${interval.endMs / 1_000}`,
        `            text = ${quoted(tidied(interval.text))}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

interface Interval {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

function withSilence(segments: readonly Interval[], endMs: number): Interval[] {
  const intervals: Interval[] = [];
  let atMs = 0;
  for (const segment of [...segments, { startMs: endMs, endMs, text: "" }]) {
    if (segment.startMs > atMs) intervals.push({ startMs: atMs, endMs: segment.startMs, text: "" });
    if (segment.endMs > segment.startMs) intervals.push(segment);
    atMs = segment.endMs;
  }
  return intervals;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function readTier(reader: TextGridReader, warnings: TranscriptWarning[]): ParsedSegment[] {
  const kind = reader.string();
  const speaker = tidied(reader.string() ?? "");
  reader.number();
  reader.number();
  const count = reader.number() ?? 0;
  const segments: ParsedSegment[] = [];
  for (let index = 0; index < count && !reader.isAtEnd(); index += 1) {
    const start = reader.number();
    const line = reader.line();
    const end = kind === "IntervalTier" ? reader.number() : undefined;
    const text = tidied(reader.string() ?? "");
    if (text === "") continue;
    if (kind !== "IntervalTier") {
      warnings.push({ line, code: "left-out" });
      continue;
    }
    const [startMs, endMs] = [msOf(start), msOf(end)];
    if (startMs === undefined) warnings.push({ line, code: "unreadable-time" });
    segments.push({
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      ...(speaker === "" ? {} : { speaker }),
      text,
      line,
    });
  }
  return segments;
}

/** More than eleven days is no recording. */
function msOf(seconds: number | undefined): number | undefined {
  return seconds === undefined || seconds < 0 || seconds > 1e6 ? undefined : Math.round(seconds * 1_000);
}
