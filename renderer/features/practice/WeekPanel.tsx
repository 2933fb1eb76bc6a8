/** This week's practice, in the column of today: the step one is at, and how often one has written; it never urges. */
import { useTranslation } from "react-i18next";
import { entriesOfWeek } from "../../../shared/domain/practice.ts";
import { useRequest } from "../../api/useRequest.ts";
import { localToday } from "../../ui/localToday.ts";
import { Panel } from "../../ui/Panel.tsx";
import { openScreen } from "../frame/route.ts";
import classes from "./practice.module.css";

/** Nothing where there is neither a step nor a line of this week. */
export function WeekPanel() {
  const { t } = useTranslation();
  const practice = useRequest("practice.read", {}).data;
  if (practice === undefined) return null;
  const { step } = practice;
  const count = entriesOfWeek(practice.entries, localToday()).length;
  if (step === null && count === 0) return null;
  return (
    <Panel title={t("practice.week.title")}>
      {step !== null && (
        <p className={classes.written}>
          {step.skill} → {step.situation}
        </p>
      )}
      {count > 0 && <p className={classes.quiet}>{t("practice.week.written", { count })}</p>}
      <button type="button" className={classes.link} onClick={() => openScreen({ screen: "practice" })}>
        {t("practice.week.open")}
      </button>
    </Panel>
  );
}
