/** What is due and what is gone, in time; and beside it everything that happened. */
import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AuditTab } from "../audit/AuditTab.tsx";
import { CertificateDialog } from "./CertificateDialog.tsx";
import { DoneTimeline } from "./DoneTimeline.tsx";
import { DueTimeline } from "./DueTimeline.tsx";
import classes from "./erasure.module.css";
import { UnfinishedPanel } from "./UnfinishedPanel.tsx";

export function ErasureScreen() {
  const { t } = useTranslation();
  return (
    <Page narrow>
      <PageHeader title={t("erasure.title")} subtitle={t("erasure.subtitle")} />
      <Tabs defaultValue="due" keepMounted={false}>
        <Tabs.List className={classes.tabs} aria-label={t("audit.tab.label")}>
          <Tabs.Tab value="due">{t("audit.tab.due")}</Tabs.Tab>
          <Tabs.Tab value="log">{t("audit.tab.log")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="due">
          <ErasureTimelines />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <AuditTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function ErasureTimelines() {
  const due = useRequest("erasure.due", {});
  const unfinished = useRequest("erasure.unfinished", {});
  const done = useRequest("erasure.done", {});
  const [certificate, setCertificate] = useState<number | null>(null);
  return (
    <>
      <ErrorNotice error={due.error ?? unfinished.error ?? done.error} />
      {unfinished.data && <UnfinishedPanel unfinished={unfinished.data} />}
      {due.data && <DueTimeline due={due.data} />}
      {done.data && <DoneTimeline done={done.data} onOpen={setCertificate} />}
      <CertificateDialog number={certificate} onClose={() => setCertificate(null)} />
    </>
  );
}
