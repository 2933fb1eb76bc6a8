/** Hand over to an archive: write and check, see the receipt, and erase here when the archive has it. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Receipt } from "../../../shared/domain/handOverReceipt.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { WorkDialog } from "../../ui/WorkDialog.tsx";
import type { ConversationDialogProps } from "../erasure/conversationDialog.ts";
import { isTypedAs } from "../erasure/typedName.ts";
import { EarlierVersions } from "./EarlierVersions.tsx";
import classes from "./handOver.module.css";
import { ReceiptView } from "./ReceiptView.tsx";

interface Progress {
  readonly phase: "writing" | "verifying";
  readonly share: number;
}

type Step =
  | { readonly step: "begin"; readonly problem: unknown }
  | { readonly step: "working"; readonly progress: Progress }
  | { readonly step: "receipt"; readonly number: number }
  | { readonly step: "erased"; readonly number: number };

export function HandOverDialog({ conversationId, opened, onClose }: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <WorkDialog opened={opened} title={t("handOver.title")} onClose={onClose}>
      {(onWorking) => <Content conversationId={conversationId} onWorking={onWorking} onClose={onClose} />}
    </WorkDialog>
  );
}

function Content(props: {
  readonly conversationId: ConversationDetail["id"];
  readonly onWorking: (isWorking: boolean) => void;
  readonly onClose: () => void;
}) {
  const { conversationId, onWorking, onClose } = props;
  const { t } = useTranslation();
  const conversation = useRequest("conversation.read", { conversationId });
  const receipts = useRequest("handOver.receipts", { conversationId });
  const [step, setStep] = useState<Step>({ step: "begin", problem: null });
  useEffect(() => onWorking(step.step === "working"), [step.step, onWorking]);
  useEffect(
    () =>
      onEvent("handOver.progress", ({ conversationId: id, phase, doneBytes, totalBytes }) => {
        if (id !== conversationId) return;
        const share = totalBytes === 0 ? 1 : doneBytes / totalBytes;
        setStep((now) => (now.step === "working" ? { step: "working", progress: { phase, share } } : now));
      }),
    [conversationId],
  );

  async function write(receivedBy: string, reference: string, heldOn: string) {
    try {
      const suggestedName = t("handOver.fileName", { date: heldOn });
      const target = await call("shell.chooseTarget", { purpose: "archive", suggestedName });
      if (target === null) return;
      setStep({ step: "working", progress: { phase: "writing", share: 0 } });
      const { targetId } = target;
      const made = await call("handOver.export", { conversationId, targetId, receivedBy, reference });
      setStep({ step: "receipt", number: made.receiptNumber });
    } catch (problem) {
      setStep({ step: "begin", problem });
    }
  }

  if (conversation.isError) return <ErrorNotice error={conversation.error} />;
  if (conversation.data === undefined || receipts.data === undefined) return <p>{t("common.loading")}</p>;
  switch (step.step) {
    case "begin":
      return (
        <Begin
          conversation={conversation.data}
          earlier={receipts.data.find(({ canEraseHere }) => canEraseHere)}
          problem={step.problem}
          onWrite={write}
          onReceipt={(number) => setStep({ step: "receipt", number })}
          onClose={onClose}
        />
      );
    case "working":
      return (
        <ProgressLine
          label={t(`handOver.${step.progress.phase}`)}
          share={step.progress.share}
          action={
            <Button size="xs" onClick={() => void call("handOver.cancel", { conversationId })}>
              {t("common.cancel")}
            </Button>
          }
        />
      );
    case "receipt":
      return (
        <AfterExport
          conversation={conversation.data}
          receiptNumber={step.number}
          onErased={() => setStep({ step: "erased", number: step.number })}
          onClose={onClose}
        />
      );
    case "erased":
      return (
        <Stack gap={16}>
          <Good>{t("handOver.erased")}</Good>
          <ReceiptView number={step.number} conversationId={conversationId} />
          <Group justify="flex-end">
            <Button variant="filled" onClick={onClose}>
              {t("common.close")}
            </Button>
          </Group>
        </Stack>
      );
  }
}

function Begin(props: {
  readonly conversation: ConversationDetail;
  /** A receipt of what the conversation still is. */
  readonly earlier: Receipt | undefined;
  readonly problem: unknown;
  readonly onWrite: (receivedBy: string, reference: string, heldOn: string) => Promise<void>;
  readonly onReceipt: (number: number) => void;
  readonly onClose: () => void;
}) {
  const { conversation, earlier, problem, onWrite, onReceipt, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [receivedBy, setReceivedBy] = useState("");
  const [reference, setReference] = useState("");
  if (conversation.present.length === 0) return <Text>{t("handOver.nothing")}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onWrite(receivedBy, reference, conversation.heldOn);
      }}
    >
      <Stack gap={16}>
        {earlier === undefined ? null : (
          <Notice tone="good" icon={IconCircleCheck}>
            <Text>
              {t("handOver.before", {
                date: format.date(earlier.issuedAt, "dayLong"),
                number: earlier.number,
              })}
            </Text>
            <Button size="xs" mt={8} onClick={() => onReceipt(earlier.number)}>
              {t("handOver.eraseTitle")}
            </Button>
          </Notice>
        )}
        <Text>{t("handOver.explanation")}</Text>
        <EarlierVersions conversation={conversation} when="before" />
        <Notice tone="warm" icon={IconAlertTriangle}>
          <Text>{t("handOver.notEncrypted")}</Text>
        </Notice>
        {conversation.hold === null ? null : (
          <Text>{t("handOver.held", { date: format.date(conversation.hold.until, "dayLong") })}</Text>
        )}
        <TextInput
          label={t("handOver.receivedBy")}
          description={t("handOver.receivedByText")}
          value={receivedBy}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setReceivedBy(event.currentTarget.value)}
        />
        <TextInput
          label={t("handOver.reference")}
          description={t("handOver.referenceText")}
          value={reference}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <ErrorNotice error={problem} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled">
            {t(earlier === undefined ? "handOver.export" : "handOver.exportAgain")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AfterExport(props: {
  readonly conversation: ConversationDetail;
  readonly receiptNumber: number;
  readonly onErased: () => void;
  readonly onClose: () => void;
}) {
  const { conversation, receiptNumber, onErased, onClose } = props;
  const { id: conversationId, title } = conversation;
  const { t } = useTranslation();
  const erase = useChange("handOver.erase");
  const [typed, setTyped] = useState("");
  const mayErase = isTypedAs(typed, title);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayErase)
          erase.mutate({ conversationId, receiptNumber, typedTitle: typed }, { onSuccess: onErased });
      }}
    >
      <Stack gap={16}>
        <Good>
          {t("handOver.done", { number: receiptNumber })} {t("handOver.nothingErased")}
        </Good>
        <ReceiptView number={receiptNumber} conversationId={conversationId} />
        <div>
          <h3 className={classes.heading}>{t("handOver.eraseTitle")}</h3>
          <Text>{t("handOver.eraseText")}</Text>
          <EarlierVersions conversation={conversation} when="erasing" />
        </div>
        <TextInput
          label={t("handOver.type", { title })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ErrorNotice error={erase.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("handOver.later")}</Button>
          <Button
            type="submit"
            variant="filled"
            color="danger"
            disabled={!mayErase}
            loading={erase.isPending}
          >
            {t("handOver.erase")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Good({ children }: { readonly children: React.ReactNode }) {
  return (
    <Notice tone="good" icon={IconCircleCheck} role="status">
      <Text>{children}</Text>
    </Notice>
  );
}
