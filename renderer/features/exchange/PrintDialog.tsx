/** The text of a conversation on paper, or as a PDF. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { TargetId } from "../../../shared/domain/ids.ts";
import type { PrintedSheet } from "../../../shared/domain/printedSheet.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Made } from "../../ui/Made.tsx";
import { PrintingSheet } from "../../ui/PrintingSheet.tsx";
import { flushAll } from "../frame/flush.ts";
import { OutsideWarning } from "./OutsideWarning.tsx";
import { PartsChoice, type WantedParts } from "./PartsChoice.tsx";
import { TranscriptSheet } from "./TranscriptSheet.tsx";

type Making =
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "printing"; readonly sheet: PrintedSheet; readonly targetId: TargetId | null }
  | { readonly phase: "made"; readonly made: "printed" | "saved" };

/** Open for as long as it is mounted. */
export function PrintDialog(props: {
  readonly conversation: ConversationDetail;
  readonly onClose: () => void;
}) {
  const { conversation, onClose } = props;
  const { t } = useTranslation();
  const [parts, setParts] = useState<WantedParts>({ withSpeakers: true, withTimes: true });
  const [making, setMaking] = useState<Making>({ phase: "choosing", problem: null });
  const isBusy = making.phase === "printing";

  async function make(form: "paper" | "file") {
    try {
      const targetId = form === "file" ? await choosePdf() : null;
      if (targetId === undefined) return;
      await flushAll();
      const sheet = await call("transcript.paper", {
        conversationId: conversation.id,
        form,
        ...parts,
      });
      setMaking({ phase: "printing", sheet, targetId });
    } catch (problem) {
      setMaking({ phase: "choosing", problem });
    }
  }

  /** @returns `undefined` if the person cancelled */
  async function choosePdf(): Promise<TargetId | undefined> {
    const suggestedName = t("exportText.fileName", { date: conversation.heldOn, ending: ".pdf" });
    return (await call("shell.chooseTarget", { purpose: "pdf", suggestedName }))?.targetId;
  }

  return (
    <Modal opened onClose={onClose} title={t("printText.title")} size="lg" closeOnEscape={!isBusy}>
      {making.phase === "made" ? (
        <Made title={t(`printText.${making.made}`)} text={t("printText.made")} onClose={onClose} />
      ) : (
        <Stack gap={20}>
          <Text>{t("printText.text")}</Text>
          <PartsChoice parts={parts} hasTimeChoice disabled={isBusy} isFirst onChange={setParts} />
          <OutsideWarning conversation={conversation} form="paper" />
          <ErrorNotice error={making.phase === "choosing" ? making.problem : null} />
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose} disabled={isBusy}>
              {t("common.cancel")}
            </Button>
            <Button onClick={() => void make("file")} disabled={isBusy}>
              {t("printText.pdf")}
            </Button>
            <Button variant="filled" onClick={() => void make("paper")} loading={isBusy}>
              {t("printText.print")}
            </Button>
          </Group>
        </Stack>
      )}
      {making.phase === "printing" ? (
        <PrintingSheet
          document={{ kind: "transcript", conversationId: conversation.id }}
          targetId={making.targetId}
          onDone={(made) => setMaking({ phase: "made", made })}
          onCancelled={() => setMaking({ phase: "choosing", problem: null })}
          onFailed={(problem) => setMaking({ phase: "choosing", problem })}
        >
          <TranscriptSheet sheet={making.sheet} />
        </PrintingSheet>
      ) : null}
    </Modal>
  );
}
