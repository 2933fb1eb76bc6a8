/** A band for each who speaks, from the beginning of the conversation to its end. */
import { useTranslation } from "react-i18next";
import type { SpeakerShare, TalkShares } from "../../../shared/domain/talkShare.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { bandPath } from "./bandPath.ts";
import classes from "./speakers.module.css";

/** Units of the drawing; it is stretched to the width there is. */
const width = 1_000;
const height = 14;

/** @param props.durationMs - of the sound; where it is not known, the picture ends with the last line */
export function TalkPicture(props: {
  readonly shares: TalkShares;
  readonly durationMs: number | null;
  readonly nameOf: (one: SpeakerShare) => string;
}) {
  const { shares, nameOf } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const lastMs = Math.max(...shares.speakers.map(({ stretches }) => stretches.at(-1)?.endMs ?? 0));
  const lengthMs = Math.max(props.durationMs ?? 0, lastMs);
  const sentences = shares.speakers.map((one) =>
    t("speakers.numbers.band", {
      name: nameOf(one),
      count: one.stretches.length,
      from: format.position(one.stretches[0]?.startMs ?? 0),
      to: format.position(one.stretches.at(-1)?.endMs ?? 0),
    }),
  );
  return (
    <div
      className={classes.picture}
      role="img"
      aria-label={t("speakers.numbers.picture", {
        length: format.position(lengthMs),
        speakers: sentences.join(" "),
      })}
    >
      {shares.speakers.map((one) => (
        <div key={`${one.speaker} ${one.speakerName}`} className={classes.band} data-speaker={one.speaker}>
          <span>{nameOf(one)}</span>
          <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={bandPath(one.stretches, lengthMs, { width, height })} />
          </svg>
        </div>
      ))}
      <div className={classes.scale}>
        <span>{format.position(0)}</span>
        <span>{format.position(lengthMs)}</span>
      </div>
    </div>
  );
}
