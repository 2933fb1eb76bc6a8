/** A copy for the client: what goes in, in which form, and its making. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClientCopyDocument } from "../../../shared/domain/clientCopy.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { whileWorking } from "../../api/longWork.ts";
import { printDocument } from "../../api/printing.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { WorkDialog } from "../../ui/WorkDialog.tsx";
import type { ConversationDialogProps } from "../erasure/conversationDialog.ts";
import { withSecretBytes } from "../vaults/secretBytes.ts";
import { CopyFields } from "./CopyFields.tsx";
import { CopySheet } from "./CopySheet.tsx";
import { type CopyForm, choiceOf, hasSound } from "./copyForm.ts";
import classes from "./forClient.module.css";
import { type CopyProgress, makeClientCopy, SoundFailed } from "./makeClientCopy.ts";

type Making =
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "working"; readonly progress: CopyProgress }
  | { readonly phase: "printing"; readonly document: ClientCopyDocument }
  | { readonly phase: "saved"; readonly sizeBytes: number }
  | { readonly phase: "printed" };

export function CopyDialog({ conversationId, opened, onClose }: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <WorkDialog opened={opened} title={t("copyForClient.title")} onClose={onClose}>
      {(onWorking) => <Content conversationId={conversationId} onWorking={onWorking} onClose={onClose} />}
    </WorkDialog>
  );
}

function Content(props: {
  readonly conversationId: ConversationId;
  readonly onWorking: (isWorking: boolean) => void;
  readonly onClose: () => void;
}) {
  const { conversationId, onWorking, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const offer = useRequest("clientCopy.offer", { conversationId });
  const conversation = useRequest("conversation.read", { conversationId });
  const [making, setMaking] = useState<Making>({ phase: "choosing", problem: null });
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  useEffect(() => onWorking(making.phase === "working"), [making.phase, onWorking]);

  async function save(form: CopyForm, passphrase: string): Promise<boolean> {
    const suggestedName = t("copyForClient.fileName", { date: conversation.data?.heldOn ?? "" });
    const controller = new AbortController();
    try {
      const target = await call("shell.chooseTarget", { purpose: "client-copy", suggestedName });
      if (target === null) return false;
      work.current = controller;
      const sizeBytes = await withSecretBytes(passphrase, (bytes) =>
        whileWorking(() =>
          makeClientCopy(
            {
              conversationId,
              choice: choiceOf(form),
              sound: hasSound(form),
              listenedThrough: form.listenedThrough,
              targetId: target.targetId,
              passphrase: bytes,
            },
            (progress) => setMaking({ phase: "working", progress }),
            controller.signal,
          ),
        ),
      );
      setMaking({ phase: "saved", sizeBytes });
      return true;
    } catch (problem) {
      setMaking({ phase: "choosing", problem: controller.signal.aborted ? null : problem });
      return false;
    }
  }

  async function print(form: CopyForm) {
    try {
      const document = await call("clientCopy.paper", { conversationId, choice: choiceOf(form) });
      setMaking({ phase: "printing", document });
    } catch (problem) {
      setMaking({ phase: "choosing", problem });
    }
  }

  if (offer.isError) return <ErrorNotice error={offer.error} />;
  if (offer.isPending) return <p>{t("common.loading")}</p>;
  const { phase } = making;
  return (
    <>
      {/* What was chosen stays as it is, should the making fail. */}
      <div hidden={phase === "saved" || phase === "printed"} inert={phase === "working"}>
        <CopyFields
          offer={offer.data}
          language={language}
          isBusy={phase === "working" || phase === "printing"}
          onCancel={onClose}
          onSave={save}
          onPrint={print}
        />
      </div>
      {making.phase === "choosing" ? <Problem problem={making.problem} /> : null}
      {making.phase === "working" ? (
        <div className={classes.work}>
          <ProgressLine
            label={t(making.progress.phase === "making" ? "copyForClient.making" : "copyForClient.checking")}
            share={making.progress.phase === "making" ? making.progress.share : null}
            action={
              <Button size="xs" onClick={() => work.current?.abort()}>
                {t("common.cancel")}
              </Button>
            }
          />
        </div>
      ) : null}
      {making.phase === "printing" ? (
        <Printing
          document={making.document}
          conversationId={conversationId}
          onDone={() => setMaking({ phase: "printed" })}
          onFailed={(problem) => setMaking({ phase: "choosing", problem })}
        />
      ) : null}
      {making.phase === "saved" ? (
        <Done
          title={t("copyForClient.done")}
          text={t("copyForClient.doneText", { size: format.size(making.sizeBytes) })}
          onClose={onClose}
        />
      ) : null}
      {making.phase === "printed" ? (
        <Done title={t("copyForClient.printed")} text={t("copyForClient.printedText")} onClose={onClose} />
      ) : null}
    </>
  );
}

function Problem({ problem }: { readonly problem: unknown }) {
  const { t } = useTranslation();
  if (problem instanceof SoundFailed)
    return (
      <Text role="alert" mt={12} className={classes.warm ?? ""}>
        {t("copyForClient.soundFailed")}
      </Text>
    );
  return (
    <div className={classes.work}>
      <ErrorNotice error={problem} />
    </div>
  );
}

/** The sheet is on the page when it is printed. */
function Printing(props: {
  readonly document: ClientCopyDocument;
  readonly conversationId: ConversationId;
  readonly onDone: () => void;
  readonly onFailed: (problem: unknown) => void;
}) {
  const latest = useRef(props);
  useEffect(() => {
    const { conversationId, onDone, onFailed } = latest.current;
    printDocument({ kind: "for-client", conversationId }).then(onDone, onFailed);
  }, []);
  return <CopySheet document={props.document} />;
}

function Done(props: { readonly title: string; readonly text: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap={16}>
      <Notice tone="good" icon={IconCircleCheck} role="status">
        <Text fw={600}>{props.title}</Text>
        <Text>{props.text}</Text>
      </Notice>
      <Text className={classes.quiet ?? ""}>{t("copyForClient.outside")}</Text>
      <Group justify="flex-end">
        <Button variant="filled" onClick={props.onClose} data-autofocus>
          {t("common.close")}
        </Button>
      </Group>
    </Stack>
  );
}
