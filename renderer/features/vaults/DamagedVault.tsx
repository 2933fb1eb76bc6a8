/** What can be done about a vault that does not open because its files are not as they were; never deleting it. */
import { useTranslation } from "react-i18next";
import type { ErrorCode } from "../../../shared/errors.ts";
import classes from "./DamagedVault.module.css";

/** Shows nothing for failures of another kind. */
export function DamagedVault({ code }: { readonly code: ErrorCode }) {
  const { t } = useTranslation();
  const steps = stepsFor(code);
  if (steps.length === 0) return null;
  return (
    <section aria-label={t("vaults.damaged.title")}>
      <p className={classes.title}>{t("vaults.damaged.title")}</p>
      <p>{t("vaults.damaged.nothingGone")}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>{t(`vaults.damaged.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}

function stepsFor(code: ErrorCode) {
  switch (code) {
    case "vault.tampered":
    case "vault.damaged":
    case "vault.kdf-out-of-range":
      return ["copy", "put", "restore"] as const;
    case "vault.format-too-new":
      return ["newer"] as const;
    default:
      return [];
  }
}
