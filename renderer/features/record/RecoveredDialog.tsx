/** After unlocking: a recording was cut off, and what is there of it. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { RecoveredRecording } from "../../../shared/domain/recording.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { EraseDialog } from "../erasure/EraseDialog.tsx";
import { openScreen } from "../frame/route.ts";

/** Put off until the next unlock; a recording in between does not ask again. */
const usePutOff = create<readonly RecordingId[]>()(() => []);

/** One at a time, oldest first; what is put off is told of again by "Today". */
export function RecoveredDialog() {
  const { t } = useTranslation();
  const recovered = useRequest("recording.recovered", {});
  const seen = useChange("recording.seen");
  const later = usePutOff();
  const [erasing, setErasing] = useState<RecoveredRecording | null>(null);
  const next = recovered.data?.find(({ recordingId }) => !later.includes(recordingId));
  const putOff = ({ recordingId }: RecoveredRecording) => usePutOff.setState([...later, recordingId], true);

  async function open(recording: RecoveredRecording) {
    putOff(recording);
    await seen.mutateAsync({ recordingId: recording.recordingId }).catch(() => undefined);
    openScreen({ screen: "review", conversationId: recording.conversationId });
  }

  return (
    <>
      {next === undefined ? null : (
        <Modal opened={erasing === null} onClose={() => putOff(next)} title={t("record.recovered.title")}>
          <Stack gap={16}>
            <p>
              <WhatIsLeft recording={next} />
            </p>
            {next.outcome === "whole" ? <p>{t("record.recovered.lost")}</p> : null}
            <ErrorNotice error={seen.error} />
            <Group justify="flex-end" gap={8}>
              {next.outcome === "whole" ? (
                <Button variant="subtle" color="danger" mr="auto" onClick={() => setErasing(next)}>
                  {t("record.recovered.erase")}
                </Button>
              ) : null}
              <Button onClick={() => putOff(next)}>{t("record.recovered.later")}</Button>
              {next.outcome === "whole" ? (
                <Button variant="filled" data-autofocus onClick={() => void open(next)}>
                  {t("record.recovered.open")}
                </Button>
              ) : null}
            </Group>
          </Stack>
        </Modal>
      )}
      {erasing === null ? null : (
        <EraseDialog
          conversationId={erasing.conversationId}
          opened
          onClose={() => {
            setErasing(null);
            void recovered.refetch();
          }}
        />
      )}
    </>
  );
}

function WhatIsLeft({ recording }: { readonly recording: RecoveredRecording }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outcome, durationMs, bookmarks, beganAt } = recording;
  const when = format.instant(beganAt);
  if (outcome !== "whole" || durationMs === null) {
    return t(`record.recovered.${outcome === "whole" ? "damaged" : outcome}`, { when });
  }
  const position = format.position(durationMs);
  return bookmarks === 0
    ? t("record.recovered.kept", { when, position })
    : t("record.recovered.keptWithBookmarks", { when, position, count: bookmarks });
}
