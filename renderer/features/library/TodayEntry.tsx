/** One thing that today brings, in a sentence. */
import { Button, List } from "@mantine/core";
import type { ParseKeys } from "i18next";
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import type { TodayItem } from "../../../shared/domain/todayItem.ts";
import { pageNow } from "../../api/pageClock.ts";
import { useChange } from "../../api/useChange.ts";
import { usePreparation } from "../../audio/preparationStore.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { calendarDay } from "../../ui/formatDate.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { HoldDialog } from "../erasure/HoldDialog.tsx";
import { openScreen } from "../frame/route.ts";
import { originWord } from "../source/originWord.ts";
import { WhereaboutsDialog } from "../source/WhereaboutsDialog.tsx";
import { isTranscribed } from "./conversationFacts.ts";
import classes from "./library.module.css";

/** The sentences that name a conversation. */
type TodayText = Extract<ParseKeys, `today.${string}`>;

/** What is about a conversation. */
type AboutConversation = Extract<TodayItem, { readonly conversationId: unknown }>;

type Item<About extends TodayItem["about"]> = Extract<TodayItem, { about: About }>;

/** @param props.conversation - of the item; `null` if it is gone already */
export function TodayEntry(props: {
  readonly item: TodayItem;
  readonly conversation: ConversationSummary | null;
}) {
  const { item } = props;
  switch (item.about) {
    case "erasure-due":
      return <ErasureDue item={item} />;
    case "record-unwritten":
      return <RecordUnwritten item={item} />;
    case "hold-ending":
      return <HoldEnding item={item} />;
    case "withdrawn-while-locked":
      return <WithdrawnWhileLocked item={item} />;
    case "preparing":
      return <Preparing item={item} conversation={props.conversation} />;
    case "recording-recovered":
      return <RecordingRecovered item={item} />;
    case "erasure-incomplete":
      return <ErasureIncomplete item={item} />;
    case "sound-elsewhere":
      return <SoundElsewhere item={item} />;
    case "backup-due":
      return <BackupDue item={item} />;
  }
}

function ErasureDue({ item }: { readonly item: Item<"erasure-due"> }) {
  const format = useFormat();
  const isTonight = calendarDay(item.dueAt - 1) <= calendarDay(pageNow());
  return (
    <List.Item>
      <Sentence
        text={isTonight ? `today.dueTonight.${item.category}` : `today.due.${item.category}`}
        item={item}
        when={format.relativeDays(item.dueAt - 1)}
      />{" "}
      {item.category === "sound" && <Transcribed item={item} />}
    </List.Item>
  );
}

function Transcribed({ item }: { readonly item: Item<"erasure-due"> }) {
  const { t } = useTranslation();
  const { transcribedMs, durationMs } = item;
  if (transcribedMs === 0) return t("today.nothingTranscribed");
  if (durationMs !== null && isTranscribed(transcribedMs, durationMs)) return t("today.allTranscribed");
  return t("today.partTranscribed", { count: Math.max(1, Math.round(transcribedMs / 60_000)) });
}

function RecordUnwritten({ item }: { readonly item: Item<"record-unwritten"> }) {
  const { t } = useTranslation();
  const update = useChange("conversation.update");
  return (
    <List.Item>
      <Sentence text="today.recordUnwritten" item={item} />
      <div className={classes.todayAction}>
        <Button
          size="xs"
          loading={update.isPending}
          onClick={() => update.mutate({ conversationId: item.conversationId, recordWritten: true })}
        >
          {t("today.recordWritten")}
        </Button>
      </div>
      <ErrorNotice error={update.error} />
    </List.Item>
  );
}

function HoldEnding({ item }: { readonly item: Item<"hold-ending"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const isEndingSoon = calendarDay(item.until) - calendarDay(pageNow()) <= 7;
  return (
    <List.Item>
      <Sentence text="today.holdEnding" item={item} when={format.relativeDays(item.until)} />
      {isEndingSoon && (
        <div className={classes.todayAction}>
          <Button size="xs" onClick={() => setOpen(true)}>
            {t("today.renewHold")}
          </Button>
        </div>
      )}
      <HoldDialog conversationId={item.conversationId} opened={isOpen} onClose={() => setOpen(false)} />
    </List.Item>
  );
}

function WithdrawnWhileLocked({ item }: { readonly item: Item<"withdrawn-while-locked"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title, consentNumber: number, heldUntil } = item;
  return (
    <List.Item>
      {heldUntil === null
        ? t("today.withdrawnWhileLocked.gone", { title, number })
        : t("today.withdrawnWhileLocked.held", { title, number, when: format.relativeDays(heldUntil) })}
    </List.Item>
  );
}

function Preparing(props: {
  readonly item: Item<"preparing">;
  readonly conversation: ConversationSummary | null;
}) {
  const { t } = useTranslation();
  const sound = props.conversation?.sound;
  const preparation = usePreparation(sound?.phase === "preparing" ? sound.recordingId : undefined);
  return (
    <List.Item>
      <Sentence text="today.preparing" item={props.item} />
      {preparation && (
        <div className={classes.todayAction}>
          <ProgressLine label={t("today.preparingLabel")} share={preparation.progress} />
        </div>
      )}
    </List.Item>
  );
}

function RecordingRecovered({ item }: { readonly item: Item<"recording-recovered"> }) {
  const { t } = useTranslation();
  const seen = useChange("recording.seen");
  return (
    <List.Item>
      <Sentence text={`today.recovered.${item.outcome}`} item={item} />
      {item.outcome === "whole" && (
        <div className={classes.todayAction}>
          <Button
            size="xs"
            loading={seen.isPending}
            onClick={() => seen.mutate({ recordingId: item.recordingId })}
          >
            {t("today.recovered.seen")}
          </Button>
        </div>
      )}
      <ErrorNotice error={seen.error} />
    </List.Item>
  );
}

function ErasureIncomplete({ item }: { readonly item: Item<"erasure-incomplete"> }) {
  return (
    <List.Item>
      <Sentence text={`today.incomplete.${item.category}`} item={item} />
    </List.Item>
  );
}

function SoundElsewhere({ item }: { readonly item: Item<"sound-elsewhere"> }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { conversationId, consentNumber, origin, isErasureUnfinished } = item;
  return (
    <List.Item>
      <Sentence text={`today.soundElsewhere.${originWord(origin)}`} item={item} />
      {consentNumber === null ? "." : t("today.soundElsewhereNumber", { number: consentNumber })}{" "}
      {isErasureUnfinished && t("today.soundElsewhereUnfinished")}
      <div className={classes.todayAction}>
        <Button size="xs" onClick={() => setOpen(true)}>
          {t("today.soundElsewhereOpen")}
        </Button>
      </div>
      <WhereaboutsDialog conversationId={conversationId} opened={isOpen} onClose={() => setOpen(false)} />
    </List.Item>
  );
}

function BackupDue({ item }: { readonly item: Item<"backup-due"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <List.Item>
      {item.lastMadeAt === null
        ? t("today.backupNever")
        : t("today.backupOld", { when: format.date(item.lastMadeAt, "dayLong") })}
      <div className={classes.todayAction}>
        <Button size="xs" onClick={() => openScreen({ screen: "settings" })}>
          {t("today.backupOpen")}
        </Button>
      </div>
    </List.Item>
  );
}

/** A sentence in which the conversation's name opens it; the name is data, so none of it is read as a tag. */
function Sentence(props: {
  readonly text: TodayText;
  readonly item: AboutConversation;
  readonly when?: string;
}) {
  const { conversationId, title } = props.item;
  return (
    <Trans
      i18nKey={props.text}
      values={{ title, when: props.when ?? "" }}
      tOptions={{ interpolation: { escapeValue: true } }}
      shouldUnescape
      components={{
        open: (
          <button
            type="button"
            className={classes.todayLink}
            onClick={() => openScreen({ screen: "review", conversationId })}
          />
        ),
      }}
    />
  );
}
