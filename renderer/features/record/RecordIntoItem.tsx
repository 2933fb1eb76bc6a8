/** The line of a menu that records into a conversation that has no sound yet. */
import { Menu } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import { canRecordInto } from "./canRecordInto.ts";
import { openRecord } from "./openRecord.ts";

/** Nothing where there is or was sound, and for what is published. */
export function RecordIntoItem({ conversation }: { readonly conversation: ConversationSummary }) {
  const { t } = useTranslation();
  if (!canRecordInto(conversation)) return null;
  return (
    <Menu.Item
      leftSection={<IconMicrophone size={18} stroke={1.6} />}
      onClick={() => openRecord({ kind: "existing", conversationId: conversation.id })}
    >
      {t("record.into")}
    </Menu.Item>
  );
}
