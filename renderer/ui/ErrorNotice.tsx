/** What went wrong, what was kept, what to do; the incident id in small print. */
import { Button } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { toAppError } from "../api/appFailure.ts";
import { adviceFor } from "./adviceFor.ts";
import classes from "./ErrorNotice.module.css";

/** `error` is whatever was caught: an `AppFailure`, or anything else, which is shown as a defect. */
export interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Shows nothing for `null` and `undefined`; is read out when it appears. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { code, detail, incidentId } = toAppError(error);
  return (
    <div className={classes.notice} role="alert">
      <IconInfoCircle size={20} aria-hidden="true" className={classes.icon} />
      <div>
        <p className={classes.title}>{t(`error.${code}.title`, { ...detail })}</p>
        <p>{t(adviceFor({ code, detail }), { ...detail })}</p>
        {incidentId === undefined ? null : (
          <p className={classes.incident}>{t("common.incident", { incidentId })}</p>
        )}
        {onRetry === undefined ? null : (
          <Button size="xs" mt={8} onClick={onRetry}>
            {t("common.tryAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}
