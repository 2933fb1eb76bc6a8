/** Renaming everywhere at once: the edits of all lines that bear a name of their own. */
import type { Edit } from "./edit.ts";
import type { SegmentId } from "./ids.ts";
import type { Segment, Speaker } from "./segment.ts";

/**
 * The edits that give lines another name; lines of other names, and those without one, stay as they are.
 *
 * @param renames - from a name to another one, `null`: called as the transcript calls that speaker
 */
export function renamedLines(
  segments: readonly Segment[],
  renames: ReadonlyMap<string, string | null>,
): Edit[] {
  return segments.flatMap(({ id, speakerName }): Edit[] => {
    const after = speakerName === undefined ? undefined : renames.get(speakerName);
    if (speakerName === undefined || after === undefined || after === speakerName) return [];
    return [{ kind: "set-speaker-name", segmentId: id, before: speakerName, after }];
  });
}

/** The edits that say who speaks one line. @param name - `null`: called as the transcript calls that speaker */
export function spokenBy(
  { id, speaker: before, speakerName }: { readonly id: SegmentId } & Pick<Segment, "speaker" | "speakerName">,
  speaker: Speaker,
  name: string | null,
): Edit[] {
  const nameBefore = speakerName ?? null;
  return [
    ...(before === speaker
      ? []
      : [{ kind: "set-speaker", segmentId: id, before, after: speaker } satisfies Edit]),
    ...(nameBefore === name
      ? []
      : [{ kind: "set-speaker-name", segmentId: id, before: nameBefore, after: name } satisfies Edit]),
  ];
}
