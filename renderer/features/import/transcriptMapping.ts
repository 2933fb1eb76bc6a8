/** Which speaker each label of a transcript stands for. */
import type { Speaker } from "../../../shared/domain/segment.ts";
import type { TranscriptPreview } from "../../../shared/domain/transcriptPreview.ts";

/** A speaker for each label, as the contract wants it; a name where the file's own is to be shown. */
export type SpeakerMapping = readonly {
  readonly label: string;
  readonly speaker: Speaker;
  readonly name?: string;
}[];

/** The mapping to begin with: what the vault guessed. */
export function guessedMapping({ speakers }: TranscriptPreview): SpeakerMapping {
  return speakers.map(({ label, guess }) => ({ label, speaker: guess }));
}

/** The mapping with one label changed. */
export function withSpeaker(mapping: SpeakerMapping, label: string, speaker: Speaker): SpeakerMapping {
  return mapping.map((entry) => (entry.label === label ? { ...entry, speaker } : entry));
}

/** The mapping with the file's own name shown at one label's lines, or not. */
export function withName(mapping: SpeakerMapping, label: string, name: string | null): SpeakerMapping {
  return mapping.map((entry) =>
    entry.label === label ? { label, speaker: entry.speaker, ...(name === null ? {} : { name }) } : entry,
  );
}

/** Whether the file's own name is shown at a label's lines. */
export function isNamed(mapping: SpeakerMapping, label: string): boolean {
  return mapping.some((entry) => entry.label === label && entry.name !== undefined);
}

/** The speaker a label stands for; `other` for one that is unknown. */
export function speakerOf(mapping: SpeakerMapping, label: string): Speaker {
  return mapping.find((entry) => entry.label === label)?.speaker ?? "other";
}

/** Warnings of one kind, with the lines they are about in order. */
export interface WarningGroup {
  readonly code: string;
  readonly lines: readonly number[];
}

/** Groups warnings by kind, in order of first appearance. */
export function groupWarnings(warnings: TranscriptPreview["warnings"]): WarningGroup[] {
  const linesByCode = new Map<string, number[]>();
  for (const { code, line } of warnings) linesByCode.set(code, [...(linesByCode.get(code) ?? []), line]);
  return [...linesByCode].map(([code, lines]) => ({ code, lines }));
}
