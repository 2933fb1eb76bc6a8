/** Who speaks: a letter on the speaker's colour, with the word for those who cannot see it. */
import type { Speaker } from "../../shared/domain/segment.ts";
import classes from "./SpeakerBadge.module.css";
import type { SpeakerWord } from "./useSpeakerWords.ts";

/** `word` is `useSpeakerWords()[speaker]`. */
export interface SpeakerBadgeProps {
  readonly speaker: Speaker;
  readonly word: SpeakerWord;
}

export function SpeakerBadge({ speaker, word }: SpeakerBadgeProps) {
  return (
    <span
      className={classes.badge}
      data-speaker={speaker}
      role="img"
      aria-label={word.name}
      title={word.name}
    >
      {word.letter}
    </span>
  );
}
