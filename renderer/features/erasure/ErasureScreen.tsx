/** What is due and what is gone, in time. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CertificateDialog } from "./CertificateDialog.tsx";
import { DoneTimeline } from "./DoneTimeline.tsx";
import { DueTimeline } from "./DueTimeline.tsx";
import { UnfinishedPanel } from "./UnfinishedPanel.tsx";

export function ErasureScreen() {
  const { t } = useTranslation();
  const due = useRequest("erasure.due", {});
  const unfinished = useRequest("erasure.unfinished", {});
  const done = useRequest("erasure.done", {});
  const [certificate, setCertificate] = useState<number | null>(null);
  return (
    <Page narrow>
      <PageHeader title={t("erasure.title")} subtitle={t("erasure.subtitle")} />
      <ErrorNotice error={due.error ?? unfinished.error ?? done.error} />
      {unfinished.data && <UnfinishedPanel unfinished={unfinished.data} />}
      {due.data && <DueTimeline due={due.data} />}
      {done.data && <DoneTimeline done={done.data} onOpen={setCertificate} />}
      <CertificateDialog number={certificate} onClose={() => setCertificate(null)} />
    </Page>
  );
}
