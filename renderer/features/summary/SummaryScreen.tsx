/** The summary of a finished coding: it asks, shows what one asks for, and asks again. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { CodingId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { openScreen } from "../frame/route.ts";
import { OpenSummary } from "./OpenSummary.tsx";

export function SummaryScreen({ codingId }: { readonly codingId: CodingId }) {
  const { t } = useTranslation();
  const coding = useRequest("coding.read", { codingId });
  if (coding.data === undefined || coding.error !== null) {
    return (
      <Page narrow>
        <h1 className="visually-hidden">{t("summary.plainTitle")}</h1>
        {coding.error === null ? <p>{t("common.loading")}</p> : <ErrorNotice error={coding.error} />}
        {coding.error === null ? null : (
          <Button mt={12} onClick={() => openScreen({ screen: "library" })}>
            {t("review.back")}
          </Button>
        )}
      </Page>
    );
  }
  return coding.data.finishedAt === null ? (
    <NotFinished coding={coding.data} />
  ) : (
    <FinishedSummary coding={coding.data} />
  );
}

function NotFinished({ coding }: { readonly coding: Coding }) {
  const { t } = useTranslation();
  const { conversationId } = coding;
  return (
    <Page narrow>
      <h1 className="visually-hidden">{t("summary.plainTitle")}</h1>
      <EmptyState
        title={t("summary.notFinished.title")}
        actions={
          <Button
            variant="filled"
            onClick={() => openScreen({ screen: "review", conversationId, tab: "codings" })}
          >
            {t("summary.back")}
          </Button>
        }
      >
        {t("summary.notFinished.text")}
      </EmptyState>
    </Page>
  );
}

function FinishedSummary({ coding }: { readonly coding: Coding }) {
  const { t } = useTranslation();
  const { schemeId, schemeVersion: version, conversationId } = coding;
  const scheme = useRequest("scheme.read", { schemeId, version });
  const conversation = useRequest("conversation.read", { conversationId });
  const transcript = useRequest("transcript.read", { conversationId });
  const problem = scheme.error ?? conversation.error ?? transcript.error;
  if (problem === null && scheme.data && conversation.data && transcript.data) {
    return (
      <OpenSummary
        coding={coding}
        scheme={scheme.data}
        conversation={conversation.data}
        transcript={transcript.data}
      />
    );
  }
  return (
    <Page narrow>
      <h1 className="visually-hidden">{t("summary.plainTitle")}</h1>
      {problem === null ? <p>{t("common.loading")}</p> : <ErrorNotice error={problem} />}
    </Page>
  );
}
