/** Above the text: a menu with what is done with the whole of it. */
import { Button, Menu } from "@mantine/core";
import {
  IconChevronDown,
  IconFileExport,
  IconFileImport,
  IconHistory,
  IconPrinter,
  IconSearch,
  IconUserOff,
  IconUsers,
  IconWaveSine,
} from "@tabler/icons-react";
import { memo, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { soughtWords, useSoughtWords } from "../deidentify/soughtWords.ts";
import { beginFind } from "../find/findStore.ts";
import type { OpenDialog } from "../review/AboutDialogs.tsx";
import classes from "./Transcript.module.css";

/** Shown while there is text; before, the empty panel says how to begin. No letter that is typed below changes it. */
export const TranscriptTools = memo(function TranscriptTools(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { conversation, onDialog } = props;
  const { t } = useTranslation();
  const isHeld = conversation.hold !== null;
  const tools = useRef<HTMLDivElement>(null);
  const marked = useMarkedWords(tools);
  const deidentify = () => {
    useSoughtWords.setState({ words: marked });
    onDialog("deidentify");
  };
  return (
    <div ref={tools} className={classes.tools}>
      {marked === null || isHeld ? null : (
        <Button size="xs" variant="subtle" leftSection={<IconUserOff size={16} />} onClick={deidentify}>
          {t("deidentify.selected", { words: marked.length > 24 ? `${marked.slice(0, 23)}…` : marked })}
        </Button>
      )}
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
          <Menu.Item
            leftSection={<IconWaveSine size={18} />}
            disabled={isHeld || conversation.sound.phase !== "ready"}
            onClick={() => onDialog("prepare-rows")}
          >
            {t("prepareRows.menu")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUsers size={18} />}
            disabled={isHeld}
            onClick={() => onDialog("speakers")}
          >
            {t("speakers.menu")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={18} />}
            disabled={isHeld}
            onClick={() => onDialog("export-transcript")}
          >
            {t("transcript.tools.export")}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={18} />} onClick={() => onDialog("versions")}>
            {t("versions.open")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPrinter size={18} />}
            disabled={isHeld}
            onClick={() => onDialog("print-transcript")}
          >
            {t("transcript.tools.print")}
          </Menu.Item>
          <Menu.Item leftSection={<IconUserOff size={18} />} disabled={isHeld} onClick={deidentify}>
            {t("deidentify.open")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});

/** What is marked in the text below, as the person marks it; `null` where nothing is. */
function useMarkedWords(tools: RefObject<HTMLDivElement | null>): string | null {
  const [marked, setMarked] = useState<string | null>(null);
  useEffect(() => {
    const onSelection = () => {
      const selection = window.getSelection();
      const panel = tools.current?.closest("section");
      const isHere = selection?.isCollapsed === false && panel?.contains(selection.anchorNode) === true;
      setMarked(isHere ? soughtWords(selection.toString()) : null);
    };
    document.addEventListener("selectionchange", onSelection);
    return () => document.removeEventListener("selectionchange", onSelection);
  }, [tools]);
  return marked;
}
