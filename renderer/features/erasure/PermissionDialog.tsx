/** What allows a conversation to be here, in full. */
import { Button, Group, Stack } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { ClientCopy } from "../clientCopy/ClientCopy.tsx";
import { FoldedWording } from "../spoken/FoldedWording.tsx";
import { useSpokenFacts } from "../spoken/useSpokenFacts.ts";
import { ConsentHold, HoldOverAll } from "./ConsentHold.tsx";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import classes from "./erasure.module.css";
import { type Fact, FactList } from "./FactList.tsx";

export function PermissionDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  const [isCodeShown, setCodeShown] = useState(false);
  const close = () => {
    setCodeShown(false);
    props.onClose();
  };
  return (
    <ConversationModal
      {...props}
      title={t("consent.details.title")}
      isShownOnce={isCodeShown}
      onClose={close}
    >
      {(conversation) => <Permission conversation={conversation} onCode={setCodeShown} onClose={close} />}
    </ConversationModal>
  );
}

/** The hold over all conversations takes the place of the facts while it is asked about. */
function Permission(props: {
  readonly conversation: ConversationDetail;
  /** Hears whether a code is shown, which is shown this once. */
  readonly onCode: (isShown: boolean) => void;
  readonly onClose: () => void;
}) {
  const { conversation, onCode, onClose } = props;
  const { t } = useTranslation();
  const [view, setView] = useState<"facts" | "hold">("facts");
  if (view === "hold" && conversation.consent !== null) {
    return <ConsentHold consent={conversation.consent} onDone={() => setView("facts")} />;
  }
  return (
    <Stack gap={16}>
      <Details
        conversation={conversation}
        onIssued={() => onCode(true)}
        onHold={() => {
          onCode(false);
          setView("hold");
        }}
      />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("common.close")}</Button>
      </Group>
    </Stack>
  );
}

function Details(props: {
  readonly conversation: ConversationDetail;
  readonly onIssued: () => void;
  readonly onHold: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { permission } = props.conversation;
  switch (permission.kind) {
    case "client":
      return (
        <ConsentDetails consentId={permission.consentId} onIssued={props.onIssued} onHold={props.onHold} />
      );
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

function ConsentDetails(props: {
  readonly consentId: ConsentId;
  readonly onIssued: () => void;
  readonly onHold: () => void;
}) {
  const { consentId, onIssued, onHold } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const copyId = useId();
  const consents = useRequest("consent.list", {});
  const consent = consents.data?.find(({ id }) => id === consentId);
  const spokenFacts = useSpokenFacts(consent?.spoken);
  if (consents.isError) return <ErrorNotice error={consents.error} />;
  if (consent === undefined) return <p>{t("common.loading")}</p>;
  const withdrawnText = (at: number) => {
    const date = format.date(at, "dayLong");
    return consent.withdrawnWhileLocked ? t("consent.details.withdrawnWhileLocked", { date }) : date;
  };
  const facts: Fact[] = [
    { name: t("consent.pseudonym.label"), value: consent.pseudonym },
    { name: t("consent.number.label"), value: String(consent.number) },
    { name: t("consent.purpose.label"), value: consent.purpose },
    { name: t("consent.audience.label"), value: consent.audience },
    { name: t("consent.form.label"), value: t(`consent.form.${consent.form}`) },
    ...(consent.spoken === null
      ? [{ name: t("consent.wordingVersion.label"), value: consent.wordingVersion }]
      : spokenFacts),
    { name: t("consent.givenOn.label"), value: format.date(consent.givenOn, "dayLong") },
    { name: t("consent.lastOn.label"), value: format.date(consent.lastOn, "dayLong") },
    {
      name: t("consent.others.label"),
      value:
        consent.others.length === 0
          ? t("consent.details.nobodyElse")
          : consent.others.map(({ role }) => t(`consent.role.${role}`)).join(", "),
    },
    {
      name: t(consent.form === "spoken" ? "consent.keptWhere.spoken" : "consent.keptWhere.label"),
      value: consent.keptWhere,
    },
    ...(consent.withdrawnAt === null
      ? []
      : [{ name: t("consent.details.withdrawn"), value: withdrawnText(consent.withdrawnAt) }]),
  ];
  return (
    <>
      <FactList facts={facts} />
      {consent.spoken !== null && <FoldedWording wording={consent.spoken.wording} />}
      {consent.withdrawnAt === null && (
        <section aria-labelledby={copyId}>
          <h3 id={copyId} className={classes.part}>
            {t("clientCopy.title")}
          </h3>
          <ClientCopy consent={consent} onIssued={onIssued} />
        </section>
      )}
      <HoldOverAll consentId={consentId} onChange={onHold} />
    </>
  );
}
