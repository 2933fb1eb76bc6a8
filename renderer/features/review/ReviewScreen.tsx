/** The review of one conversation: waveform, transport, transcript, notes. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { openScreen } from "../frame/route.ts";
import { OpenReview } from "./OpenReview.tsx";
import type { ReviewTab } from "./reviewStore.ts";

/**
 * @param props.atMs - seeks to this position at the beginning; else it goes on where one left off
 * @param props.find - what is looked for in the text
 * @param props.tab - what the panel beside the text shows first; else the notes
 */
export function ReviewScreen(props: {
  readonly conversationId: ConversationId;
  readonly atMs?: number;
  readonly find?: string;
  readonly tab?: ReviewTab;
}) {
  const { t } = useTranslation();
  const { conversationId, atMs, find, tab } = props;
  const conversation = useRequest("conversation.read", { conversationId });
  const isGone = conversation.error?.error.code === "conversation.not-found";
  if (conversation.data !== undefined && !isGone) {
    return (
      <OpenReview key={conversationId} conversation={conversation.data} atMs={atMs} find={find} tab={tab} />
    );
  }
  return (
    <Page narrow>
      <h1 className="visually-hidden">{t("review.title")}</h1>
      {conversation.error === null ? (
        <p>{t("common.loading")}</p>
      ) : (
        <ErrorNotice
          error={conversation.error}
          {...(isGone ? {} : { onRetry: () => void conversation.refetch() })}
        />
      )}
      {isGone ? (
        <Button mt={12} onClick={() => openScreen({ screen: "library" })}>
          {t("review.back")}
        </Button>
      ) : null}
    </Page>
  );
}
