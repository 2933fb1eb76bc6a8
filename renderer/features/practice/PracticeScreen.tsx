/** My practice: the next step, the log, and behind a button figures over time. */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { FiguresPanel } from "./FiguresPanel.tsx";
import { LogPanel } from "./LogPanel.tsx";
import classes from "./practice.module.css";
import { StepPanel } from "./StepPanel.tsx";

export function PracticeScreen() {
  const { t } = useTranslation();
  const practice = useRequest("practice.read", {});
  return (
    <Page>
      <PageHeader title={t("practice.title")} subtitle={t("practice.private")} />
      {practice.error !== null && (
        <ErrorNotice error={practice.error} onRetry={() => void practice.refetch()} />
      )}
      {practice.data !== undefined && (
        <div className={classes.parts}>
          <StepPanel step={practice.data.step} earlier={practice.data.earlier} />
          <LogPanel entries={practice.data.entries} isMain={practice.data.step !== null} />
          <FiguresPanel />
        </div>
      )}
    </Page>
  );
}
