/** One place: when, who, what was said, and what was heard in it; nobody's name. */
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type ComparedRow, heardAt, labelOf } from "../../../shared/domain/compareCodings.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { CodeSign } from "./CodeSign.tsx";
import classes from "./compare.module.css";
import type { RowWords } from "./comparedRows.ts";

/** Of the lines around, so much is shown, in characters. */
const aroundCharacters = 120;

/** @param props.decided - codes of the consensus, `null` before it is begun */
export function ComparedPlace(props: {
  readonly row: ComparedRow;
  readonly words: RowWords;
  readonly scheme: Scheme;
  readonly isCurrent: boolean;
  readonly isPlaying: boolean;
  readonly canPlay: boolean;
  readonly decided: readonly string[] | null;
  readonly onFocus: () => void;
  readonly onPlay: () => void;
}) {
  const { row, words, scheme, isCurrent, isPlaying, canPlay, decided } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const speakerWords = useSpeakerWords();
  const { said, lineBefore, lineAfter } = words;
  return (
    <li className={classes.place} aria-current={isCurrent ? "true" : undefined}>
      {isCurrent ? <Around line={lineBefore} end="end" /> : null}
      <div className={classes.row}>
        <button
          type="button"
          className={classes.press}
          data-place
          tabIndex={isCurrent ? 0 : -1}
          aria-disabled={!canPlay}
          onFocus={props.onFocus}
          onClick={props.onPlay}
        >
          <span className={classes.time}>{format.position(row.startMs)}</span>
          <SpeakerBadge speaker={row.speaker} word={speakerWords[row.speaker]} />
          {said === undefined ? (
            <span className={classes.wordless}>{t("compare.wordless")}</span>
          ) : (
            <span className={classes.said}>
              {said.before === "" ? null : <span className={classes.rest}>{said.before}</span>}
              <span className={classes.words}>{said.words}</span>
              {said.after === "" ? null : <span className={classes.rest}>{said.after}</span>}
            </span>
          )}
          {canPlay ? (
            <span className={classes.play}>
              <span className="visually-hidden">{t(isPlaying ? "compare.stop" : "compare.play")}</span>
              {isPlaying ? (
                <IconPlayerStop size={17} aria-hidden="true" />
              ) : (
                <IconPlayerPlay size={17} aria-hidden="true" />
              )}
            </span>
          ) : null}
        </button>
        <div className={classes.heard}>
          {heardAt(scheme, row).map(({ codes, coders }) => (
            <CodeSign key={labelOf(codes ?? [])} scheme={scheme} codes={codes} coders={coders} />
          ))}
          {decided === null ? null : (
            <span className={classes.decided}>
              <span className="visually-hidden">{t("compare.decided")}</span>
              <span aria-hidden="true">→</span>
              {decided.length === 0 ? (
                <span className={classes.undecided}>{t("compare.undecided")}</span>
              ) : (
                <CodeSign scheme={scheme} codes={decided} tone="decided" />
              )}
            </span>
          )}
          {row.isCutDifferently ? <span className={classes.remark}>{t("compare.cut")}</span> : null}
          {row.isUncertain ? <span className={classes.remark}>{t("compare.uncertain")}</span> : null}
        </div>
      </div>
      {isCurrent ? <Around line={lineAfter} end="start" /> : null}
    </li>
  );
}

/** A line beside the current place; a long one is cut at the end that is farther away. */
function Around({ line, end }: { readonly line: Segment | undefined; readonly end: "start" | "end" }) {
  const words = useSpeakerWords();
  if (line === undefined) return null;
  const { text, speaker } = line;
  const isLong = text.length > aroundCharacters;
  const shown = !isLong
    ? text
    : end === "end"
      ? `…${text.slice(-aroundCharacters)}`
      : `${text.slice(0, aroundCharacters)}…`;
  return (
    <p className={classes.around}>
      <SpeakerBadge speaker={speaker} word={words[speaker]} />
      <span>{shown}</span>
    </p>
  );
}
