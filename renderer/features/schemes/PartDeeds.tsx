/** What can be done with a part of a scheme beside its fields. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowUp, IconDots, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./schemes.module.css";

const icon = { size: 18, stroke: 1.6 } as const;

/** @param props.isLabelled - the fields beside it have labels above them */
export function PartDeeds(props: {
  readonly part: string;
  readonly isLabelled: boolean;
  readonly more?: { readonly isOpen: boolean; readonly onToggle: () => void };
  readonly onUp?: (() => void) | undefined;
  readonly onRemove: () => void;
}) {
  const { part, isLabelled, more, onUp, onRemove } = props;
  const { t } = useTranslation();
  const [moreLabel, upLabel, removeLabel] = [
    t("schemes.edit.more", { part }),
    t("schemes.edit.up", { part }),
    t("schemes.edit.remove", { part }),
  ];
  return (
    <div className={classes.deeds} data-labelled={isLabelled || undefined}>
      {more === undefined ? null : (
        <Tooltip label={moreLabel}>
          <ActionIcon aria-label={moreLabel} aria-expanded={more.isOpen} onClick={more.onToggle}>
            <IconDots {...icon} />
          </ActionIcon>
        </Tooltip>
      )}
      {onUp === undefined ? null : (
        <Tooltip label={upLabel}>
          <ActionIcon aria-label={upLabel} onClick={onUp}>
            <IconArrowUp {...icon} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={removeLabel}>
        <ActionIcon aria-label={removeLabel} onClick={onRemove}>
          <IconTrash {...icon} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
