/** The waveform itself: a slider for screen readers, drawn by waveformView.ts. */
import { useComputedColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { passagesOfKind } from "../../../shared/domain/markedPassage.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player } from "../../audio/player.ts";
import { useEachPosition, usePosition } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { rowAt } from "../transcript/rows.ts";
import type { ReviewActions } from "./reviewActions.ts";
import { look, useReview } from "./reviewStore.ts";
import { startingZoom } from "./startingZoom.ts";
import { useWaveformData } from "./useWaveformData.ts";
import classes from "./WaveformCard.module.css";
import { createWaveformView, type WaveformView } from "./waveformView.ts";

const noSegments: readonly Segment[] = [];

export function Waveform(props: {
  readonly conversation: Pick<ConversationDetail, "id" | "recorded" | "hold">;
  readonly recordingId: RecordingId;
  readonly durationMs: number;
  readonly player: Player;
  readonly viewRef: RefObject<WaveformView | null>;
  readonly pxPerSecondRef: RefObject<number>;
  readonly actions: ReviewActions;
}) {
  const { conversation, recordingId, durationMs, player, viewRef, pxPerSecondRef, actions } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const colorScheme = useComputedColorScheme();
  const segments = useReview((state) => state.transcripts[conversation.id]?.segments ?? noSegments);
  const selection = useReview((state) => state.looking.selection);
  const { chosenId, editingId } = useReview((state) => state.looking);
  const playedIndex = usePosition(player, (positionMs) => rowAt(segments, positionMs, chosenId));
  const row = editingId === undefined ? segments[playedIndex] : segments.find(({ id }) => id === editingId);
  const [settledSegments] = useDebouncedValue(segments, 150);
  const data = useWaveformData(recordingId, durationMs, segments === noSegments ? segments : settledSegments);
  const notes = useRequest("note.list", { conversationId: conversation.id }).data;
  const passages = useRequest("passage.list", { conversationId: conversation.id }).data;

  const wave = useRef<HTMLDivElement>(null);
  const minimap = useRef<HTMLDivElement>(null);
  const timeline = useRef<HTMLDivElement>(null);
  const ready = data !== undefined;
  const latest = useRef({ data, format });
  useEffect(() => {
    latest.current = { data, format };
  });

  useEffect(() => {
    const first = latest.current.data;
    if (!ready || first === undefined) return;
    if (wave.current === null || minimap.current === null || timeline.current === null) return;
    const view = createWaveformView(
      {
        wave: wave.current,
        minimap: minimap.current,
        timeline: timeline.current,
        media: player.media,
        durationMs,
        pxPerSecond: startingZoom(pxPerSecondRef.current, durationMs, wave.current.clientWidth),
        formatTime: (positionMs) => latest.current.format.position(positionMs),
        onSeek: (positionMs) => {
          look({ selection: null });
          actions.seek(positionMs);
        },
        onSelect: (range) => look({ selection: range }),
        onNote: () => look({ tab: "notes" }),
        onRow: ({ segmentId, startMs, endMs }) => actions.dragEdges(segmentId, { startMs, endMs }),
        onZoom: (pxPerSecond) => {
          pxPerSecondRef.current = pxPerSecond;
        },
      },
      first,
    );
    viewRef.current = view;
    return () => {
      viewRef.current = null;
      view.dispose();
    };
  }, [ready, player, durationMs, actions, viewRef, pxPerSecondRef]);

  const drawn = useRef(data);
  const drawnScheme = useRef(colorScheme);
  useEffect(() => {
    if (data === undefined || (drawn.current === data && drawnScheme.current === colorScheme)) return;
    const isFirst = drawn.current === undefined;
    drawn.current = data;
    drawnScheme.current = colorScheme;
    if (!isFirst) viewRef.current?.draw(data);
  }, [data, colorScheme, viewRef]);

  const marked = useMemo(
    () =>
      notes?.map(({ id, kind, startMs, endMs, text }) => ({
        noteId: id,
        startMs,
        endMs,
        flag: kind === "bookmark" ? text || t("notes.bookmark") : null,
      })) ?? [],
    [notes, t],
  );
  const pauses = useMemo(
    () =>
      conversation.recorded?.pauses.map(({ atMs, pausedMs }) => ({
        atMs,
        words: t("review.pauseMark", { length: format.duration(pausedMs) }),
      })) ?? [],
    [conversation.recorded, format, t],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view needs its marks too.
  useEffect(() => viewRef.current?.setNotes(marked), [marked, ready, player, viewRef]);
  const passageWord = t("review.passage");
  // Replaced words are too many and too short to be told apart here; the walk through them shows where each is.
  const ofPermission = useMemo(() => passagesOfKind(passages ?? [], "spoken-permission"), [passages]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view needs its marks too.
  useEffect(
    () => viewRef.current?.setPassages(ofPermission, passageWord),
    [ofPermission, passageWord, ready, player, viewRef],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view needs its marks too.
  useEffect(() => viewRef.current?.setPauses(pauses), [pauses, ready, player, viewRef]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view needs its marks too.
  useEffect(() => viewRef.current?.setSelection(selection), [selection, ready, player, viewRef]);

  const shownRow = conversation.hold === null ? row : undefined;
  const [segmentId, startMs, endMs] = [shownRow?.id, shownRow?.startMs, shownRow?.endMs];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view needs its marks too.
  useEffect(() => {
    const isNone = segmentId === undefined || startMs === undefined || endMs === undefined;
    viewRef.current?.setRow(isNone ? null : { segmentId, startMs, endMs });
  }, [segmentId, startMs, endMs, ready, player, viewRef]);

  const slider = useRef<HTMLDivElement>(null);
  useEachPosition(player, (positionMs) => {
    viewRef.current?.setPosition(positionMs);
    const seconds = String(Math.floor(positionMs / 1_000));
    if (slider.current === null || slider.current.getAttribute("aria-valuenow") === seconds) return;
    slider.current.setAttribute("aria-valuenow", seconds);
    slider.current.setAttribute("aria-valuetext", valueText(positionMs));
  });
  function valueText(positionMs: number): string {
    return t("player.positionOf", {
      position: format.position(positionMs),
      length: format.position(durationMs),
    });
  }

  return (
    <div className={classes.card} data-size="full">
      <div ref={minimap} className={classes.minimap} />
      <div
        ref={slider}
        role="slider"
        data-waveform
        tabIndex={0}
        className={classes.slider}
        aria-label={t("review.waveform")}
        aria-valuemin={0}
        aria-valuemax={Math.floor(durationMs / 1_000)}
        aria-valuenow={0}
        aria-valuetext={valueText(0)}
      >
        <div ref={wave} className={classes.wave} />
      </div>
      <div ref={timeline} className={classes.timeline} aria-hidden="true" />
    </div>
  );
}
