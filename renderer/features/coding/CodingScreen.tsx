/** The coding of a sample: reads what it is about, and opens once all of it is there. */
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { leaveCoding, openCoding, takeCoding, useCodings } from "./codingStore.ts";
import { OpenCoding } from "./OpenCoding.tsx";

/** @param props.atMs - where one begins to listen, and what is looked at first */
export function CodingScreen(props: {
  readonly conversationId: ConversationId;
  readonly codingId: CodingId;
  readonly atMs?: number;
}) {
  const { codingId, atMs } = props;
  const kept = useRequest("coding.read", { codingId }, { anew: true });
  const shown = useCodings((state) => state.sessions[codingId]?.coding);
  useEffect(() => {
    openCoding(codingId);
    return () => void leaveCoding(codingId);
  }, [codingId]);
  // What was read before is older than what is done here.
  const fresh = kept.isFetching ? undefined : kept.data;
  useEffect(() => {
    if (fresh !== undefined) takeCoding(fresh);
  }, [fresh]);
  if (kept.error !== null) return <NotYet error={kept.error} onRetry={() => void kept.refetch()} />;
  if (shown === undefined) return <NotYet error={null} onRetry={() => {}} />;
  return <WithParts coding={shown} atMs={atMs} />;
}

function WithParts({ coding, atMs }: { readonly coding: Coding; readonly atMs: number | undefined }) {
  const { conversationId, schemeId, schemeVersion: version } = coding;
  const conversation = useRequest("conversation.read", { conversationId });
  const transcript = useRequest("transcript.read", { conversationId });
  const scheme = useRequest("scheme.read", { schemeId, version });
  const segments = transcript.data?.segments;
  const textById = useMemo(
    () => new Map((segments ?? []).map(({ id, text }): [string, string] => [id, text])),
    [segments],
  );
  if (conversation.data === undefined || scheme.data === undefined || transcript.data === undefined) {
    const failed = [conversation, transcript, scheme].find(({ error }) => error !== null);
    return <NotYet error={failed?.error ?? null} onRetry={() => void failed?.refetch()} />;
  }
  return (
    <OpenCoding
      conversation={conversation.data}
      coding={coding}
      scheme={scheme.data}
      segments={transcript.data.segments}
      names={transcript.data.names}
      textById={textById}
      atMs={atMs}
    />
  );
}

function NotYet({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Page narrow>
      <h1 className="visually-hidden">{t("coding.screen.name")}</h1>
      {error === null ? <p>{t("common.loading")}</p> : <ErrorNotice error={error} onRetry={onRetry} />}
    </Page>
  );
}
