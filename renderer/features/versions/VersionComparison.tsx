/** A version beside the text as it is: what was added, removed and changed, as many lines as are in sight. */
import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { IconArrowLeft, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  compareTranscripts,
  countChanges,
  type LineChange,
  lineOf,
  type WordPiece,
} from "../../../shared/domain/compareTranscripts.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import type { TranscriptVersion } from "../../../shared/domain/transcriptVersion.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf, useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import { useReview } from "../review/reviewStore.ts";
import { type VersionDeed, VersionDeedDialog } from "./VersionDeedDialog.tsx";
import classes from "./versions.module.css";

const oneLinePx = 44;
const noSegments: readonly Segment[] = [];
const noNames: SpeakerNames = {};

export function VersionComparison(props: {
  readonly conversation: ConversationDetail;
  readonly version: TranscriptVersion;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { conversation, version, onBack, onDone } = props;
  const { t } = useTranslation();
  const [onlyChanges, setOnlyChanges] = useState(true);
  const [deed, setDeed] = useState<VersionDeed | null>(null);
  const then = useRequest("version.read", { versionId: version.id });
  const now = useReview((state) => state.transcripts[conversation.id]?.segments) ?? noSegments;
  const changes = useMemo(
    () => (then.data === undefined ? undefined : compareTranscripts(then.data.segments, now)),
    [then.data, now],
  );
  if (changes === undefined) return <ErrorNotice error={then.error} />;
  const { changed, added, removed } = countChanges(changes);
  const isSame = changed + added + removed === 0;
  const shown = onlyChanges ? changes.filter(({ kind }) => kind !== "same") : changes;
  return (
    <Stack gap={12}>
      <Group justify="space-between" gap={8}>
        <p role="status">
          {isSame
            ? t("versions.same")
            : t("versions.summary", {
                changed: t("versions.changed", { count: changed }),
                added: t("versions.added", { count: added }),
                removed: t("versions.removed", { count: removed }),
              })}
        </p>
        {isSame ? null : (
          <Checkbox
            label={t("versions.onlyChanges")}
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
        )}
      </Group>
      {isSame ? null : <Lines conversation={conversation} changes={shown} />}
      <Group justify="space-between" gap={8}>
        <Button leftSection={<IconArrowLeft size={17} />} onClick={onBack}>
          {t("versions.back")}
        </Button>
        {isSame || conversation.hold !== null ? null : (
          <Button variant="filled" onClick={() => setDeed({ kind: "restore", version })}>
            {t("versions.restoreConfirm")}
          </Button>
        )}
      </Group>
      {deed === null ? null : (
        <VersionDeedDialog
          conversationId={conversation.id}
          deed={deed}
          onClose={() => setDeed(null)}
          onRestored={onDone}
        />
      )}
    </Stack>
  );
}

function Lines(props: {
  readonly conversation: ConversationDetail;
  readonly changes: readonly LineChange[];
}) {
  const { conversation, changes } = props;
  const { t } = useTranslation();
  const names = useReview((state) => state.speakerNames[conversation.id]) ?? noNames;
  // The dialog's content comes after its first drawing: the list is there once its page is.
  const [page, setPage] = useState<HTMLElement | null>(null);
  const list = useVirtualizer({
    count: changes.length,
    getScrollElement: () => page,
    estimateSize: () => oneLinePx,
    getItemKey: (index) => keyOf(changes[index]) ?? index,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section ref={setPage} className={classes.page} tabIndex={0} aria-label={t("versions.compared")}>
      <VirtualRows
        list={list}
        row={(index) => {
          const change = changes[index];
          return change === undefined ? null : <Line change={change} names={names} />;
        }}
      />
    </section>
  );
}

function keyOf(change: LineChange | undefined): string | undefined {
  return change && `${change.kind} ${lineOf(change).id}`;
}

function Line({ change, names }: { readonly change: LineChange; readonly names: SpeakerNames }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const segment = lineOf(change);
  const called = speakerWordOf(segment, names, words);
  const before = change.kind === "changed" ? speakerWordOf(change.before, names, words) : called;
  return (
    <div className={classes.line} data-change={change.kind}>
      <span className={classes.time}>{format.position(segment.startMs)}</span>
      <SpeakerBadge speaker={segment.speaker} word={called} />
      <span className={classes.spoken}>
        {change.kind === "changed" ? (
          <Words pieces={change.words} />
        ) : change.kind === "removed" ? (
          <del>{segment.text}</del>
        ) : change.kind === "added" ? (
          <ins>{segment.text}</ins>
        ) : (
          segment.text
        )}
        {before.name === called.name ? null : (
          <span className={classes.beside}>
            {t("versions.spoken", { before: before.name, after: called.name })}
          </span>
        )}
      </span>
      {change.kind === "same" ? null : (
        <span className={classes.sign}>
          <Sign kind={change.kind} />
          {t(`versions.mark.${change.kind}`)}
        </span>
      )}
    </div>
  );
}

function Sign({ kind }: { readonly kind: "added" | "removed" | "changed" }) {
  const Icon = { added: IconPlus, removed: IconMinus, changed: IconPencil }[kind];
  return <Icon size={15} aria-hidden="true" />;
}

/** Underlined and struck through, and said in words to those who hear it. */
function Words({ pieces }: { readonly pieces: readonly WordPiece[] }) {
  const { t } = useTranslation();
  return pieces.map(({ kind, text }, index) => {
    const key = `${index} ${kind}`;
    if (kind === "same") return <span key={key}>{text}</span>;
    return kind === "added" ? (
      <ins key={key}>
        <span className="visually-hidden">{t("versions.wordAdded")}</span>
        {text}
      </ins>
    ) : (
      <del key={key}>
        <span className="visually-hidden">{t("versions.wordRemoved")}</span>
        {text}
      </del>
    );
  });
}
