/** The codings of a conversation, the last begun first, and the way to a new one. */
import { Button } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFocusWhenLost } from "../../ui/useFocusWhenLost.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { CodedFileAction } from "../codedFile/CodedFileAction.tsx";
import { CompareAction } from "../compare/CompareAction.tsx";
import { BeginDialog } from "./BeginDialog.tsx";
import { CodingItem } from "./CodingItem.tsx";
import classes from "./CodingsTab.module.css";

export function CodingsTab({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isBeginning, setBeginning] = useState(false);
  const { id: conversationId } = conversation;
  const { erasedAt } = conversation.clocks.notes;
  const codings = useRequest("coding.list", { conversationId }, { anew: true });
  const list = useFocusWhenLost<HTMLUListElement>(codings.data?.length ?? 0);
  if (erasedAt !== null) {
    return (
      <p className={classes.quiet}>{t("coding.list.erased", { date: format.date(erasedAt, "dayLong") })}</p>
    );
  }
  const all = codings.data ?? [];
  return (
    <>
      <ErrorNotice error={codings.error} onRetry={() => void codings.refetch()} />
      {codings.data?.length === 0 ? <p className={classes.quiet}>{t("coding.list.none")}</p> : null}
      <ul ref={list} tabIndex={-1} className={classes.codings} aria-label={t("coding.list.label")}>
        {all.map((coding) => (
          <li key={coding.id}>
            <CodingItem coding={coding} all={all} />
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <CompareAction conversationId={conversationId} codings={all} />
        <CodedFileAction conversation={conversation} />
        <Button
          variant="filled"
          leftSection={<IconTags size={19} stroke={1.6} aria-hidden="true" />}
          disabled={conversation.hold !== null}
          onClick={() => setBeginning(true)}
        >
          {t("coding.begin.open")}
        </Button>
      </div>
      <BeginDialog conversation={conversation} opened={isBeginning} onClose={() => setBeginning(false)} />
    </>
  );
}
