/** What can be done with a conversation from its row. */
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArchive,
  IconDotsVertical,
  IconFileCheck,
  IconFolderOpen,
  IconHandStop,
  IconHourglass,
  IconTrash,
  IconUserShare,
  IconUserX,
} from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { openScreen } from "../frame/route.ts";
import { RecordIntoItem } from "../record/RecordIntoItem.tsx";
import { isBlank } from "./conversationClocks.ts";
import classes from "./library.module.css";

const icon = { size: 18, stroke: 1.6 } as const;

/**
 * What does not apply to the conversation is not shown.
 *
 * @param props.onAsk - given the button too, to which the focus returns when the dialog is closed
 */
export function ConversationMenu(props: {
  readonly conversation: ConversationSummary;
  readonly onAsk: (deed: ConversationDeed, trigger: HTMLElement | null) => void;
  readonly onDiscard: (conversationId: ConversationId) => void;
}) {
  const { conversation } = props;
  const trigger = useRef<HTMLButtonElement>(null);
  const onAsk = (deed: ConversationDeed) => props.onAsk(deed, trigger.current);
  const { id: conversationId, title, kind, consent, present } = conversation;
  const { t } = useTranslation();
  const isKept = present.length > 0;
  const canWithdraw = consent !== null && consent.withdrawnAt === null;
  const canDiscard = isBlank(conversation);
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          ref={trigger}
          className={classes.menu ?? ""}
          aria-label={t("library.menu.label", { title })}
        >
          <IconDotsVertical {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFolderOpen {...icon} />}
          onClick={() => openScreen({ screen: "review", conversationId })}
        >
          {t("library.menu.open")}
        </Menu.Item>
        <RecordIntoItem conversation={conversation} />
        <Menu.Item leftSection={<IconFileCheck {...icon} />} onClick={() => onAsk("permission")}>
          {t("library.menu.permission")}
        </Menu.Item>
        {isKept && kind !== "published" && (
          <Menu.Item leftSection={<IconHourglass {...icon} />} onClick={() => onAsk("retention")}>
            {t("library.menu.retention")}
          </Menu.Item>
        )}
        {isKept && kind === "client" && (
          <Menu.Item leftSection={<IconHandStop {...icon} />} onClick={() => onAsk("hold")}>
            {t("library.menu.hold")}
          </Menu.Item>
        )}
        {isKept && kind === "client" && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUserShare {...icon} />} onClick={() => onAsk("client")}>
              {t("library.menu.client")}
            </Menu.Item>
            <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => onAsk("hand-over")}>
              {t("library.menu.handOver")}
            </Menu.Item>
          </>
        )}
        {(isKept || canDiscard || canWithdraw) && <Menu.Divider />}
        {isKept && (
          <Menu.Item
            className={classes.danger ?? ""}
            leftSection={<IconTrash {...icon} />}
            onClick={() => onAsk("erase")}
          >
            {t("library.menu.erase")}
          </Menu.Item>
        )}
        {canDiscard && (
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => props.onDiscard(conversationId)}>
            {t("library.menu.discard")}
          </Menu.Item>
        )}
        {canWithdraw && (
          <Menu.Item
            className={classes.danger ?? ""}
            leftSection={<IconUserX {...icon} />}
            onClick={() => onAsk("withdraw")}
          >
            {t("library.menu.withdraw")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
