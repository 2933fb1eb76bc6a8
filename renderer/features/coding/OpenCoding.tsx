/** The coding once everything is there: the sample as sound and as text, the pad, and what is rated. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { useRequest } from "../../api/useRequest.ts";
import { usePlayerState, usePosition } from "../../audio/playerHooks.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useConversationSound } from "../review/useConversationSound.ts";
import { CodedList } from "./CodedList.tsx";
import { CodePad } from "./CodePad.tsx";
import classes from "./Coding.module.css";
import { CodingHeader } from "./CodingHeader.tsx";
import { CodingKeysDialog } from "./CodingKeysDialog.tsx";
import { commandOfKey, isLasting } from "./codingCommands.ts";
import { saveCoding, useCodings } from "./codingStore.ts";
import { isByMoment, unitIndexAt } from "./codingView.ts";
import { FinishPanel } from "./FinishPanel.tsx";
import { ItemPanel } from "./ItemPanel.tsx";
import { SampleWave } from "./SampleWave.tsx";
import { useCodingDeeds } from "./useCodingDeeds.ts";
import { useCodingKeys } from "./useCodingKeys.ts";
import { useHearing } from "./useHearing.ts";

export function OpenCoding(props: {
  readonly conversation: ConversationDetail;
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly segments: readonly Segment[];
  readonly names: SpeakerNames;
  readonly textById: ReadonlyMap<string, string>;
  readonly atMs: number | undefined;
}) {
  const { conversation, coding, scheme, segments, names, textById, atMs } = props;
  const { t } = useTranslation();
  const settings = useRequest("settings.read", {});
  const problem = useCodings((state) => state.problems[coding.id]);
  const [isAsking, setAsking] = useState(false);
  const opened = useConversationSound(
    conversation,
    atMs ?? coding.sample.startMs,
    settings.data?.rewindOnResumeMs ?? 0,
  );
  const player = opened.phase === "open" ? opened.player : null;
  const stopAt = useHearing(coding, player);
  const isFinished = coding.finishedAt !== null;
  const isListening = coding.pass === "listen";
  const byMoment = isByMoment(coding);
  const followsSound = isListening && !isFinished && player !== null && !byMoment;
  const isPlaying = usePlayerState(player).phase === "playing";
  const isOpen = !isFinished && !isListening;
  const deeds = useCodingDeeds({ coding, scheme, textById, player, stopAt, isOpen, followsSound }, atMs);
  const { looking, current } = deeds;
  const singleKeys = settings.data?.singleKeys ?? true;
  const playedIndex = usePosition(player, (positionMs) => unitIndexAt(coding.units, positionMs));
  const currentIndex = followsSound
    ? playedIndex
    : coding.units.findIndex(({ id }) => id === looking.currentId);

  useCodingKeys((key, isRepeat) => {
    const command = commandOfKey(key, scheme, byMoment ? undefined : current?.speaker, {
      singleKeys,
      wantsDigit: looking.midst.kind === "evidence",
    });
    if (command === undefined || (isRepeat && !isLasting(command))) return false;
    return deeds.run(command);
  });

  return (
    <div className={classes.screen}>
      <CodingHeader conversation={conversation} coding={coding} scheme={scheme} />
      <div className={classes.body}>
        {opened.phase === "failed" ? <ErrorNotice error={opened.error} onRetry={opened.retry} /> : null}
        <ErrorNotice error={problem} onRetry={() => void saveCoding(coding.id)} />
        <SampleWave
          conversation={conversation}
          coding={coding}
          scheme={scheme}
          segments={segments}
          player={player}
          currentId={looking.currentId}
          onPlay={(shiftKey) => deeds.run({ kind: shiftKey ? "play-on" : "play" })}
          onSeek={(positionMs) => player?.seek(positionMs)}
        />
        <div className={classes.columns}>
          <CodedList
            coding={coding}
            scheme={scheme}
            names={names}
            segments={segments}
            textById={textById}
            currentIndex={currentIndex}
            isQuiet={followsSound && isPlaying}
            midst={looking.midst}
            begun={looking.begun}
            onChoose={deeds.choose}
            onPlay={(unit) => deeds.playFrom(unit.startMs)}
          />
          <section className={classes.side} aria-label={t("coding.side")}>
            {isFinished ? null : (
              <CodePad
                coding={coding}
                scheme={scheme}
                current={current}
                looking={looking}
                byMoment={byMoment}
                isListening={isListening}
                singleKeys={singleKeys}
                onCommand={deeds.run}
                onAllKeys={() => setAsking(true)}
              />
            )}
            <ItemPanel coding={coding} scheme={scheme} midst={looking.midst} deeds={deeds} />
            <FinishPanel conversation={conversation} coding={coding} scheme={scheme} byMoment={byMoment} />
          </section>
        </div>
      </div>
      <CodingKeysDialog opened={isAsking} byMoment={byMoment} onClose={() => setAsking(false)} />
    </div>
  );
}
