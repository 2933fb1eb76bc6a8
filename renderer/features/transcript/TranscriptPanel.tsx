/** The sheet with the transcript: the list, or what to do while there is none; above it whatever cannot be saved. */
import { Button } from "@mantine/core";
import { IconFileImport, IconPencil, IconWaveSine } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, isSilent } from "../../../shared/domain/conversation.ts";
import { AppFailure } from "../../api/appFailure.ts";
import type { Player } from "../../audio/player.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { FindBar } from "../find/FindBar.tsx";
import { UnreviewedNotice } from "../machineText/UnreviewedNotice.tsx";
import type { OpenDialog } from "../review/AboutDialogs.tsx";
import type { ReviewActions } from "../review/reviewActions.ts";
import { useReview } from "../review/reviewStore.ts";
import { HeldText } from "./HeldText.tsx";
import { StrandedWords } from "./StrandedWords.tsx";
import classes from "./Transcript.module.css";
import { TranscriptList } from "./TranscriptList.tsx";
import { TranscriptTools } from "./TranscriptTools.tsx";

interface TranscriptPanelProps {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  /** Why the transcript could not be read. */
  readonly problem: unknown;
  readonly onRetry: () => void;
  readonly actions: ReviewActions;
  readonly onDialog: (dialog: OpenDialog) => void;
}

export function TranscriptPanel(props: TranscriptPanelProps) {
  const { conversation, player, problem, onRetry, actions, onDialog } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const session = useReview((state) => state.transcripts[conversation.id]);
  const saveProblem = useReview((state) => state.problems[conversation.id]);
  const { erasedAt } = conversation.clocks.transcript;
  const isEmpty = session?.segments.length === 0;

  return (
    <section className={classes.panel} aria-label={t("transcript.title")}>
      {saveProblem === undefined ? null : (
        <div className={classes.notice}>
          <ErrorNotice error={new AppFailure(saveProblem)} onRetry={onRetry} />
          <p className={classes.kept}>{t("transcript.keptHere")}</p>
        </div>
      )}
      {erasedAt === null ? <HeldText conversation={conversation} onDialog={onDialog} /> : null}
      {session === undefined ? null : (
        <StrandedWords conversationId={conversation.id} words={session.stranded} />
      )}
      {erasedAt === null && session !== undefined && !isEmpty ? (
        <>
          <TranscriptTools conversation={conversation} onDialog={onDialog} />
          <FindBar conversationId={conversation.id} segments={session.segments} actions={actions} />
        </>
      ) : null}
      {erasedAt === null && session !== undefined ? (
        <UnreviewedNotice segments={session.segments} player={player} actions={actions} />
      ) : null}
      {erasedAt !== null ? (
        <EmptyState title={t("transcript.erased", { date: format.date(erasedAt, "dayLong") })} />
      ) : problem !== null && session === undefined ? (
        <div className={classes.notice}>
          <ErrorNotice error={problem} onRetry={onRetry} />
        </div>
      ) : isEmpty ? (
        <EmptyState
          title={t("transcript.empty.title")}
          actions={
            <>
              <Button
                leftSection={<IconFileImport size={19} />}
                disabled={conversation.hold !== null}
                onClick={() => onDialog("import-transcript")}
              >
                {t("transcript.empty.import")}
              </Button>
              {conversation.sound.phase === "ready" ? (
                <Button
                  variant="light"
                  leftSection={<IconWaveSine size={19} />}
                  disabled={conversation.hold !== null}
                  onClick={() => onDialog("prepare-rows")}
                >
                  {t("prepareRows.start")}
                </Button>
              ) : null}
              <Button
                variant="light"
                leftSection={<IconPencil size={19} />}
                disabled={conversation.sound.phase === "preparing" || conversation.hold !== null}
                onClick={() => actions.addRow()}
              >
                {t("transcript.empty.start")}
              </Button>
            </>
          }
        >
          {conversation.sound.phase === "preparing"
            ? t("transcript.empty.waits")
            : t(isSilent(conversation.sound) ? "transcript.empty.silent" : "transcript.empty.text")}
        </EmptyState>
      ) : session === undefined ? null : (
        <TranscriptList
          conversation={conversation}
          segments={session.segments}
          player={player}
          actions={actions}
        />
      )}
    </section>
  );
}
