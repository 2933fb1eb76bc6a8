/** The sheet of paper with the recovery code: seen only by the printer. */
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { pageNow } from "../../api/pageClock.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./RecoveryCodePrint.module.css";

export interface RecoveryCodePrintProps {
  readonly session: Session;
  readonly recoveryCode: string;
}

export function RecoveryCodePrint({ session, recoveryCode }: RecoveryCodePrintProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return createPortal(
    <div className={classes.sheet} aria-hidden="true">
      <p>
        {t("app.name")} · {format.date(pageNow(), "paper")}
      </p>
      <h1>{t("vaults.recovery.printTitle", { name: session.name })}</h1>
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
    </div>,
    document.body,
  );
}
