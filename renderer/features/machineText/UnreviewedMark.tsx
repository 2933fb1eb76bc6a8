/** The quiet mark of a row that a machine wrote and nobody has listened to yet. */
import { IconEarOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./machineText.module.css";

export function UnreviewedMark() {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} title={t("machineText.rowHelp")}>
      <IconEarOff size={15} aria-hidden="true" />
      {t("machineText.row")}
    </span>
  );
}
