/** Says kindly why it ends here: somebody said no, or an investigation is going on. */
import { useTranslation } from "react-i18next";
import { type ConsentForm, hasClientRefused } from "./consentForm.ts";
import classes from "./conversation.module.css";

/** Nothing where nobody has refused. */
export function RefusedNotice({ form }: { readonly form: ConsentForm }) {
  const { t } = useTranslation();
  const saidNo = form.others.some(({ saidYes }) => saidYes === false);
  return (
    <div role="status">
      {hasClientRefused(form) && <p className={classes.refused}>{t("consent.refused.clientSaidNo")}</p>}
      {saidNo && <p className={classes.refused}>{t("consent.refused.saidNo")}</p>}
      {form.isInvestigated && <p className={classes.refused}>{t("consent.refused.investigated")}</p>}
    </div>
  );
}
