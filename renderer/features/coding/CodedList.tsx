/** What is said in the sample, utterance by utterance, as much as is in sight; without text, the moments. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { codesFor, isInSpan } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding } from "../../../shared/domain/coding.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf, useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import classes from "./CodedList.module.css";
import { CodedRow } from "./CodedRow.tsx";
import { useSigns } from "./codeSigns.ts";
import type { Looking, Midst } from "./codingLooking.ts";
import { isByMoment, wordsOf } from "./codingView.ts";

/** Height of a row of one line, in px; others are measured. */
const oneLinePx = 46;
/** A row within this distance of an edge counts as out of sight, in px. */
const edgePx = 60;

export function CodedList(props: {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly segments: readonly Segment[];
  readonly names: SpeakerNames;
  readonly textById: ReadonlyMap<string, string>;
  readonly currentIndex: number;
  /** Nothing is read out while what plays is followed: it would talk over it. */
  readonly isQuiet: boolean;
  readonly midst: Midst;
  readonly begun: Looking["begun"];
  readonly onChoose: (unit: CodedUnit, index?: number) => void;
  readonly onPlay: (unit: CodedUnit) => void;
}) {
  const { coding, scheme, segments, names, textById, currentIndex, midst, begun, onChoose, onPlay } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const signsOf = useSigns(scheme);
  const { units, spans } = coding;
  const page = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: units.length,
    getScrollElement: () => page.current,
    estimateSize: () => oneLinePx,
    getItemKey: (index) => units[index]?.id ?? index,
    overscan: 8,
    paddingStart: 10,
    paddingEnd: 24,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: moves only when another one is current, not when rows are measured.
  useEffect(() => {
    if (currentIndex < 0) return;
    const row = list.measurementsCache[currentIndex];
    const { scrollTop = 0, clientHeight = 0 } = page.current ?? {};
    const isInSight =
      row !== undefined && row.start >= scrollTop && row.end <= scrollTop + clientHeight - edgePx;
    if (!isInSight) list.scrollToIndex(currentIndex, { align: "center" });
  }, [currentIndex]);

  const segmentById = new Map(segments.map((segment) => [segment.id, segment]));
  const calledOf = (unit: CodedUnit) => {
    const segment = unit.place === undefined ? undefined : segmentById.get(unit.place.segmentId);
    return speakerWordOf(segment ?? { speaker: unit.speaker }, names, words);
  };
  const current = units[currentIndex];
  const said = (unit: CodedUnit) =>
    unit.place === undefined ? t("coding.unit.moment") : (wordsOf(unit, textById) ?? t("coding.unit.gone"));

  return (
    <section
      className={classes.panel}
      aria-label={t(isByMoment(coding) ? "coding.list.moments" : "coding.list.said")}
    >
      <div ref={page} className={classes.page}>
        {units.length === 0 ? (
          <p className={classes.empty}>
            {t(scheme.codes.length === 0 ? "coding.list.noText" : "coding.list.noMoments")}
          </p>
        ) : null}
        <VirtualRows
          list={list}
          currentIndex={currentIndex}
          row={(index) => {
            const unit = units[index];
            if (unit === undefined) return null;
            const before = units[index - 1];
            return (
              <CodedRow
                unit={unit}
                time={format.position(unit.startMs)}
                called={calledOf(unit)}
                words={said(unit)}
                signs={signsOf(unit)}
                isCoded={codesFor(scheme, unit.speaker).length > 0}
                isCurrent={index === currentIndex}
                goesOn={unit.place !== undefined && before?.place?.segmentId === unit.place.segmentId}
                isFormal={isInSpan(unit, spans, "formal")}
                isPermission={isInSpan(unit, spans, "permission")}
                begins={begun !== null && begun.unit.startMs === unit.startMs ? begun.kind : undefined}
                splitAt={
                  index === currentIndex && midst.kind === "splitting" && unit.place !== undefined
                    ? midst.index - unit.place.startIndex
                    : undefined
                }
                onChoose={onChoose}
                onPlay={onPlay}
              />
            );
          }}
        />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {current === undefined || props.isQuiet
          ? ""
          : [
              `${calledOf(current).name}: ${said(current)}`,
              ...signsOf(current).map(({ name }) => name),
              ...(current.isUncertain ? [t("coding.pad.uncertain")] : []),
            ].join(". ")}
      </p>
    </section>
  );
}
