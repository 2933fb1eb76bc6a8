/** Who speaks the lines of a file, by role and by name, as a person has said for each of its labels. */
import type { Speaker } from "../domain/segment.ts";
import type { SpeakerNames } from "../domain/speakerCalled.ts";
import type { ParsedSegment } from "./parsedTranscript.ts";

/** What was said of one label; without a name its lines are spoken by the role. */
export interface LabelMeaning {
  readonly label: string;
  readonly speaker: Speaker;
  readonly name?: string;
}

/** What the roles are called in the transcript, and who speaks the lines of a label; unknown labels are `other`. */
export interface NamedSpeakers {
  readonly names: SpeakerNames;
  spokenBy(label: string): { readonly speaker: Speaker; readonly speakerName?: string };
}

/**
 * Gives a role the name of the label that most of its lines have, if all its labels have names; other names stand at
 * their lines.
 */
export function namedSpeakers(
  meanings: readonly LabelMeaning[],
  segments: readonly Pick<ParsedSegment, "speaker">[],
): NamedSpeakers {
  const meaningOf = new Map(meanings.map((meaning) => [meaning.label, meaning]));
  const names: Partial<Record<Speaker, string>> = {};
  const unnamed = new Set<Speaker>();
  const counts = new Map<string, number>();
  for (const { speaker: label = "" } of segments) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const [label] of [...counts].sort(([, one], [, other]) => other - one)) {
    const { speaker, name }: Omit<LabelMeaning, "label"> = meaningOf.get(label) ?? { speaker: "other" };
    if (name === undefined) unnamed.add(speaker);
    else names[speaker] ??= name;
  }
  for (const speaker of unnamed) delete names[speaker];
  return {
    names,
    spokenBy(label) {
      const { speaker, name }: Omit<LabelMeaning, "label"> = meaningOf.get(label) ?? { speaker: "other" };
      return name === undefined || name === names[speaker] ? { speaker } : { speaker, speakerName: name };
    },
  };
}
