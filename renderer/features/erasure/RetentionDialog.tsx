/** How long sound, transcript and notes are kept: days, and the dates they mean. */
import { Button, Checkbox, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContentCategory, ConversationDetail } from "../../../shared/domain/conversation.ts";
import { localDateOf } from "../../../shared/domain/localMidnight.ts";
import { defaultRetention, type RetentionDays } from "../../../shared/domain/settings.ts";
import { pageNow } from "../../api/pageClock.ts";
import { useChange } from "../../api/useChange.ts";
import { DateField } from "../../ui/DateField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import classes from "./erasure.module.css";
import {
  daysUntil,
  lastDayAfter,
  longestDays,
  type RetentionFrame,
  retentionProblems,
  withinLimits,
} from "./retentionForm.ts";

export function RetentionDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("retention.title")}>
      {(conversation) => <RetentionFields conversation={conversation} onClose={props.onClose} />}
    </ConversationModal>
  );
}

function RetentionFields(props: { readonly conversation: ConversationDetail; readonly onClose: () => void }) {
  const { conversation, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const save = useChange("retention.set");
  const frame = frameOf(conversation);
  const [days, setDays] = useState(() => withinLimits(frame, daysOf(conversation)));
  if (conversation.kind === "published") return <Text>{t("retention.published")}</Text>;
  const problems = retentionProblems(frame, days);
  const rowOf = (category: ContentCategory, chosen: number, choose: (days: number) => void) => (
    <ClockRow
      category={category}
      frame={frame}
      days={chosen}
      erasedAt={conversation.clocks[category].erasedAt}
      isProblem={problems.includes(category)}
      onChange={choose}
    />
  );
  return (
    <Stack gap={16}>
      <Text c="dimmed">
        {t("retention.explanation", { date: format.date(frame.startedOn, "dayLong") })}{" "}
        {frame.consentLastOn &&
          t("retention.consentEnds", { date: format.date(frame.consentLastOn, "dayLong") })}
      </Text>
      {rowOf("sound", days.soundDays, (soundDays) => setDays({ ...days, soundDays }))}
      {rowOf("transcript", days.transcriptDays, (transcriptDays) => setDays({ ...days, transcriptDays }))}
      <Checkbox
        label={t("retention.notesWithTranscript")}
        checked={days.notesDays === null}
        onChange={(event) =>
          setDays({ ...days, notesDays: event.currentTarget.checked ? null : days.transcriptDays })
        }
      />
      {days.notesDays !== null &&
        rowOf("notes", days.notesDays, (notesDays) => setDays({ ...days, notesDays }))}
      <ErrorNotice error={save.error} />
      <Group justify="flex-end" gap={8}>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button
          variant="filled"
          loading={save.isPending}
          disabled={problems.length > 0}
          onClick={() => save.mutate({ conversationId: conversation.id, ...days }, { onSuccess: onClose })}
        >
          {t("retention.save")}
        </Button>
      </Group>
    </Stack>
  );
}

function ClockRow(props: {
  readonly category: ContentCategory;
  readonly frame: RetentionFrame;
  readonly days: number;
  readonly erasedAt: number | null;
  readonly isProblem: boolean;
  readonly onChange: (days: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { category, frame, days } = props;
  const name = t(`erasure.category.${category}`);
  if (props.erasedAt !== null) {
    return (
      <Text>
        <strong>{name}</strong> · {t("retention.erased", { date: format.date(props.erasedAt, "dayLong") })}
      </Text>
    );
  }
  const longest = longestDays(frame, category);
  return (
    <fieldset className={classes.clockRow}>
      <legend className={classes.legend}>{name}</legend>
      <NumberInput
        label={t("retention.days")}
        value={Number.isNaN(days) ? "" : days}
        onChange={(value) => props.onChange(typeof value === "number" ? value : Number.NaN)}
        min={1}
        max={longest}
        clampBehavior="none"
        allowDecimal={false}
        error={props.isProblem ? t("retention.limits", { count: longest }) : null}
      />
      <DateField
        label={t("retention.lastDay")}
        value={Number.isInteger(days) ? lastDayAfter(frame, days) : ""}
        min={lastDayAfter(frame, 1)}
        max={lastDayAfter(frame, Math.max(1, longest))}
        onChange={(date) => date && props.onChange(daysUntil(frame, date))}
      />
    </fieldset>
  );
}

function frameOf({ retention, consent }: ConversationDetail): RetentionFrame {
  return {
    startedOn: localDateOf(retention.startedAt ?? pageNow(), retention.zone),
    consentLastOn: consent?.lastOn ?? null,
  };
}

function daysOf({ retention }: ConversationDetail): RetentionDays {
  return {
    soundDays: retention.soundDays ?? defaultRetention.soundDays,
    transcriptDays: retention.transcriptDays ?? defaultRetention.transcriptDays,
    notesDays: retention.notesDays,
  };
}
