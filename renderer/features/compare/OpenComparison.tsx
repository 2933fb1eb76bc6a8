/** The comparison once everything is read: the places, what can be decided about them, and the keys. */
import { IconEar } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isFullyCoded, withCode } from "../../../shared/domain/codeUnit.ts";
import type { Coding } from "../../../shared/domain/coding.ts";
import { type ComparedRow, compareCodings } from "../../../shared/domain/compareCodings.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { isWritten, type Segment } from "../../../shared/domain/segment.ts";
import { useRequest } from "../../api/useRequest.ts";
import { usePlayerState } from "../../audio/playerHooks.ts";
import { Chip } from "../../ui/Chip.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Pills } from "../../ui/Pills.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { WorkHeader } from "../../ui/WorkHeader.tsx";
import { listenTo } from "../deidentify/listenTo.ts";
import { openScreen } from "../frame/route.ts";
import { useConversationSound } from "../review/useConversationSound.ts";
import { ComparedPlace } from "./ComparedPlace.tsx";
import { CompareKeys } from "./CompareKeys.tsx";
import { ConsensusPanel } from "./ConsensusPanel.tsx";
import { padKeys } from "./codePad.ts";
import classes from "./compare.module.css";
import { type RowFilter, rowFilters, rowKey, rowsOf, unitAt, wordsAt } from "./comparedRows.ts";
import { useCompareKeys } from "./useCompareKeys.ts";
import { useConsensus } from "./useConsensus.ts";

/** One listens from so much before a place to so much after it, in ms. */
const listenAroundMs = 400;

export function OpenComparison(props: {
  readonly conversation: ConversationDetail;
  readonly segments: readonly Segment[];
  readonly scheme: Scheme;
  readonly codings: readonly Coding[];
}) {
  const { conversation, segments, scheme, codings } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const settings = useRequest("settings.read", {});
  const comparison = useMemo(() => compareCodings(scheme, codings), [scheme, codings]);
  const lines = useMemo(() => segments.filter(isWritten), [segments]);
  const consensus = useConsensus(
    conversation.id,
    codings.map(({ id }) => id),
  );
  const [filter, setFilter] = useState<RowFilter>("different");
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { rows, totals, common } = comparison;
  const shown = rowsOf(filter, rows);
  const at = Math.max(
    0,
    shown.findIndex((row) => rowKey(row) === current),
  );
  const row = shown[at];

  const opened = useConversationSound(conversation, row?.startMs ?? 0, 0);
  const player = opened.phase === "open" ? opened.player : null;
  const isPlaying = usePlayerState(player).phase === "playing";
  const [played, setPlayed] = useState<string | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const play = (place: ComparedRow) => {
    const key = rowKey(place);
    setCurrent(key);
    setPlayed(key);
    stop.current?.();
    stop.current = null;
    if (player === null || (isPlaying && played === key)) return;
    stop.current = listenTo(player, {
      startMs: Math.max(0, place.startMs - listenAroundMs),
      endMs: place.endMs + listenAroundMs,
    });
  };
  const goTo = (index: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    setCurrent(rowKey(next));
    list.current?.querySelectorAll<HTMLElement>("[data-place]")[shown.indexOf(next)]?.focus();
  };

  const open = consensus.coding !== null && consensus.coding.finishedAt === null ? consensus.coding : null;
  const unit = open === null || row === undefined ? undefined : unitAt(open, row);
  const decide = (code: string) => {
    if (unit === undefined) return;
    const after = { ...unit, codes: withCode(scheme, unit, code) };
    consensus.decide({ kind: "unit", before: unit, after });
    if (isFullyCoded(scheme, after)) goTo(at + 1);
  };
  const keys = open === null || unit === undefined ? [] : padKeys(scheme, unit, open);
  const singleKeys = settings.data?.singleKeys ?? true;
  useCompareKeys({
    move: (by) => goTo(at + by),
    play: () => row !== undefined && play(row),
    decide: (key) => {
      const found = singleKeys ? keys.find((known) => known.key === key) : undefined;
      if (found !== undefined) decide(found.code);
      return found !== undefined;
    },
    undo: () => {
      if (open !== null) consensus.undo();
    },
  });

  const { id: conversationId, title, occasion } = conversation;
  const counts = { different: totals.different, open: totals.open, all: rows.length };
  return (
    <div className={classes.screen}>
      <WorkHeader
        back={t("compare.back")}
        onBack={() => openScreen({ screen: "review", conversationId, tab: "codings" })}
        title={t("compare.title")}
        facts={[
          occasion === "" ? title : `${title} · ${occasion}`,
          labelIn(scheme.title, language),
          ...(common === undefined
            ? []
            : [`${format.position(common.startMs)}–${format.position(common.endMs)}`]),
          t("compare.coders", { count: codings.length }),
        ]}
      >
        <Chip>{t("compare.places", { count: totals.different, total: rows.length })}</Chip>
      </WorkHeader>
      <div className={classes.body}>
        {opened.phase === "failed" ? <ErrorNotice error={opened.error} onRetry={opened.retry} /> : null}
        <div className={classes.columns}>
          <section className={classes.places} aria-label={t("compare.list")}>
            <div className={classes.filter}>
              <Pills
                legend={t("compare.filter.legend")}
                pills={rowFilters
                  .filter((known) => known !== "open" || totals.open > 0)
                  .map((known) => ({
                    key: known,
                    label: t(`compare.filter.${known}`, {
                      count: known === "uncertain" ? rowsOf(known, rows).length : counts[known],
                    }),
                    isPressed: filter === known,
                    onPress: () => setFilter(known),
                  }))}
              />
            </div>
            {shown.length === 0 ? (
              <EmptyState
                title={t(`compare.empty.${common === undefined ? "apart" : filter}`)}
                icon={<IconEar size={32} stroke={1.4} />}
              >
                {filter === "different" && rows.length > 0
                  ? t("compare.empty.alike", { count: totals.same })
                  : null}
              </EmptyState>
            ) : (
              <ol className={classes.rows} ref={list}>
                {shown.map((place, index) => (
                  <ComparedPlace
                    key={rowKey(place)}
                    row={place}
                    words={wordsAt(lines, place)}
                    scheme={scheme}
                    isCurrent={index === at}
                    isPlaying={isPlaying && rowKey(place) === played}
                    canPlay={player !== null}
                    decided={
                      consensus.coding === null ? null : (unitAt(consensus.coding, place)?.codes ?? [])
                    }
                    onFocus={() => setCurrent(rowKey(place))}
                    onPlay={() => play(place)}
                  />
                ))}
              </ol>
            )}
          </section>
          <ConsensusPanel
            scheme={scheme}
            codings={codings}
            comparison={comparison}
            consensus={consensus}
            keys={singleKeys ? keys : keys.map(({ code }) => ({ code }))}
            codes={unit?.codes ?? []}
            onDecide={decide}
          />
        </div>
      </div>
      <CompareKeys
        canPlay={player !== null}
        canDecide={open !== null && singleKeys}
        canUndo={open !== null}
      />
    </div>
  );
}
