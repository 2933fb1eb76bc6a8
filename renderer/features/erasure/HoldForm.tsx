/** Why and how long erasure is stopped, what that closes, and – where it is stopped already – since when and until when. */
import { Button, Divider, Group, List, NumberInput, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationSummary, type Hold, holdSchema } from "../../../shared/domain/conversation.ts";
import { daysToHold } from "../../../shared/domain/hold.ts";
import { pageNow } from "../../api/pageClock.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { addDays } from "../conversation/calendar.ts";
import { EndHold } from "./EndHold.tsx";
import { useGoesWithHold } from "./goesWithHold.ts";

const reasons = holdSchema.shape.reason.options;
const closes = ["erasing", "playing", "sharing", "withdrawal"] as const;

/** @param props.hold - the one that applies, `null` if there is none; renewing counts from today */
export function HoldForm(props: {
  readonly hold: Hold | null;
  /** What it covers, under one name: typed where the end of the hold is the end of what it keeps. */
  readonly conversations: readonly ConversationSummary[];
  /** When the permission was taken back, `null` if it was not: then it cannot be held for longer than that allows. */
  readonly withdrawnAt: number | null;
  readonly error: unknown;
  readonly isBeginning: boolean;
  readonly isEnding: boolean;
  readonly onBegin: (reason: Hold["reason"], days: number) => void;
  readonly onEnd: () => void;
  readonly onCancel: () => void;
}) {
  const { hold, conversations, withdrawnAt, error, isBeginning, isEnding, onEnd, onCancel } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [reason, setReason] = useState<Hold["reason"] | null>(hold?.reason ?? null);
  const goes = useGoesWithHold(conversations.map(({ id }) => id));
  const isWithdrawn = withdrawnAt !== null;
  const isErasing = isWithdrawn || (goes !== undefined && goes.length > 0);
  const { least, most } = daysToHold(pageNow(), hold?.until ?? null, withdrawnAt);
  const canBegin = least <= most;
  const [days, setDays] = useState(most);
  const isAllowed = Number.isInteger(days) && days >= least && days <= most;
  const begin = () => {
    if (reason !== null) props.onBegin(reason, days);
  };
  return (
    <Stack gap={16}>
      {hold === null ? (
        <Text>{t("hold.explanation")}</Text>
      ) : (
        <Text>
          {t(canBegin ? "hold.running" : "hold.runningOut", {
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
      {canBegin && (
        <>
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
              isAllowed
                ? t("hold.until", { date: format.date(addDays(localToday(), days), "dayLong") })
                : null
            }
            error={isAllowed ? null : t("hold.limits", { least, most })}
            value={Number.isNaN(days) ? "" : days}
            onChange={(value) => setDays(typeof value === "number" ? value : Number.NaN)}
            min={least}
            max={most}
            clampBehavior="none"
            allowDecimal={false}
            w={240}
          />
        </>
      )}
      <ErrorNotice error={error} />
      <Group justify="flex-end" gap={8}>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
        {hold !== null && !isErasing && (
          <Button disabled={goes === undefined} loading={isEnding} onClick={onEnd}>
            {t("hold.end")}
          </Button>
        )}
        {canBegin && (
          <Button
            variant="filled"
            disabled={reason === null || !isAllowed}
            loading={isBeginning}
            onClick={begin}
          >
            {t(hold === null ? "hold.begin" : "hold.renew")}
          </Button>
        )}
      </Group>
      {hold !== null && isErasing && (
        <>
          <Divider />
          <EndHold
            title={conversations[0]?.title ?? ""}
            isWithdrawn={isWithdrawn}
            goes={goes ?? []}
            isEnding={isEnding}
            onEnd={onEnd}
          />
        </>
      )}
    </Stack>
  );
}
