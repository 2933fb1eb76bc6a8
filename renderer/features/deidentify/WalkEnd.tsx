/** After the last word: the person says that the whole text was gone through, and may have the replaced words forgotten. */
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./deidentify.module.css";
import { confirmWalk, forgetOriginals } from "./walkDeeds.ts";

export function WalkEnd(props: {
  readonly conversation: ConversationDetail;
  readonly openCount: number;
  readonly wordCount: number;
  /** How many words could still be put back. */
  readonly replacedCount: number;
  readonly onOpenWords: () => void;
  readonly onClose: () => void;
}) {
  const { conversation, openCount, wordCount, replacedCount, onOpenWords, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const { deidentifiedAt } = conversation;
  const confirm = () => {
    setBusy(true);
    setProblem(null);
    confirmWalk(conversation.id)
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <Stack gap={14} className={classes.card}>
      <h2 className={classes.endTitle}>
        {deidentifiedAt !== null
          ? t("deidentify.end.done", { date: format.date(deidentifiedAt, "dayLong") })
          : openCount > 0
            ? t("deidentify.end.open", { count: openCount })
            : t(wordCount === 0 ? "deidentify.end.nothing" : "deidentify.end.all")}
      </h2>
      <p>{t("deidentify.end.read")}</p>
      <p className={classes.quiet}>{t("deidentify.end.notes")}</p>
      <ErrorNotice error={problem} />
      <Group gap={8}>
        {deidentifiedAt !== null ? (
          <Button variant="filled" onClick={onClose}>
            {t("common.close")}
          </Button>
        ) : openCount > 0 ? (
          <Button variant="filled" onClick={onOpenWords}>
            {t("deidentify.end.goToOpen")}
          </Button>
        ) : (
          <Button variant="filled" loading={isBusy} onClick={confirm}>
            {t("deidentify.end.confirm")}
          </Button>
        )}
      </Group>
      {replacedCount === 0 ? null : (
        <section className={classes.forget}>
          <h3>{t("deidentify.forget.title")}</h3>
          <p className={classes.quiet}>{t("deidentify.forget.kept", { count: replacedCount })}</p>
          <Button size="xs" onClick={() => setForgetting(true)}>
            {t("deidentify.forget.open")}
          </Button>
        </section>
      )}
      <ConfirmDialog
        opened={isForgetting}
        title={t("deidentify.forget.title")}
        confirmLabel={t("deidentify.forget.confirm")}
        cancelLabel={t("deidentify.forget.keep")}
        tone="danger"
        onConfirm={() => forgetOriginals(conversation.id)}
        onClose={() => setForgetting(false)}
      >
        <p>{t("deidentify.forget.text")}</p>
      </ConfirmDialog>
    </Stack>
  );
}
