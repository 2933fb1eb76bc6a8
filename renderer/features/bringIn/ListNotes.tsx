/** What a look did not show: other files, closed folders, and that there is more. */
import { useTranslation } from "react-i18next";
import type { DeviceList } from "../../../shared/domain/device.ts";
import classes from "./bringIn.module.css";

/** Nothing where all was shown. */
export function ListNotes({ list }: { readonly list: DeviceList }) {
  const { t } = useTranslation();
  const { otherFiles, unreadableFolders, truncated } = list;
  return (
    <div className={classes.notes}>
      {otherFiles > 0 && <p>{t("bringIn.notes.other", { count: otherFiles })}</p>}
      {unreadableFolders.length > 0 && (
        <p>
          {t("bringIn.notes.unreadable", {
            count: unreadableFolders.length,
            folders: unreadableFolders.join(", "),
          })}
        </p>
      )}
      {truncated && <p>{t("bringIn.notes.truncated")}</p>}
    </div>
  );
}
