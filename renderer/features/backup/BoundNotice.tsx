/** Says that the passphrase opens no backup elsewhere, where it works on this computer only. */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import classes from "./Backup.module.css";

export function BoundNotice() {
  const { t } = useTranslation();
  const keys = useRequest("keys.read", {});
  if (keys.data?.device.phase !== "bound") return null;
  return <p className={classes.warm}>{t("backup.bound")}</p>;
}
