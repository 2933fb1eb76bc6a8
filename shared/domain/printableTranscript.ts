/** A transcript as it leaves Lyhörd: what every export, copy and print is made from. */
import { tidied } from "../formats/parsedTranscript.ts";
import type { PrintedSegment, PrintedTranscript } from "../formats/printedTranscript.ts";
import type { Segment } from "./segment.ts";
import { type RoleNames, type SpeakerNames, speakerCalled } from "./speakerCalled.ts";

/** What is known of a transcript beside its lines, and what is wanted of it. */
export interface Printing {
  /** What roles are called in this transcript when it is not the vault's word. */
  readonly names: SpeakerNames;
  /** The vault's words for the roles. */
  readonly words: RoleNames;
  /** Stands before the text of a line that a machine wrote and nobody has listened to; never empty. */
  readonly unreviewedMark: string;
  /** Said at the top, if there is such a line. */
  readonly unreviewedNotice: string;
  readonly withSpeakers: boolean;
  /** What stands in place of a line's text that is not to leave; `null` lets it stand. */
  readonly insteadOf?: (segment: Segment) => string | null;
}

/**
 * Prepares lines for others to read: with the names that were chosen, with a mark on what nobody has listened to yet,
 * and without what is not to leave.
 *
 * @param segments - in order of `startMs`
 * @returns every line, in the same order; times as they are
 */
export function printable(segments: readonly Segment[], printing: Printing): PrintedTranscript {
  const lines = segments.map((segment) => printedLine(segment, printing));
  return hasUnreviewed(segments)
    ? { segments: lines, notice: printing.unreviewedNotice }
    : { segments: lines };
}

/** Whether a machine wrote some of it and nobody has listened yet. */
export function hasUnreviewed(segments: readonly Segment[]): boolean {
  return segments.some(({ isUnreviewed }) => isUnreviewed === true);
}

function printedLine(segment: Segment, printing: Printing): PrintedSegment {
  const { startMs, endMs } = segment;
  const text = textOf(segment, printing);
  return printing.withSpeakers
    ? { startMs, endMs, speaker: speakerCalled(segment, printing.names, printing.words), text }
    : { startMs, endMs, text };
}

function textOf(segment: Segment, { unreviewedMark, insteadOf }: Printing): string {
  const replaced = insteadOf?.(segment) ?? null;
  if (replaced !== null) return replaced;
  const text = tidied(segment.text);
  return segment.isUnreviewed === true ? `${unreviewedMark} ${text}`.trimEnd() : text;
}
