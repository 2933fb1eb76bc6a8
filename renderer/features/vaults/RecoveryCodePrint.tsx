/** The sheet of paper with the recovery code: seen only by the printer. */
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { pageNow } from "../../api/pageClock.ts";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./RecoveryCodePrint.module.css";

export interface RecoveryCodePrintProps {
  readonly session: Session;
  readonly recoveryCode: string;
}

export function RecoveryCodePrint({ session, recoveryCode }: RecoveryCodePrintProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t("vaults.recovery.printTitle", { name: session.name });
  return (
    <PrintSheet label={title}>
      <p>
        {t("app.name")} · {format.date(pageNow(), "paper")}
      </p>
      <h1>{title}</h1>
      <ol className={classes.groups}>
        {recoveryCode.split("-").map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p>{t("vaults.recovery.printText")}</p>
      <p>
        {t("vaults.fingerprint")}: {session.fingerprint}
      </p>
    </PrintSheet>
  );
}
