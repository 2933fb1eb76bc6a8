/** The sheet with the waveform; says in words why there is none yet or none any more. */
import { Button, Group } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import type { Player } from "../../audio/player.ts";
import { usePreparation } from "../../audio/preparationStore.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import { isBlank, nextErasure } from "../library/conversationClocks.ts";
import { canRecordInto } from "../record/canRecordInto.ts";
import { openRecord } from "../record/openRecord.ts";
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
  const { sound, isSoundBeingErased, hold, clocks } = conversation;
  if (hold !== null && (sound.phase === "ready" || sound.phase === "preparing")) {
    return <Quiet dotted>{t("review.sound.onHold", { date: format.date(hold.until, "dayLong") })}</Quiet>;
  }
  if (isSoundBeingErased) return <Quiet dotted>{t("review.sound.erasing")}</Quiet>;
  switch (sound.phase) {
    case "none":
      return isBlank(conversation) ? (
        <Quiet dotted>
          <NothingHere conversation={conversation} />
        </Quiet>
      ) : (
        <Quiet dotted>
          {t("review.sound.none")}
          <RecordInto conversation={conversation} />
        </Quiet>
      );
    case "importing":
      return <Quiet>{t("review.sound.importing")}</Quiet>;
    case "recording":
      return <Quiet>{t("review.sound.recording")}</Quiet>;
    case "cut-off":
      return <Quiet dotted>{t(`review.sound.cutOff.${sound.reason}`)}</Quiet>;
    case "erased": {
      const { erasedAt } = clocks.sound;
      const date = erasedAt === null ? "" : format.date(erasedAt, "dayLong");
      return (
        <Quiet dotted>
          {t("review.sound.erased", { date })}{" "}
          {nextErasure(conversation) === null ? null : t("review.sound.restKept")}
        </Quiet>
      );
    }
    case "preparing":
      return (
        <Quiet tall>
          <Preparing recordingId={sound.recordingId} isPlayable={sound.isPlayable} />
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

function RecordInto({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  if (!canRecordInto(conversation)) return null;
  return (
    <Button
      size="xs"
      mt={10}
      leftSection={<IconMicrophone size={16} stroke={1.6} />}
      onClick={() => openRecord({ kind: "existing", conversationId: conversation.id })}
    >
      {t("record.into")}
    </Button>
  );
}

function Preparing(props: { readonly recordingId: RecordingId; readonly isPlayable: boolean }) {
  const { recordingId, isPlayable } = props;
  const { t } = useTranslation();
  const preparation = usePreparation(recordingId);
  return (
    <>
      <ProgressLine
        label={t(isPlayable ? "review.sound.preparing" : "review.sound.converting")}
        share={preparation?.progress ?? null}
      />
      <p className={classes.more}>{t("review.sound.preparingMore")}</p>
    </>
  );
}

/** Nothing was ever there: an import that was broken off, or a text that is still to be written. */
function NothingHere({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const discard = useChange("conversation.discard");
  const { id: conversationId } = conversation;
  return (
    <>
      <p>{t("review.sound.nothing")}</p>
      <Group gap={8}>
        <RecordInto conversation={conversation} />
        <Button
          size="xs"
          mt={10}
          loading={discard.isPending}
          onClick={() =>
            discard.mutate({ conversationId }, { onSuccess: () => openScreen({ screen: "library" }) })
          }
        >
          {t("library.menu.discard")}
        </Button>
      </Group>
      <ErrorNotice error={discard.error} />
    </>
  );
}
