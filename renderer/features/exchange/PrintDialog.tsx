/** The text of a conversation on paper, or as a PDF. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { TargetId } from "../../../shared/domain/ids.ts";
import type { PrintedSheet } from "../../../shared/domain/printedSheet.ts";
import { call } from "../../api/call.ts";
import { printDocument } from "../../api/printing.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
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
        <Stack gap={16}>
          <Notice tone="good" icon={IconCircleCheck} role="status">
            <Text fw={600}>{t(`printText.${making.made}`)}</Text>
            <Text>{t("printText.made")}</Text>
          </Notice>
          <Group justify="flex-end">
            <Button variant="filled" onClick={onClose} autoFocus>
              {t("common.close")}
            </Button>
          </Group>
        </Stack>
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
        <Printing
          conversation={conversation}
          sheet={making.sheet}
          targetId={making.targetId}
          onDone={(made) => setMaking({ phase: "made", made })}
          onCancelled={() => setMaking({ phase: "choosing", problem: null })}
          onFailed={(problem) => setMaking({ phase: "choosing", problem })}
        />
      ) : null}
    </Modal>
  );
}

interface PrintingProps {
  readonly conversation: ConversationDetail;
  readonly sheet: PrintedSheet;
  /** Where a PDF goes; `null` for the printer. */
  readonly targetId: TargetId | null;
  readonly onDone: (made: "printed" | "saved") => void;
  readonly onCancelled: () => void;
  readonly onFailed: (problem: unknown) => void;
}

/** The sheet is on the page when it is printed. */
function Printing(props: PrintingProps) {
  const latest = useRef(props);
  useEffect(() => {
    const { onDone, onCancelled, onFailed } = latest.current;
    sendSheet(latest.current).then(
      (outcome) => (outcome === "cancelled" ? onCancelled() : onDone(outcome)),
      onFailed,
    );
  }, []);
  return <TranscriptSheet sheet={props.sheet} />;
}

async function sendSheet({
  conversation,
  targetId,
}: PrintingProps): Promise<"printed" | "saved" | "cancelled"> {
  const document = { kind: "transcript", conversationId: conversation.id } as const;
  if (targetId === null) return printDocument(document);
  await call("shell.savePdf", { document, targetId });
  return "saved";
}
