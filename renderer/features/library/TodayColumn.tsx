/** What today brings: erasures, what is not written yet, what is being made ready. */
import { List } from "@mantine/core";
import { useFocusReturn } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { KeyDialog } from "../keys/KeyDialog.tsx";
import { WeekPanel } from "../practice/WeekPanel.tsx";
import classes from "./library.module.css";
import { TodayEntry } from "./TodayEntry.tsx";
import { tellingName } from "./tellingName.ts";

export function TodayColumn({ conversations }: { readonly conversations: readonly ConversationSummary[] }) {
  const { t } = useTranslation();
  const today = useRequest("today.list", {});
  const session = useRequest("vault.session", {}).data;
  const format = useFormat();
  const nameOf = (conversation: ConversationSummary) =>
    tellingName(conversation, conversations, (heldOn) => format.date(heldOn, "day"));
  // Stays to its end, although what it was opened for is not there any more by then.
  const [isRenewing, setRenewing] = useState(false);
  useFocusReturn({ opened: isRenewing });
  return (
    <aside className={classes.today} aria-label={t("today.title")}>
      <Panel title={t("today.title")}>
        <ErrorNotice error={today.error} />
        {today.data?.length === 0 && <p className={classes.quiet}>{t("today.nothing")}</p>}
        {today.data !== undefined && today.data.length > 0 && (
          <List spacing={10} className={classes.todayList ?? ""}>
            {today.data.map((item) => {
              const conversationId = "conversationId" in item ? item.conversationId : null;
              const conversation = conversations.find(({ id }) => id === conversationId) ?? null;
              const subject = "consentId" in item ? item.consentId : conversationId;
              return (
                <TodayEntry
                  key={`${item.about}-${subject}-${"category" in item ? item.category : ""}`}
                  item={
                    conversation !== null && "title" in item ? { ...item, title: nameOf(conversation) } : item
                  }
                  conversation={conversation}
                  onNewCode={() => setRenewing(true)}
                />
              );
            })}
          </List>
        )}
        {isRenewing && session ? (
          <KeyDialog deed="renew" session={session} onClose={() => setRenewing(false)} />
        ) : null}
      </Panel>
      <WeekPanel />
    </aside>
  );
}
