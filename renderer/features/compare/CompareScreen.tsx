/** Codings of one conversation beside each other: first of all, where they differ. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest, useRequestOfEach } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { openScreen } from "../frame/route.ts";
import { OpenComparison } from "./OpenComparison.tsx";

export function CompareScreen(props: {
  readonly conversationId: ConversationId;
  /** Two or more, in the order in which they were begun. */
  readonly codingIds: readonly CodingId[];
}) {
  const { conversationId, codingIds } = props;
  const { t } = useTranslation();
  const conversation = useRequest("conversation.read", { conversationId });
  const transcript = useRequest("transcript.read", { conversationId });
  const read = useRequestOfEach(
    "coding.read",
    codingIds.map((codingId) => ({ codingId })),
  );
  const codings = read.flatMap(({ data }) => data ?? []);
  const [first] = codings;
  const scheme = useRequest(
    "scheme.read",
    { schemeId: first?.schemeId ?? "none", version: first?.schemeVersion ?? 1 },
    { enabled: first !== undefined },
  );
  const error = [conversation, transcript, ...read, scheme].find((answer) => answer.error !== null)?.error;
  const isRead = codings.length === codingIds.length && error === undefined;
  if (
    isRead &&
    conversation.data !== undefined &&
    transcript.data !== undefined &&
    scheme.data !== undefined
  ) {
    return (
      <OpenComparison
        conversation={conversation.data}
        segments={transcript.data.segments}
        scheme={scheme.data}
        codings={codings}
      />
    );
  }
  return (
    <Page narrow>
      <h1 className="visually-hidden">{t("compare.title")}</h1>
      {error == null ? (
        <p>{t("common.loading")}</p>
      ) : (
        <>
          <ErrorNotice error={error} />
          <Button mt={12} onClick={() => openScreen({ screen: "review", conversationId, tab: "codings" })}>
            {t("compare.back")}
          </Button>
        </>
      )}
    </Page>
  );
}
