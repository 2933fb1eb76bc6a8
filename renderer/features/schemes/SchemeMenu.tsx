/** What can be done with a scheme. */
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconCopy,
  IconDotsVertical,
  IconFileExport,
  IconLanguage,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { SchemeOrigin } from "../../../shared/domain/schemePreview.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { editOriginal } from "./editOriginal.ts";
import type { SchemeDialog } from "./schemeDialog.ts";
import { showSchemes } from "./schemesStore.ts";
import { useWord } from "./useWord.ts";

const icon = { size: 18, stroke: 1.6 } as const;

/** @param props.onAsk - given the button too, to which the focus returns when the dialog is closed */
export function SchemeMenu(props: {
  readonly scheme: Scheme;
  readonly origin: SchemeOrigin;
  readonly onAsk: (dialog: SchemeDialog, trigger: HTMLElement | null) => void;
}) {
  const { scheme, origin, onAsk } = props;
  const { t } = useTranslation();
  const word = useWord();
  const trigger = useRef<HTMLButtonElement>(null);
  const remove = useChange("scheme.remove");
  const putBack = useChange("scheme.putBack");
  const [problem, setProblem] = useState<unknown>(null);
  const { id: schemeId } = scheme;
  const title = word(scheme.title);
  const ask = (kind: "copy" | "reword" | "export") => onAsk({ kind, scheme }, trigger.current);
  const takeOff = () =>
    remove.mutate(
      { schemeId },
      {
        onSuccess: () => {
          showSchemes();
          showUndoToast(t("schemes.removed", { title }), t("common.undo"), () =>
            putBack.mutate({ schemeId }),
          );
        },
      },
    );
  return (
    <>
      <ErrorNotice error={remove.error ?? putBack.error ?? problem} />
      <Menu>
        <Menu.Target>
          <ActionIcon ref={trigger} aria-label={t("schemes.deed.more", { title })}>
            <IconDotsVertical {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {origin === "own" ? (
            <Menu.Item
              leftSection={<IconPencil {...icon} />}
              onClick={() => void editOriginal(schemeId).catch(setProblem)}
            >
              {t("schemes.deed.edit")}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => ask("copy")}>
            {t("schemes.deed.copy")}
          </Menu.Item>
          <Menu.Item leftSection={<IconLanguage {...icon} />} onClick={() => ask("reword")}>
            {t("schemes.deed.reword")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileExport {...icon} />} onClick={() => ask("export")}>
            {t("schemes.deed.export")}
          </Menu.Item>
          {origin === "own" ? (
            <Menu.Item leftSection={<IconTrash {...icon} />} onClick={takeOff}>
              {t("schemes.deed.remove")}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
