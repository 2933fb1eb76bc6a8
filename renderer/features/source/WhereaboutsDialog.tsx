/** Where else a conversation's sound may be: what it came from, the places to look, and erasing the file after all. */
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Whereabouts } from "../../../shared/domain/whereabouts.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ConversationModal } from "../erasure/ConversationModal.tsx";
import type { ConversationDialogProps } from "../erasure/conversationDialog.ts";
import { EraseAfterAll } from "./EraseAfterAll.tsx";
import { endingSentence } from "./endingSentence.ts";
import { OriginChoice } from "./OriginChoice.tsx";
import { PlaceList } from "./PlaceList.tsx";
import classes from "./source.module.css";
import { useOrigin } from "./useOrigin.ts";

export function WhereaboutsDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("whereabouts.title")}>
      {(conversation) => <Content conversation={conversation} />}
    </ConversationModal>
  );
}

function Content({ conversation }: { readonly conversation: ConversationDetail }) {
  const { id: conversationId } = conversation;
  const { t } = useTranslation();
  const whereabouts = useRequest("whereabouts.read", { conversationId });
  const { origin, error, say } = useOrigin([conversationId], whereabouts.data?.origin ?? null);
  if (whereabouts.isPending) return <p>{t("common.loading")}</p>;
  if (whereabouts.isError) return <ErrorNotice error={whereabouts.error} />;
  if (whereabouts.data === null) return <Text>{t("whereabouts.none")}</Text>;
  const { places } = whereabouts.data;
  return (
    <Stack gap={16}>
      <Unfinished conversation={conversation} whereabouts={whereabouts.data} />
      <OriginChoice origin={origin} count={1} onChange={say} />
      <ErrorNotice error={error} />
      {origin !== null && (
        <>
          <Text>{t("whereabouts.text")}</Text>
          <PlaceList conversationIds={[conversationId]} places={places} />
          <EraseAfterAll conversation={conversation} whereabouts={whereabouts.data} origin={origin} />
        </>
      )}
    </Stack>
  );
}

/** A file that was half erased when the card was pulled out. */
function Unfinished(props: { readonly conversation: ConversationDetail; readonly whereabouts: Whereabouts }) {
  const { conversation, whereabouts } = props;
  const { t } = useTranslation();
  const resume = useChange("source.resumeErase");
  if (!whereabouts.isErasureUnfinished && resume.data === undefined) return null;
  return (
    <div className={classes.warning} role="status">
      <Text>{resume.data === undefined ? t("source.unfinished") : endingSentence(t, resume.data)}</Text>
      <ErrorNotice error={resume.error} />
      {whereabouts.isErasureUnfinished && (
        <Button
          size="xs"
          mt={8}
          loading={resume.isPending}
          onClick={() => resume.mutate({ conversationId: conversation.id })}
        >
          {t("source.resume")}
        </Button>
      )}
    </div>
  );
}
