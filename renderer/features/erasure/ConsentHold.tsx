/** A hold over every conversation that rests on a permission, at once. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary, Hold } from "../../../shared/domain/conversation.ts";
import type { ConsentId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./erasure.module.css";
import { HoldForm } from "./HoldForm.tsx";

/** Says whether a hold applies; shows nothing where nothing is left to keep. */
export function HoldOverAll(props: { readonly consentId: ConsentId; readonly onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleId = useId();
  const kept = useKeptUnder(props.consentId);
  if (kept.length === 0) return null;
  const hold = lastingLongest(kept);
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={classes.part}>
        {t("hold.ofConsent.title")}
      </h3>
      <Group justify="space-between" gap={8}>
        <Text>
          {hold === null
            ? t("hold.ofConsent.none")
            : t("hold.ofConsent.running", { date: format.date(hold.until, "dayLong") })}
        </Text>
        <Button onClick={props.onChange}>
          {t(hold === null ? "hold.ofConsent.open" : "hold.ofConsent.change")}
        </Button>
      </Group>
    </section>
  );
}

/** Asks why and how long. */
export function ConsentHold(props: {
  readonly consent: NonNullable<ConversationSummary["consent"]>;
  readonly onDone: () => void;
}) {
  const { consent, onDone } = props;
  const { t } = useTranslation();
  const consentId = consent.id;
  const kept = useKeptUnder(consentId);
  const setHold = useChange("hold.setForConsent");
  const endHold = useChange("hold.endForConsent");
  return (
    <Stack gap={16}>
      <div>
        <h3 className={classes.part}>{t("hold.ofConsent.title")}</h3>
        <Text>{t("hold.ofConsent.covers", { count: kept.length, number: consent.number })}</Text>
      </div>
      <HoldForm
        hold={lastingLongest(kept)}
        conversations={kept}
        withdrawnAt={consent.withdrawnAt}
        error={setHold.error ?? endHold.error}
        isBeginning={setHold.isPending}
        isEnding={endHold.isPending}
        onBegin={(reason, days) => setHold.mutate({ consentId, reason, days }, { onSuccess: onDone })}
        onEnd={() => endHold.mutate({ consentId }, { onSuccess: onDone })}
        onCancel={onDone}
      />
    </Stack>
  );
}

/** The conversations under a permission of which anything is left. */
function useKeptUnder(consentId: ConsentId): readonly ConversationSummary[] {
  const conversations = useRequest("conversation.list", {});
  return (conversations.data ?? []).filter(
    ({ consent, present }) => consent?.id === consentId && present.length > 0,
  );
}

function lastingLongest(conversations: readonly ConversationSummary[]): Hold | null {
  return conversations.reduce<Hold | null>(
    (longest, { hold }) => (hold !== null && hold.until > (longest?.until ?? 0) ? hold : longest),
    null,
  );
}
