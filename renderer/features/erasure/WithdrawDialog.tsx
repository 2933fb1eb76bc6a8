/** Takes a permission back: everything that rests on it goes at once. */
import { Button, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail, ConversationSummary } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import { isTypedAs } from "./typedName.ts";

export function WithdrawDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("consent.withdraw.title")}>
      {(conversation) => <WithdrawFields conversation={conversation} onClose={props.onClose} />}
    </ConversationModal>
  );
}

function WithdrawFields(props: { readonly conversation: ConversationDetail; readonly onClose: () => void }) {
  const { conversation, onClose } = props;
  const { consent, title: pseudonym } = conversation;
  const { t } = useTranslation();
  const conversations = useRequest("conversation.list", {});
  const withdraw = useChange("consent.withdraw");
  const [typed, setTyped] = useState("");
  if (consent === null) return <Text>{t("consent.withdraw.none")}</Text>;
  if (consent.withdrawnAt !== null) return <Withdrawn conversation={conversation} />;

  const covered = (conversations.data ?? []).filter((other) => other.consent?.id === consent.id);
  const mayWithdraw = isTypedAs(typed, pseudonym);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!mayWithdraw) return;
        withdraw.mutate({ consentId: consent.id, typedPseudonym: typed.trim() }, { onSuccess: onClose });
      }}
    >
      <Stack gap={16}>
        <Text>{t("consent.withdraw.text", { pseudonym, number: consent.number })}</Text>
        <Covered conversations={covered} />
        {covered.some(({ hold }) => hold !== null) && (
          <Text c="var(--color-warm)">{t("consent.withdraw.held")}</Text>
        )}
        <TextInput
          label={t("consent.withdraw.type", { pseudonym })}
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ErrorNotice error={withdraw.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("consent.withdraw.keep")}</Button>
          <Button
            type="submit"
            variant="filled"
            color="danger"
            disabled={!mayWithdraw}
            loading={withdraw.isPending}
          >
            {t("consent.withdraw.act", { count: covered.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A hold comes first: what was withdrawn waits for its end. */
function Withdrawn({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hold } = conversation;
  return (
    <Text role="status">
      {hold === null
        ? t("consent.withdraw.already")
        : t("consent.withdraw.waits", { date: format.date(hold.until, "dayLong") })}
    </Text>
  );
}

function Covered({ conversations }: { readonly conversations: readonly ConversationSummary[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Text fw={600}>{t("consent.withdraw.covered", { count: conversations.length })}</Text>
      <List mt={4}>
        {conversations.map(({ id, title, occasion, heldOn }) => (
          <List.Item key={id}>
            {[title, occasion, format.date(heldOn, "short")].filter(Boolean).join(" · ")}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
