/** Takes a permission back: everything that rests on it goes at once, or is kept closed for whoever has asked for it. */
import { Button, Group, List, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail, ConversationSummary } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { WhereaboutsWarning } from "../source/WhereaboutsWarning.tsx";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import { isTypedAs } from "./typedName.ts";

/** Whether someone has asked for the material, who would else come too late. */
const wishes = ["erase", "hold"] as const;
type Wish = (typeof wishes)[number];

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
  const [wish, setWish] = useState<Wish | null>(null);
  if (consent === null) return <Text>{t("consent.withdraw.none")}</Text>;
  if (consent.withdrawnAt !== null) return <Withdrawn conversation={conversation} />;

  const covered = (conversations.data ?? []).filter((other) => other.consent?.id === consent.id);
  const mayWithdraw = wish !== null && isTypedAs(typed, pseudonym);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!mayWithdraw || wish === null) return;
        withdraw.mutate(
          { consentId: consent.id, typedPseudonym: typed.trim(), wish },
          { onSuccess: onClose },
        );
      }}
    >
      <Stack gap={16}>
        <Text>{t("consent.withdraw.text", { pseudonym })}</Text>
        <Radio.Group
          label={t("consent.withdraw.asked", { pseudonym })}
          value={wish}
          onChange={(value) => setWish(wishes.find((known) => known === value) ?? null)}
        >
          <Stack gap={8} my={6}>
            {wishes.map((known, index) => (
              <Radio
                key={known}
                value={known}
                label={t(`consent.withdraw.wish.${known}`)}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {wish !== null && <Consequence wish={wish} number={consent.number} covered={covered} />}
        <TextInput
          label={t("consent.withdraw.type", { pseudonym })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ErrorNotice error={withdraw.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("consent.withdraw.keep")}</Button>
          <Button
            type="submit"
            variant="filled"
            color={wish === "erase" ? "danger" : "accent"}
            disabled={!mayWithdraw}
            loading={withdraw.isPending}
          >
            {wish === null && t("consent.withdraw.title")}
            {wish === "hold" && t("consent.withdraw.actHold")}
            {wish === "erase" && t("consent.withdraw.act", { count: covered.length })}
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

/** What will happen, said once it is known which of both. */
function Consequence(props: {
  readonly wish: Wish;
  readonly number: number;
  readonly covered: readonly ConversationSummary[];
}) {
  const { wish, number, covered } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const count = covered.length;
  return (
    <>
      <Text>{t(`consent.withdraw.consequence.${wish}`, { number })}</Text>
      <div>
        <Text fw={600}>
          {wish === "hold"
            ? t("consent.withdraw.closed", { count })
            : t("consent.withdraw.covered", { count })}
        </Text>
        <List mt={4}>
          {covered.map(({ id, title, occasion, heldOn }) => (
            <List.Item key={id}>
              {[title, occasion, format.date(heldOn, "short")].filter(Boolean).join(" · ")}
            </List.Item>
          ))}
        </List>
      </div>
      <WhereaboutsWarning conversationIds={covered.map(({ id }) => id)} />
      {wish === "erase" && covered.some(({ hold }) => hold !== null) && (
        <Text c="var(--color-warm)">{t("consent.withdraw.held")}</Text>
      )}
    </>
  );
}
