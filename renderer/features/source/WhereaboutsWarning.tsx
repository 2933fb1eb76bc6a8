/** A sentence for those who erase here: the sound may still be where it came from. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { isSettled } from "../../../shared/domain/whereabouts.ts";
import { useRequest } from "../../api/useRequest.ts";
import { originWord } from "./originWord.ts";

/** Shows nothing where everything has been gone through. */
export function WhereaboutsWarning({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const whereabouts = useRequest("whereabouts.read", { conversationId }).data;
  if (whereabouts == null || isSettled(whereabouts)) return null;
  return <Text c="var(--color-warm)">{t(`whereabouts.warning.${originWord(whereabouts.origin)}`)}</Text>;
}
