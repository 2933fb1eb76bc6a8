/** The help before any vault is open: over the door, and gone again with Escape. */
import { Anchor, Modal } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { HelpText } from "./HelpText.tsx";

export function LockedHelp() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  useHotkeys([["F1", open]], [], true);
  return (
    <>
      <Anchor component="button" type="button" size="sm" onClick={open}>
        {t("vaults.help")}
      </Anchor>
      <Modal opened={opened} onClose={close} title={t("help.title")} size="lg">
        <HelpText />
      </Modal>
    </>
  );
}
