/** Empty rows wherever somebody speaks and there are none yet: Lyhörd listens, the person writes. */
import { Button, Group, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import { insertedRows, speechRows, stretchesWithoutRows } from "../../../shared/domain/speechRows.ts";
import { whileWorking } from "../../api/longWork.ts";
import { findSpeech } from "../../audio/speech/findSpeech.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { WorkDialog } from "../../ui/WorkDialog.tsx";
import { useReview } from "../review/reviewStore.ts";
import { editInOneStep } from "./undoStep.ts";
import { useCalled } from "./useCalled.ts";

interface PrepareRowsProps {
  readonly conversation: ConversationDetail;
  readonly onClose: () => void;
}

export function PrepareRowsDialog({ opened, ...props }: PrepareRowsProps & { readonly opened: boolean }) {
  const { t } = useTranslation();
  return (
    <WorkDialog opened={opened} onClose={props.onClose} title={t("prepareRows.title")}>
      {(onWorking) => <PrepareRows {...props} onWorking={onWorking} />}
    </WorkDialog>
  );
}

/** Mounted anew each time the dialog opens; leaving it ends the listening. */
function PrepareRows(props: PrepareRowsProps & { readonly onWorking: (isWorking: boolean) => void }) {
  const { conversation, onClose, onWorking } = props;
  const { id: conversationId, recorded } = conversation;
  const { t } = useTranslation();
  const { words, names } = useCalled(conversationId);
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const firstChannel = recorded?.firstChannel ?? null;

  const work = useMutation<number>({
    mutationFn: () => {
      const controller = new AbortController();
      running.current = controller;
      return whileWorking(() => prepare(controller.signal));
    },
    onMutate: () => {
      setShare(null);
      onWorking(true);
    },
    onSettled: () => onWorking(false),
  });

  async function prepare(signal: AbortSignal): Promise<number> {
    const segments = () => useReview.getState().transcripts[conversationId]?.segments ?? [];
    const stretches = stretchesWithoutRows(segments(), soundLengthMs(conversation.sound) ?? 0);
    const heard = stretches.length === 0 ? [] : await findSpeech(conversationId, stretches, setShare, signal);
    const rows = heard.flatMap((stretch) => speechRows(stretch, firstChannel));
    const edits = insertedRows(segments(), rows, () => crypto.randomUUID() as SegmentId);
    if (edits.length === 0) return 0;
    const takeBack = editInOneStep(conversationId, edits);
    onClose();
    showUndoToast(t("prepareRows.done", { count: edits.length }), t("common.undo"), takeBack);
    return edits.length;
  }

  const isNothingHeard = work.data === 0;
  return (
    <Stack gap={16}>
      <p>{t("prepareRows.text")}</p>
      <p>
        {firstChannel === null
          ? t("prepareRows.byHand", { practitioner: names.practitioner ?? words.practitioner.name })
          : t("prepareRows.bySound")}
      </p>
      {work.isPending ? (
        <ProgressLine
          label={t("prepareRows.listening")}
          share={share}
          action={
            <Button
              size="xs"
              onClick={() => {
                running.current?.abort();
                onClose();
              }}
            >
              {t("common.cancel")}
            </Button>
          }
        />
      ) : (
        <>
          {isNothingHeard ? <p role="status">{t("prepareRows.none")}</p> : null}
          <ErrorNotice error={running.current?.signal.aborted ? null : work.error} />
          <Group gap={8} justify="flex-end">
            <Button onClick={onClose}>{t(isNothingHeard ? "common.close" : "common.cancel")}</Button>
            {isNothingHeard ? null : (
              <Button variant="filled" onClick={() => work.mutate()}>
                {t("prepareRows.begin")}
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
