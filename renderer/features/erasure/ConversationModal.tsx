/** A dialog about one conversation: reads it when it opens, and starts anew each time. */
import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";

/** @param props.children - mounted once the conversation has been read; unmounted on closing */
export function ConversationModal(
  props: ConversationDialogProps & {
    readonly title: string;
    /** It closes by its buttons only: what is shown is shown this once. */
    readonly isShownOnce?: boolean;
    readonly children: (conversation: ConversationDetail) => ReactNode;
  },
) {
  const { conversationId, opened, onClose, title, isShownOnce = false, children } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnEscape={!isShownOnce}
      closeOnClickOutside={!isShownOnce}
    >
      <Content conversationId={conversationId}>{children}</Content>
    </Modal>
  );
}

function Content(props: {
  readonly conversationId: ConversationDialogProps["conversationId"];
  readonly children: (conversation: ConversationDetail) => ReactNode;
}) {
  const { t } = useTranslation();
  const conversation = useRequest("conversation.read", { conversationId: props.conversationId });
  if (conversation.isError) return <ErrorNotice error={conversation.error} />;
  if (conversation.isPending) return <p>{t("common.loading")}</p>;
  return <FromFirstField>{props.children(conversation.data)}</FromFirstField>;
}

/** Fields that come after the dialog has opened: the focus goes from its closing button to the first of them. */
export function FromFirstField({ children }: { readonly children: ReactNode }) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = fields.current?.querySelector<HTMLElement>("input:not(:disabled), textarea:not(:disabled)");
    first?.focus();
  }, []);
  return <div ref={fields}>{children}</div>;
}
