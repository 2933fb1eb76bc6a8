/** The sheet with the waveform; says in words why there is none yet or none any more. */
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Player } from "../../audio/player.ts";
import { usePreparation } from "../../audio/preparationStore.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import type { ReviewActions } from "./reviewActions.ts";
import { Waveform } from "./Waveform.tsx";
import classes from "./WaveformCard.module.css";
import type { WaveformView } from "./waveformView.ts";

interface WaveformCardProps {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly viewRef: RefObject<WaveformView | null>;
  readonly pxPerSecondRef: RefObject<number>;
  readonly actions: ReviewActions;
}

export function WaveformCard(props: WaveformCardProps) {
  const { conversation, player } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { sound, hold, clocks } = conversation;
  if (hold !== null && (sound.phase === "ready" || sound.phase === "preparing")) {
    return <Quiet dotted>{t("review.sound.onHold", { date: format.date(hold.until, "dayLong") })}</Quiet>;
  }
  switch (sound.phase) {
    case "none":
      return <Quiet dotted>{t("review.sound.none")}</Quiet>;
    case "importing":
      return <Quiet>{t("review.sound.importing")}</Quiet>;
    case "erased": {
      const { erasedAt } = clocks.sound;
      const date = erasedAt === null ? "" : format.date(erasedAt, "dayLong");
      return <Quiet dotted>{t("review.sound.erased", { date })}</Quiet>;
    }
    case "preparing":
      return (
        <Quiet tall>
          <Preparing recordingId={sound.recordingId} />
        </Quiet>
      );
    case "ready":
      return player === null ? (
        <div className={classes.card} data-size="full" />
      ) : (
        <Waveform
          {...props}
          key={sound.recordingId}
          player={player}
          recordingId={sound.recordingId}
          durationMs={sound.durationMs}
        />
      );
  }
}

/** @param props.tall - as tall as the waveform that will take its place, so that nothing below it moves */
function Quiet(props: {
  readonly dotted?: boolean;
  readonly tall?: boolean;
  readonly children: React.ReactNode;
}) {
  const { dotted = false, tall = false, children } = props;
  return (
    <div className={classes.card} data-size={tall ? "waiting" : "quiet"}>
      {dotted ? <div className={classes.dots} aria-hidden="true" /> : null}
      <div className={classes.words}>{children}</div>
    </div>
  );
}

function Preparing({ recordingId }: { readonly recordingId: RecordingId }) {
  const { t } = useTranslation();
  const preparation = usePreparation(recordingId);
  return (
    <>
      <ProgressLine label={t("review.sound.preparing")} share={preparation?.progress ?? null} />
      <p className={classes.more}>{t("review.sound.preparingMore")}</p>
    </>
  );
}
