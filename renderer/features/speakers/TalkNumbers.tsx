/** Who speaks when and how much, in figures and a picture: behind a button, since figures weigh. */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import { leastPauseMs, type SpeakerShare, talkShares } from "../../../shared/domain/talkShare.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf } from "../../ui/useSpeakerWords.ts";
import { useReview } from "../review/reviewStore.ts";
import classes from "./speakers.module.css";
import { TalkPicture } from "./TalkPicture.tsx";
import { useCalled } from "./useCalled.ts";

export function TalkNumbers({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <section>
      <h2>{t("speakers.numbers.title")}</h2>
      {isShown ? <Numbers conversation={conversation} /> : null}
      <Button mt={8} size="xs" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? "speakers.numbers.hide" : "speakers.numbers.show")}
      </Button>
    </section>
  );
}

function Numbers({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { words, names } = useCalled(conversation.id);
  const segments = useReview((state) => state.transcripts[conversation.id]?.segments);
  const durationMs = soundLengthMs(conversation.sound);
  const shares = useMemo(() => talkShares(segments ?? [], durationMs), [segments, durationMs]);
  if (shares.lines === 0) return <p className={classes.small}>{t("speakers.numbers.empty")}</p>;

  const nameOf = (one: SpeakerShare) => speakerWordOf(one, names, words).name;
  const percent = (share: number | null) => (share === null ? "–" : format.percent(share));
  const measures: readonly (readonly [string, (one: SpeakerShare) => string])[] = [
    [t("speakers.numbers.talk"), ({ talkMs }) => format.position(talkMs)],
    [t("speakers.numbers.talkShare"), ({ talkShare }) => percent(talkShare)],
    [t("speakers.numbers.words"), (one) => format.number(one.words)],
    [t("speakers.numbers.wordShare"), ({ wordShare }) => percent(wordShare)],
    [t("speakers.numbers.turns"), ({ turns }) => format.number(turns)],
    [t("speakers.numbers.longest"), ({ longestTurnMs }) => format.position(longestTurnMs)],
  ];
  const { count, totalMs, longestMs } = shares.pauses;
  return (
    <>
      <TalkPicture shares={shares} durationMs={durationMs} nameOf={nameOf} />
      <table className={classes.numbers}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("speakers.numbers.measure")}</span>
            </th>
            {shares.speakers.map((one) => (
              <th key={`${one.speaker} ${one.speakerName}`} scope="col">
                {nameOf(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map(([measure, read]) => (
            <tr key={measure}>
              <th scope="row">{measure}</th>
              {shares.speakers.map((one) => (
                <td key={`${one.speaker} ${one.speakerName}`}>{read(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={classes.facts}>
        <dt>{t("speakers.numbers.pauses", { least: leastPauseMs / 1_000 })}</dt>
        <dd>
          {count === 0
            ? t("speakers.numbers.noPauses")
            : t("speakers.numbers.pauseValue", {
                count,
                total: format.position(totalMs),
                longest: format.position(longestMs),
              })}
        </dd>
        <dt>{t("speakers.numbers.overlap")}</dt>
        <dd>{format.position(shares.overlapMs)}</dd>
        <dt>{t("speakers.numbers.silence")}</dt>
        <dd>{shares.silenceMs === null ? "–" : format.position(shares.silenceMs)}</dd>
      </dl>
      <p className={classes.small}>
        {t("speakers.numbers.lines", { count: shares.lines })}{" "}
        {shares.blankRows === 0 ? null : `${t("speakers.numbers.blank", { count: shares.blankRows })} `}
        {t("speakers.numbers.hint")}
      </p>
    </>
  );
}
