/** Recording, before and after: which microphone, and what became of it. While it records the frame shows nothing else. */
import { useTranslation } from "react-i18next";
import type { Permission } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { BeforeRecording } from "./BeforeRecording.tsx";
import { CutOffRecording } from "./CutOffRecording.tsx";
import { DoneRecording } from "./DoneRecording.tsx";
import { useRecorder } from "./recorderStore.ts";
import { groundOf, type RecordSubject } from "./recordSubject.ts";

export function RecordScreen({ subject }: { readonly subject: RecordSubject }) {
  const recording = useRecorder();
  if (recording.phase === "done") return <DoneRecording done={recording} />;
  if (recording.phase === "cut-off") return <CutOffRecording cutOff={recording} />;
  return subject.kind === "new" ? (
    <WithConsents subject={subject} permission={subject.draft.permission} />
  ) : (
    <OfConversation subject={subject} />
  );
}

function OfConversation({ subject }: { readonly subject: Extract<RecordSubject, { kind: "existing" }> }) {
  const conversation = useRequest("conversation.read", { conversationId: subject.conversationId });
  if (conversation.data === undefined) return <Waiting error={conversation.error} />;
  return <WithConsents subject={subject} permission={conversation.data.permission} />;
}

function WithConsents(props: { readonly subject: RecordSubject; readonly permission: Permission }) {
  const consents = useRequest("consent.list", {});
  const settings = useRequest("settings.read", {});
  if (consents.data === undefined || settings.data === undefined) {
    return <Waiting error={consents.error ?? settings.error} />;
  }
  return (
    <BeforeRecording
      subject={props.subject}
      ground={groundOf(props.permission, consents.data)}
      settings={settings.data}
    />
  );
}

function Waiting({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return <Page narrow>{error === null ? <p>{t("common.loading")}</p> : <ErrorNotice error={error} />}</Page>;
}
