/** What an archive does not get: the text as it was before, where versions of it were kept. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";

/** Nothing where no version is kept. @param props.when - before it is handed over, or before it is erased here */
export function EarlierVersions(props: {
  readonly conversation: Pick<ConversationDetail, "id" | "hold">;
  readonly when: "before" | "erasing";
}) {
  const { conversation, when } = props;
  const { t } = useTranslation();
  const count = useRequest("version.list", { conversationId: conversation.id }).data?.length ?? 0;
  if (count === 0) return null;
  const advice =
    conversation.hold !== null
      ? t("handOver.versions.held")
      : when === "before"
        ? t("handOver.versions.instead")
        : null;
  return (
    <Text>
      {t(`handOver.versions.${when}`, { count })} {advice}
    </Text>
  );
}
