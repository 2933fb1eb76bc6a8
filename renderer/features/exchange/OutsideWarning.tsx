/** What to mind before the text leaves the vault. */
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { CopyForm } from "../../../shared/domain/outsideCopy.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useReview } from "../review/reviewStore.ts";

export function OutsideWarning(props: {
  readonly conversation: ConversationDetail;
  readonly form: CopyForm;
}) {
  const { conversation, form } = props;
  const { t } = useTranslation();
  const unreviewed = useReview(
    ({ transcripts }) =>
      transcripts[conversation.id]?.segments.filter(({ isUnreviewed }) => isUnreviewed === true).length ?? 0,
  );
  return (
    <Notice tone="warm" icon={IconAlertTriangle}>
      <Text>{t(form === "file" ? "exportText.outside" : "exportText.paperOutside")}</Text>
      {conversation.deidentified === "done" ? null : <Text mt={6}>{t("exportText.notDeidentified")}</Text>}
      {unreviewed > 0 ? <Text mt={6}>{t("exportText.unreviewed", { count: unreviewed })}</Text> : null}
    </Notice>
  );
}
