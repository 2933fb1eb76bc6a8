/** The way to a coding that lies in a file. */
import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { CodedFileDialog } from "./CodedFileDialog.tsx";

export function CodedFileAction({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        leftSection={<IconFileImport size={19} stroke={1.6} aria-hidden="true" />}
        disabled={conversation.hold !== null}
        onClick={() => setOpen(true)}
      >
        {t("codedFile.open")}
      </Button>
      {isOpen ? <CodedFileDialog conversationId={conversation.id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
