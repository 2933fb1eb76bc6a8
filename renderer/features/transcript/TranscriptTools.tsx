/** Above the text: a menu with what is done with the whole of it. */
import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconFileImport, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { beginFind } from "../find/findStore.ts";
import type { OpenDialog } from "../review/AboutDialogs.tsx";
import classes from "./Transcript.module.css";

/** Shown while there is text; before, the empty panel says how to begin. */
export function TranscriptTools(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { conversation, onDialog } = props;
  const { t } = useTranslation();
  const isHeld = conversation.hold !== null;
  return (
    <div className={classes.tools}>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="subtle" rightSection={<IconChevronDown size={16} />}>
            {t("transcript.tools.label")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSearch size={18} />} onClick={() => beginFind(conversation.id)}>
            {t("find.title")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileImport size={18} />}
            disabled={isHeld}
            onClick={() => onDialog("import-transcript")}
          >
            {t("transcript.tools.import")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
