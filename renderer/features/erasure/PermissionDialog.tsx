/** What allows a conversation to be here, in full. */
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import { type Fact, FactList } from "./FactList.tsx";

export function PermissionDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("consent.details.title")}>
      {(conversation) => (
        <Stack gap={16}>
          <Details conversation={conversation} />
          <Group justify="flex-end">
            <Button onClick={props.onClose}>{t("common.close")}</Button>
          </Group>
        </Stack>
      )}
    </ConversationModal>
  );
}

function Details({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { permission } = conversation;
  switch (permission.kind) {
    case "client":
      return <ConsentDetails consentId={permission.consentId} />;
    case "role-play":
    case "exercise": {
      const facts: Fact[] = [
        { name: t("consent.details.kind"), value: t(`library.kind.${permission.kind}`) },
        ...permission.participants.map(({ name, saidYesOn }) => ({
          name,
          value: t("consent.details.saidYes", { date: format.date(saidYesOn, "dayLong") }),
        })),
      ];
      return <FactList facts={facts} />;
    }
    case "published":
      return (
        <FactList
          facts={[
            { name: t("consent.details.kind"), value: t("library.kind.published") },
            { name: t("conversation.published.source.label"), value: permission.source },
            { name: t("conversation.published.licence.label"), value: permission.licence },
          ]}
        />
      );
  }
}

function ConsentDetails({ consentId }: { readonly consentId: ConsentId }) {
  const { t } = useTranslation();
  const format = useFormat();
  const consents = useRequest("consent.list", {});
  if (consents.isError) return <ErrorNotice error={consents.error} />;
  const consent = consents.data?.find(({ id }) => id === consentId);
  if (consent === undefined) return <p>{t("common.loading")}</p>;
  const facts: Fact[] = [
    { name: t("consent.pseudonym.label"), value: consent.pseudonym },
    { name: t("consent.number.label"), value: String(consent.number) },
    { name: t("consent.purpose.label"), value: consent.purpose },
    { name: t("consent.audience.label"), value: consent.audience },
    { name: t("consent.form.label"), value: t(`consent.form.${consent.form}`) },
    { name: t("consent.wordingVersion.label"), value: consent.wordingVersion },
    { name: t("consent.givenOn.label"), value: format.date(consent.givenOn, "dayLong") },
    { name: t("consent.lastOn.label"), value: format.date(consent.lastOn, "dayLong") },
    {
      name: t("consent.others.label"),
      value:
        consent.others.length === 0
          ? t("consent.details.nobodyElse")
          : consent.others.map(({ role }) => t(`consent.role.${role}`)).join(", "),
    },
    { name: t("consent.keptWhere.label"), value: consent.keptWhere },
    ...(consent.withdrawnAt === null
      ? []
      : [{ name: t("consent.details.withdrawn"), value: format.date(consent.withdrawnAt, "dayLong") }]),
  ];
  return <FactList facts={facts} />;
}
