/** To the client: listen together, or a copy. */
import { Modal, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconEar, IconFileExport } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConversationModal } from "../erasure/ConversationModal.tsx";
import type { ConversationDialogProps } from "../erasure/conversationDialog.ts";
import { CopyDialog } from "./CopyDialog.tsx";
import classes from "./forClient.module.css";
import { ListenTogether } from "./ListenTogether.tsx";

/** Each opening begins with the choice. */
export function ForClientDialog({ conversationId, opened, onClose }: ConversationDialogProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<"choosing" | "together" | "copy">("choosing");
  const close = () => {
    setWay("choosing");
    onClose();
  };
  return (
    <>
      <ConversationModal
        conversationId={conversationId}
        opened={opened && way === "choosing"}
        onClose={close}
        title={t("forClient.title")}
      >
        {() => (
          <Stack gap={12}>
            <Text>{t("forClient.explanation")}</Text>
            <Way
              icon={<IconEar size={22} stroke={1.6} />}
              title={t("forClient.together.title")}
              text={t("forClient.together.text")}
              onChoose={() => setWay("together")}
            />
            <Way
              icon={<IconFileExport size={22} stroke={1.6} />}
              title={t("forClient.copy.title")}
              text={t("forClient.copy.text")}
              onChoose={() => setWay("copy")}
            />
          </Stack>
        )}
      </ConversationModal>
      <CopyDialog conversationId={conversationId} opened={opened && way === "copy"} onClose={close} />
      <Modal
        fullScreen
        opened={opened && way === "together"}
        onClose={close}
        withCloseButton={false}
        padding={0}
        aria-label={t("forClient.together.title")}
      >
        <ListenTogether conversationId={conversationId} onLeave={close} />
      </Modal>
    </>
  );
}

function Way(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly onChoose: () => void;
}) {
  return (
    <UnstyledButton className={classes.way ?? ""} onClick={props.onChoose}>
      <span className={classes.wayIcon} aria-hidden="true">
        {props.icon}
      </span>
      <span>
        <span className={classes.wayTitle}>{props.title}</span>
        <span className={classes.wayText}>{props.text}</span>
      </span>
    </UnstyledButton>
  );
}
