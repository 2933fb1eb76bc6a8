/** The vault check: what it does, how far it is, and what it found. */
import { Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import classes from "./Check.module.css";
import { CheckResult } from "./CheckResult.tsx";
import { type CurrentCheck, useCheckStore } from "./checkStore.ts";

export function CheckScreen() {
  const { t } = useTranslation();
  const { current, start } = useCheckStore();
  const hasResult = current.phase === "done";
  return (
    <Page narrow>
      <PageHeader
        title={t("check.title")}
        subtitle={t("check.subtitle")}
        actions={hasResult ? <Button onClick={() => void start()}>{t("check.again")}</Button> : null}
      />
      <div className={classes.parts} aria-live="polite">
        <Current current={current} />
      </div>
    </Page>
  );
}

function Current({ current }: { readonly current: CurrentCheck }) {
  const { t } = useTranslation();
  const { start, cancel } = useCheckStore();
  switch (current.phase) {
    case "running":
      return (
        <Panel>
          <ProgressLine
            label={t(`check.stage.${current.stage}`)}
            share={current.share}
            action={
              <Button size="xs" onClick={cancel}>
                {t("common.cancel")}
              </Button>
            }
          />
        </Panel>
      );
    case "done":
      return <CheckResult outcome={current.outcome} mended={current.mended} />;
    case "none":
    case "cancelled":
    case "failed":
      return (
        <Panel>
          <div className={classes.start}>
            {current.phase === "failed" ? <ErrorNotice error={current.error} /> : null}
            {current.phase === "cancelled" ? <p>{t("check.cancelled")}</p> : null}
            <p>{t("check.about")}</p>
            <p className={classes.quiet}>{t("check.duration")}</p>
            <Button
              variant="filled"
              leftSection={<IconShieldCheck size={20} stroke={1.6} aria-hidden="true" />}
              onClick={() => void start()}
            >
              {t("check.start")}
            </Button>
          </div>
        </Panel>
      );
  }
}
