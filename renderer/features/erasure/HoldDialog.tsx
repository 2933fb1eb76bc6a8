/** Stops erasure for a while, says what that closes, and ends it again. */
import { Button, Group, List, NumberInput, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, type Hold, holdSchema } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { addDays } from "../conversation/calendar.ts";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";

const reasons = holdSchema.shape.reason.options;
const mostDays = 30;
const closes = ["erasing", "playing", "sharing", "withdrawal"] as const;

export function HoldDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("hold.title")}>
      {(conversation) => <HoldFields conversation={conversation} onClose={props.onClose} />}
    </ConversationModal>
  );
}

function HoldFields(props: { readonly conversation: ConversationDetail; readonly onClose: () => void }) {
  const { conversation, onClose } = props;
  const { id: conversationId, hold } = conversation;
  const { t } = useTranslation();
  const format = useFormat();
  const setHold = useChange("hold.set");
  const endHold = useChange("hold.end");
  const [reason, setReason] = useState<Hold["reason"] | null>(hold?.reason ?? null);
  const [days, setDays] = useState(mostDays);
  const isAllowed = Number.isInteger(days) && days >= 1 && days <= mostDays;
  const begin = () => {
    if (reason !== null) setHold.mutate({ conversationId, reason, days }, { onSuccess: onClose });
  };
  return (
    <Stack gap={16}>
      {hold === null ? (
        <Text>{t("hold.explanation")}</Text>
      ) : (
        <Text>
          {t("hold.running", {
            since: format.date(hold.since, "dayLong"),
            until: format.date(hold.until, "dayLong"),
          })}
        </Text>
      )}
      <div>
        <Text fw={600}>{t("hold.closes.title")}</Text>
        <List mt={4}>
          {closes.map((what) => (
            <List.Item key={what}>{t(`hold.closes.${what}`)}</List.Item>
          ))}
        </List>
      </div>
      <Radio.Group
        label={t("hold.reason.label")}
        value={reason}
        onChange={(value) => setReason(reasons.find((known) => known === value) ?? null)}
      >
        <Stack gap={8} my={6}>
          {reasons.map((known) => (
            <Radio key={known} value={known} label={t(`hold.reason.${known}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t("hold.days")}
        description={
          isAllowed ? t("hold.until", { date: format.date(addDays(localToday(), days), "dayLong") }) : null
        }
        error={isAllowed ? null : t("hold.limits", { count: mostDays })}
        value={Number.isNaN(days) ? "" : days}
        onChange={(value) => setDays(typeof value === "number" ? value : Number.NaN)}
        min={1}
        max={mostDays}
        clampBehavior="none"
        allowDecimal={false}
        w={240}
      />
      <ErrorNotice error={setHold.error ?? endHold.error} />
      <Group justify="flex-end" gap={8}>
        {hold === null ? (
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        ) : (
          <Button
            loading={endHold.isPending}
            onClick={() => endHold.mutate({ conversationId }, { onSuccess: onClose })}
          >
            {t("hold.end")}
          </Button>
        )}
        <Button
          variant="filled"
          disabled={reason === null || !isAllowed}
          loading={setHold.isPending}
          onClick={begin}
        >
          {t(hold === null ? "hold.begin" : "hold.renew")}
        </Button>
      </Group>
    </Stack>
  );
}
