/** Lines that time stamps stand in front of, between the words of and behind. */
import type { ParsedTranscript } from "./parsedTranscript.ts";
import { type TurnLine, turnsOfLines } from "./turnsOfLines.ts";

/** A line that is not blank, divided where stamps stand. */
export interface StampedLine {
  /** Where it stands, counted from 1. */
  readonly line: number;
  readonly isAfterBlank: boolean;
  /** The stamp behind the line. */
  readonly endMs?: number | undefined;
  /** At least one; a stamp that is alone has a piece without text. */
  readonly pieces: readonly { readonly startMs: number | undefined; readonly text: string }[];
}

/** Gives each line its times: a stamp alone on a line to the next, and where a line has only an end, the end before it as its start. */
export function turnsOfStampedLines(lines: readonly StampedLine[]): ParsedTranscript {
  const turns: TurnLine[] = [];
  const areEndsOnly = lines.some(
    ({ endMs, pieces }) => endMs !== undefined && pieces[0]?.startMs === undefined,
  );
  /** Where the line before ended; the first begins with the recording. */
  let lastEndMs: number | undefined = areEndsOnly ? 0 : undefined;
  let waitingMs: number | undefined;
  for (const { line, isAfterBlank, endMs, pieces } of lines) {
    for (const [index, piece] of pieces.entries()) {
      const isLast = index === pieces.length - 1;
      const startMs = piece.startMs ?? waitingMs ?? lastEndMs;
      if (piece.text.trim() === "") {
        if (startMs !== undefined || endMs !== undefined) waitingMs = endMs ?? startMs;
        continue;
      }
      const ownEndMs = isLast ? endMs : undefined;
      turns.push({ line, isAfterBlank, startMs, endMs: ownEndMs, text: piece.text.trim() });
      waitingMs = undefined;
      lastEndMs = areEndsOnly ? ownEndMs : undefined;
    }
  }
  const last = turns.at(-1);
  if (waitingMs !== undefined && last !== undefined && last.endMs === undefined) {
    turns[turns.length - 1] = { ...last, endMs: waitingMs };
  }
  return turnsOfLines(turns);
}
