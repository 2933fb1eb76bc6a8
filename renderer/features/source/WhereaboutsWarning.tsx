/** A sentence for those who erase here: the sound may still be where it came from. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { originWord } from "./originWord.ts";

/** Shows nothing where everything has been gone through; where several came from one kind of place, that is said once. */
export function WhereaboutsWarning(props: { readonly conversationIds: readonly ConversationId[] }) {
  const { t } = useTranslation();
  const today = useRequest("today.list", {}).data ?? [];
  const words = today.flatMap((item) =>
    item.about === "sound-elsewhere" && props.conversationIds.includes(item.conversationId)
      ? [originWord(item.origin)]
      : [],
  );
  return [...new Set(words)].map((word) => (
    <Text key={word} c="var(--color-warm)">
      {t(`whereabouts.warning.${word}`)}
    </Text>
  ));
}
