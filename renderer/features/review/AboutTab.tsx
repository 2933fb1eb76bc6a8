/** What the conversation is, what it rests on, and what is kept of it until when; counted, not judged. */
import { Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ConversationDetail,
  contentCategories,
  soundLengthMs,
} from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { lastDayBefore } from "../../../shared/domain/localMidnight.ts";
import { isSettled, unsettledPlaces } from "../../../shared/domain/whereabouts.ts";
import { useRequest } from "../../api/useRequest.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useSoundErasedAt } from "../../ui/useSoundErasedAt.ts";
import { useSoughtWords } from "../deidentify/soughtWords.ts";
import { ReceiptView } from "../handOver/ReceiptView.tsx";
import { TalkNumbers } from "../speakers/TalkNumbers.tsx";
import type { OpenDialog } from "./AboutDialogs.tsx";
import classes from "./SidePanel.module.css";

export function AboutTab(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { conversation, onDialog } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.about}>
      <WhatItIs conversation={conversation} />
      <Permission conversation={conversation} onDialog={onDialog} />
      {conversation.segmentCount === 0 ? null : <TalkNumbers conversation={conversation} />}
      <Deidentification conversation={conversation} onDialog={onDialog} />
      <WhatIsKept conversation={conversation} />
      <SoundElsewhere conversationId={conversation.id} onOpen={() => onDialog("whereabouts")} />
      {conversation.kind === "client" ? <CopiesOutside conversationId={conversation.id} /> : null}
      <Group gap={8}>
        {conversation.kind === "published" ? null : (
          <>
            <Button size="xs" onClick={() => onDialog("retention")}>
              {t("review.menu.retention")}
            </Button>
            <Button size="xs" onClick={() => onDialog("hold")}>
              {conversation.hold === null ? t("review.menu.hold") : t("review.menu.holdOn")}
            </Button>
          </>
        )}
        <Button size="xs" onClick={() => onDialog("erase")}>
          {t("review.menu.erase")}
        </Button>
      </Group>
    </div>
  );
}

function WhatItIs({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sound } = conversation;
  const durationMs = soundLengthMs(sound);
  return (
    <section>
      <h2>{t("review.about.what")}</h2>
      <dl className={classes.facts}>
        <dt>{t("review.about.kind")}</dt>
        <dd>{t(`review.kind.${conversation.kind}`)}</dd>
        <dt>{t("review.about.heldOn")}</dt>
        <dd>{format.date(conversation.heldOn, "long")}</dd>
        {durationMs === null ? null : (
          <>
            <dt>{t("review.about.length")}</dt>
            <dd>{format.position(durationMs)}</dd>
          </>
        )}
        <Origin conversation={conversation} />
        <dt>{t("review.about.transcript")}</dt>
        <dd>
          {t("review.about.rows", { count: conversation.segmentCount })}
          {conversation.segmentCount === 0
            ? null
            : ` · ${t("review.about.transcribed", { length: format.position(conversation.transcribedMs) })}`}
        </dd>
        {conversation.unreviewedCount === 0 ? null : (
          <>
            <dt>{t("machineText.about")}</dt>
            <dd>{t("machineText.aboutLeft", { count: conversation.unreviewedCount })}</dd>
          </>
        )}
        <dt>{t("review.about.notes")}</dt>
        <dd>{t("review.about.noteCount", { count: conversation.noteCount })}</dd>
        {conversation.codingCount === 0 ? null : (
          <>
            <dt>{t("review.about.codings")}</dt>
            <dd>{t("library.fact.codings", { count: conversation.codingCount })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** What is worth knowing of the file: that it was not whole, or was converted; mostly nothing. */
function Origin({ conversation: { origin } }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const facts = [
    ...(origin === null || origin.ending === "whole" ? [] : [t(`review.about.origin.${origin.ending}`)]),
    ...(origin?.convertedFrom == null
      ? []
      : [t("review.about.origin.converted", { format: origin.convertedFrom })]),
  ];
  if (facts.length === 0) return null;
  return (
    <>
      <dt>{t("review.about.file")}</dt>
      <dd>{facts.join("; ")}</dd>
    </>
  );
}

function Permission(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { conversation, onDialog } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { permission, consent } = conversation;
  const consents = useRequest("consent.list", {}, { enabled: permission.kind === "client" }).data;
  const full = consents?.find(({ id }) => permission.kind === "client" && id === permission.consentId);
  return (
    <section>
      <h2>{t("review.about.permission")}</h2>
      {permission.kind === "client" ? (
        <>
          <dl className={classes.facts}>
            {consent === null ? null : (
              <>
                <dt>{t("review.about.number")}</dt>
                <dd>{consent.number}</dd>
                <dt>
                  {t(consent.withdrawnAt === null ? "review.about.until" : "consent.details.withdrawn")}
                </dt>
                <dd>{format.date(consent.withdrawnAt ?? consent.lastOn, "dayLong")}</dd>
              </>
            )}
            {full === undefined ? null : (
              <>
                <dt>{t("review.about.audience")}</dt>
                <dd>{full.audience}</dd>
                <dt>{t("review.about.purpose")}</dt>
                <dd>{full.purpose}</dd>
                {full.spoken === null ? null : (
                  <>
                    <dt>{t("review.about.spoken")}</dt>
                    <dd>
                      {t("review.about.spokenBy", {
                        who: full.spoken.askedBy,
                        date: format.date(full.spoken.askedOn, "dayLong"),
                      })}
                    </dd>
                  </>
                )}
              </>
            )}
          </dl>
          <Button mt={8} size="xs" onClick={() => onDialog("permission")}>
            {t("review.menu.permission")}
          </Button>
        </>
      ) : permission.kind === "published" ? (
        <dl className={classes.facts}>
          <dt>{t("review.about.source")}</dt>
          <dd>{permission.source}</dd>
          <dt>{t("review.about.licence")}</dt>
          <dd>{permission.licence}</dd>
        </dl>
      ) : (
        <dl className={classes.facts}>
          {permission.participants.map(({ name, saidYesOn }) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{t("review.about.saidYes", { date: format.date(saidYesOn, "dayLong") })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** Whether somebody has gone through the text. */
function Deidentification(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { segmentCount, deidentified, deidentifiedAt, hold } = props.conversation;
  const { t } = useTranslation();
  const format = useFormat();
  if (segmentCount === 0) return null;
  return (
    <section>
      <h2>{t("deidentify.about.title")}</h2>
      <p>
        {deidentifiedAt === null
          ? t(`deidentify.about.${deidentified === "again" ? "again" : "no"}`)
          : t("deidentify.about.done", { date: format.date(deidentifiedAt, "dayLong") })}
      </p>
      <Button
        mt={8}
        size="xs"
        disabled={hold !== null}
        onClick={() => {
          useSoughtWords.setState({ words: null });
          props.onDialog("deidentify");
        }}
      >
        {t("deidentify.open")}
      </Button>
    </section>
  );
}

function WhatIsKept({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const erasedAt = useSoundErasedAt();
  const { clocks, hold, zone } = conversation;
  return (
    <section>
      <h2>{t("review.about.kept")}</h2>
      <dl className={classes.facts}>
        {contentCategories.map((category) => {
          const { dueAt, erasedAt } = clocks[category];
          return (
            <div key={category} style={{ display: "contents" }}>
              <dt>{t(`review.about.category.${category}`)}</dt>
              <dd>
                {category === "sound" && conversation.isSoundBeingErased && hold === null
                  ? t("library.chip.erasing")
                  : erasedAt !== null
                    ? t("review.about.erasedOn", { date: format.date(erasedAt, "dayLong") })
                    : dueAt !== null
                      ? t("review.about.keptUntil", {
                          date: format.date(lastDayBefore(dueAt, zone), "dayLong"),
                        })
                      : t("review.about.noDate")}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className={classes.small}>
        {hold === null
          ? conversation.kind === "published"
            ? t("review.about.publishedKept")
            : t(`review.about.erasedAt.${erasedAt}`)
          : t("review.about.onHold", { date: format.date(hold.until, "dayLong") })}
      </p>
    </section>
  );
}

/** Where the sound may still be that was taken in from a file, and what the person has said of it. */
function SoundElsewhere(props: { readonly conversationId: ConversationId; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const whereabouts = useRequest("whereabouts.read", { conversationId: props.conversationId }).data;
  if (whereabouts == null) return null;
  const { origin, isErasureUnfinished } = whereabouts;
  return (
    <section>
      <h2>{t("whereabouts.title")}</h2>
      <p>
        {origin === null
          ? t("whereabouts.unknown")
          : isSettled(whereabouts)
            ? t("whereabouts.settled")
            : t("whereabouts.left", { count: unsettledPlaces(whereabouts).length })}
      </p>
      {isErasureUnfinished ? <p className={classes.small}>{t("source.unfinished")}</p> : null}
      <Button mt={8} size="xs" onClick={props.onOpen}>
        {t("whereabouts.open")}
      </Button>
    </section>
  );
}

/** What has left Lyhörd of this conversation, and when; the receipts stay when it is erased. */
function CopiesOutside({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const format = useFormat();
  const copies = useRequest("copies.list", { conversationId }).data ?? [];
  const receipts = useRequest("handOver.receipts", { conversationId }).data ?? [];
  const [receipt, setReceipt] = useState<number | null>(null);
  return (
    <section>
      <h2>{t("copies.title")}</h2>
      {copies.length === 0 ? <p className={classes.small}>{t("copies.none")}</p> : null}
      <ul className={classes.copies}>
        {copies.map(({ kind, form, contents, madeAt }) => (
          <li key={`${madeAt} ${kind} ${form}`}>
            {t("copies.line", {
              date: format.date(madeAt, "dayLong"),
              kind: t(`copies.kind.${kind}`),
              form: t(`copies.form.${form}`),
            })}
            <span className={classes.small}>
              {contents.map((content) => t(`copies.content.${content}`)).join(", ")}
            </span>
          </li>
        ))}
      </ul>
      <Group gap={8} mt={receipts.length === 0 ? 0 : 8}>
        {receipts.map(({ number }) => (
          <Button key={number} size="xs" onClick={() => setReceipt(number)}>
            {t("receipt.show", { number })}
          </Button>
        ))}
      </Group>
      <Modal opened={receipt !== null} onClose={() => setReceipt(null)} title={t("handOver.title")} size="xl">
        {receipt === null ? null : <ReceiptView number={receipt} conversationId={conversationId} />}
      </Modal>
    </section>
  );
}
