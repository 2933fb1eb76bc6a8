/** Asks once who led a role play or an exercise that one has coded: figures over time are of one's own practice alone. */
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodingHead } from "../../../shared/domain/coding.ts";
import { type ConversationDetail, isAskedWhoLed } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import classes from "./practice.module.css";

/** Nothing where it is known from the start, where nothing would be kept anyway, or under a hold. */
export function WhoLed(props: {
  readonly conversation: Pick<ConversationDetail, "id" | "kind" | "isExample" | "hold" | "ownPractice">;
  readonly coding: Pick<CodingHead, "coder" | "expiresAt">;
}) {
  const { conversation, coding } = props;
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const update = useChange("conversation.update");
  const { id: conversationId, hold, ownPractice } = conversation;
  const isOwn = coding.coder.kind === "owner" && coding.expiresAt === null;
  if (!isAskedWhoLed(conversation) || !isOwn || hold !== null) return null;
  const say = (answer: boolean) =>
    update.mutate({ conversationId, ownPractice: answer }, { onSuccess: () => setAsking(false) });
  if (ownPractice !== null && !isAsking) {
    return (
      <Group gap={8}>
        <span className={classes.quiet} role="status">
          {t(ownPractice ? "practice.whoLed.mine" : "practice.whoLed.others")}
        </span>
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
          {t("practice.whoLed.change")}
        </Button>
      </Group>
    );
  }
  return (
    <section aria-label={t("practice.whoLed.asks")}>
      <strong>{t("practice.whoLed.asks")}</strong>
      <p className={classes.quiet}>{t("practice.whoLed.why")}</p>
      <ErrorNotice error={update.error} />
      <Group gap={8} mt={8}>
        <Button size="xs" loading={update.isPending} onClick={() => say(true)}>
          {t("practice.whoLed.yes")}
        </Button>
        <Button size="xs" loading={update.isPending} onClick={() => say(false)}>
          {t("practice.whoLed.no")}
        </Button>
      </Group>
    </section>
  );
}
