/** The review once the conversation is known: opens sound and transcript and lays the parts out. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { beginFind } from "../find/findStore.ts";
import { useFindKey } from "../find/useFindKey.ts";
import { useTextBlocks } from "../keyTable/useTextBlocks.ts";
import { TranscriptPanel } from "../transcript/TranscriptPanel.tsx";
import { useOpenTranscript } from "../transcript/useOpenTranscript.ts";
import { AboutDialogs, type OpenDialog } from "./AboutDialogs.tsx";
import { KeyLegend } from "./KeyLegend.tsx";
import classes from "./OpenReview.module.css";
import { ReviewHeader } from "./ReviewHeader.tsx";
import { createReviewActions } from "./reviewActions.ts";
import { look, type ReviewTab, useReview } from "./reviewStore.ts";
import { SidePanel } from "./SidePanel.tsx";
import { Transport } from "./Transport.tsx";
import { useConversationSound } from "./useConversationSound.ts";
import { useKeys } from "./useKeys.ts";
import { usePedalKeys } from "./usePedalKeys.ts";
import { useReviewKeys } from "./useReviewKeys.ts";
import { useSavedView } from "./useSavedView.ts";
import { WaveformCard } from "./WaveformCard.tsx";
import type { WaveformView } from "./waveformView.ts";

/** @param props.atMs - where to begin instead of where one left off; @param props.find - what to look for in the text */
export function OpenReview(props: {
  readonly conversation: ConversationDetail;
  readonly atMs: number | undefined;
  readonly find: string | undefined;
  readonly tab: ReviewTab | undefined;
}) {
  const { conversation, atMs, find, tab } = props;
  const { id, sound } = conversation;
  const settings = useRequest("settings.read", {});
  const [firstView] = useState(conversation.view);
  const waveform = useRef<WaveformView | null>(null);
  const pxPerSecond = useRef(firstView.pxPerSecond);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);

  const opened = useConversationSound(
    conversation,
    atMs ?? firstView.positionMs,
    settings.data?.rewindOnResumeMs ?? 0,
  );
  const player = opened.phase === "open" ? opened.player : null;
  const durationMs = soundLengthMs(sound);
  const transcript = useOpenTranscript(conversation);
  useSavedView(id, player, pxPerSecond);

  const { t } = useTranslation();
  const textBlocks = useTextBlocks(settings.data);
  const here = {
    player,
    durationMs,
    isExact: sound.phase !== "preparing",
    isHeld: conversation.hold !== null,
    writing: {
      pauseWhileTyping: settings.data?.pauseWhileTyping ?? false,
      resumeAfterTypingMs: settings.data?.resumeAfterTypingMs ?? null,
      alternateSpeakers: settings.data?.alternateSpeakers ?? true,
      textBlocks,
    },
    onMixed: (undo: () => void) => showUndoToast(t("transcript.mixed"), t("common.undo"), undo),
  };
  const place = useRef(here);
  useEffect(() => {
    place.current = here;
  });
  const [actions] = useState(() =>
    createReviewActions(id, () => ({ ...place.current, waveform: waveform.current })),
  );
  const keys = useKeys(settings.data);
  useReviewKeys(keys, actions.run);
  usePedalKeys({ footPedal: settings.data?.footPedal ?? "off", keys, player, run: actions.run });
  // What is heard together is heard alone.
  useEffect(() => {
    if (dialog === "client") player?.pause();
  }, [dialog, player]);
  useEffect(() => {
    if (atMs !== undefined && player !== null) player.seek(atMs);
  }, [atMs, player]);
  // Without sound the moment is a row.
  const isRead = useReview((state) => state.transcripts[id] !== undefined);
  useEffect(() => {
    if (atMs !== undefined && isRead && player === null) actions.seek(atMs);
  }, [atMs, isRead, player, actions]);
  useEffect(() => {
    if (tab !== undefined) look({ tab });
  }, [tab]);
  useFindKey(id);
  useEffect(() => {
    if (find !== undefined) beginFind(id, find);
  }, [find, id]);

  return (
    <div className={classes.screen}>
      <ReviewHeader conversation={conversation} onDialog={setDialog} />
      <div className={classes.body}>
        {opened.phase === "failed" ? <ErrorNotice error={opened.error} onRetry={opened.retry} /> : null}
        <WaveformCard
          conversation={conversation}
          player={player}
          viewRef={waveform}
          pxPerSecondRef={pxPerSecond}
          actions={actions}
        />
        <Transport
          player={player}
          durationMs={durationMs}
          hasWaveform={sound.phase === "ready"}
          keys={keys}
          actions={actions}
        />
        <div className={classes.columns}>
          <TranscriptPanel
            conversation={conversation}
            player={player}
            problem={transcript.problem}
            onRetry={transcript.retry}
            actions={actions}
            onDialog={setDialog}
          />
          <SidePanel conversation={conversation} player={player} actions={actions} onDialog={setDialog} />
        </div>
      </div>
      <KeyLegend
        conversationId={id}
        keys={keys}
        hasSound={player !== null}
        isHeld={conversation.hold !== null}
        hasNotes={sound.phase !== "preparing" && conversation.clocks.notes.erasedAt === null}
        onAllKeys={() => setDialog("keys")}
      />
      <AboutDialogs
        conversation={conversation}
        open={dialog}
        player={player}
        suggestPassage={() =>
          useReview.getState().looking.selection ?? { startMs: 0, endMs: player?.positionMs() ?? 0 }
        }
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
