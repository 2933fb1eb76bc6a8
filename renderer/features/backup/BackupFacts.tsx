/** What a backup says of itself, so that one sees that it is the right one. */
import { useTranslation } from "react-i18next";
import type { BackupFace } from "../../../shared/domain/backup.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Backup.module.css";

export function BackupFacts({ face }: { readonly face: BackupFace }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <dl className={classes.facts}>
        <dt>{t("backup.restore.name")}</dt>
        <dd>{face.name}</dd>
        <dt>{t("backup.restore.made")}</dt>
        <dd>{format.date(face.madeAt, "paper")}</dd>
        <dt>{t("backup.restore.sounds")}</dt>
        <dd>
          {face.soundCount === 0
            ? t("backup.restore.soundsNone")
            : t("backup.restore.soundsIn", { count: face.soundCount })}
        </dd>
        <dt>{t("backup.restore.fingerprint")}</dt>
        <dd>{face.fingerprint}</dd>
      </dl>
      <p className={classes.quiet} style={{ marginTop: 8 }}>
        {t("backup.restore.unproven")}
      </p>
    </div>
  );
}
