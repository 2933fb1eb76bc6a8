/** The moments behind a value: what was said, when, to be heard here or seen in the conversation. */
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowRight, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf, useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { openScreen } from "../frame/route.ts";
import { UnreviewedMark } from "../machineText/UnreviewedMark.tsx";
import type { SummaryProps } from "./OpenSummary.tsx";
import { type Moment, momentKey } from "./shownRows.ts";
import classes from "./summary.module.css";
import type { MomentSound } from "./useMomentSound.ts";

type MomentsProps = SummaryProps & {
  readonly name: string;
  readonly moments: readonly Moment[];
  readonly sound: MomentSound;
};

export function Moments(props: MomentsProps) {
  const { name, moments } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button mt={6} size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t("summary.moments.hide") : t("summary.moments.show", { count: moments.length })}
      </Button>
      {isOpen ? (
        <ul className={classes.moments} aria-label={t("summary.moments.list", { name })}>
          {moments.map((moment) => (
            <li key={momentKey(moment)}>
              <MomentLine {...props} moment={moment} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function MomentLine(props: MomentsProps & { readonly moment: Moment }) {
  const { coding, scheme, conversation, transcript, moment, sound } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const unit = coding.units.find(({ id }) => id === moment.unitId);
  const line = transcript.segments.find(({ id }) => id === unit?.place?.segmentId);
  const text = line?.text.slice(unit?.place?.startIndex, unit?.place?.endIndex).trim() ?? "";
  const time = format.position(moment.startMs);
  const isPlaying = sound.playing === momentKey(moment);
  const playLabel = isPlaying ? t("summary.moments.stop") : t("summary.moments.play", { time });
  const openLabel = t("summary.moments.open", { time });
  const hasSound = conversation.sound.phase === "ready" && conversation.hold === null;
  const signs = scheme.codes.filter(({ id }) => unit?.codes.includes(id)).map(({ sign }) => sign);
  return (
    <div className={classes.moment} data-playing={isPlaying || undefined}>
      {hasSound ? (
        <Tooltip label={playLabel}>
          <ActionIcon aria-label={playLabel} onClick={() => sound.toggle(moment)}>
            {isPlaying ? <IconPlayerStop size={19} /> : <IconPlayerPlay size={19} />}
          </ActionIcon>
        </Tooltip>
      ) : null}
      <span className={classes.time}>{time}</span>
      {unit === undefined ? null : (
        <SpeakerBadge
          speaker={unit.speaker}
          word={speakerWordOf(
            { ...(line?.speaker === unit.speaker ? line : {}), speaker: unit.speaker },
            transcript.names,
            words,
          )}
        />
      )}
      <span className={text === "" ? classes.quiet : classes.said}>
        {text === "" ? t("summary.moments.noWords") : text}{" "}
        {line?.isUnreviewed === true && text !== "" ? <UnreviewedMark /> : null}
      </span>
      <span className={classes.signs}>{signs.join(" ")}</span>
      <Tooltip label={openLabel}>
        <ActionIcon
          aria-label={openLabel}
          onClick={() =>
            openScreen({ screen: "review", conversationId: conversation.id, atMs: moment.startMs })
          }
        >
          <IconArrowRight size={19} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
