/** One utterance: when, who, the words underlined where it is one to be coded, and the signs of its codes. */
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { CodedUnit, CodingSpan } from "../../../shared/domain/coding.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import type { SpeakerWord } from "../../ui/useSpeakerWords.ts";
import classes from "./CodedList.module.css";
import { CodeSign } from "./CodeSign.tsx";
import type { Sign } from "./codeSigns.ts";

interface CodedRowProps {
  readonly unit: CodedUnit;
  /** Where it begins, written out. */
  readonly time: string;
  readonly called: SpeakerWord;
  readonly words: string;
  readonly signs: readonly Sign[];
  /** It is of a side that the scheme codes. */
  readonly isCoded: boolean;
  readonly isCurrent: boolean;
  /** It goes on in the line of the one before. */
  readonly goesOn: boolean;
  readonly isFormal: boolean;
  readonly isPermission: boolean;
  /** A stretch has begun here. */
  readonly begins: CodingSpan["kind"] | undefined;
  /** Where it is about to be divided, an index in `words`. */
  readonly splitAt: number | undefined;
  readonly onChoose: (unit: CodedUnit, index?: number) => void;
  readonly onPlay: (unit: CodedUnit) => void;
}

export const CodedRow = memo(function CodedRow(props: CodedRowProps) {
  const { unit, time, called, words, signs, isCoded, isCurrent, goesOn, isFormal, isPermission } = props;
  const { begins, splitAt, onChoose, onPlay } = props;
  const { t } = useTranslation();
  const choose = (event: MouseEvent) => {
    const at = document.caretPositionFromPoint(event.clientX, event.clientY);
    const isInWords = at !== null && event.currentTarget.contains(at.offsetNode) && unit.place !== undefined;
    onChoose(unit, isInWords ? (unit.place?.startIndex ?? 0) + at.offset : undefined);
  };
  const marks = [
    ...(isFormal ? [t("coding.unit.formal")] : []),
    ...(isPermission ? [t("coding.unit.permission")] : []),
    ...(begins === undefined ? [] : [t(`coding.unit.begins.${begins}`)]),
  ];
  return (
    <div
      className={classes.row}
      data-speaker={unit.speaker}
      data-goes-on={goesOn || undefined}
      data-formal={isFormal || undefined}
    >
      <button
        type="button"
        className={classes.time}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={t("transcript.playFrom", { time })}
        onClick={() => onPlay(unit)}
      >
        {time}
      </button>
      {goesOn ? <span /> : <SpeakerBadge speaker={unit.speaker} word={called} />}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys do the same everywhere on the screen. */}
      <p className={classes.text} onClick={choose}>
        <span
          className={classes.words}
          data-coded={(isCoded && !isFormal) || undefined}
          data-current={isCurrent || undefined}
          data-moment={unit.place === undefined || undefined}
        >
          {splitAt === undefined ? (
            words
          ) : (
            <>
              {words.slice(0, splitAt)}
              <span className={classes.cut} role="img" aria-label={t("coding.unit.cut")} />
              {words.slice(splitAt)}
            </>
          )}
        </span>{" "}
        {signs.map((sign) => (
          <CodeSign
            key={sign.id}
            className={classes.sign}
            sign={sign}
            speaker={unit.speaker}
            isUncertain={unit.isUncertain === true}
          />
        ))}
        {signs.length === 0 && unit.isUncertain ? (
          <CodeSign
            className={classes.sign}
            sign={{ id: "?", sign: "?", name: t("coding.pad.uncertain") }}
            speaker="other"
          />
        ) : null}
        {unit.isFacilitative ? <span className={classes.note}>{t("coding.unit.facilitative")}</span> : null}
        {marks.map((mark) => (
          <span key={mark} className={classes.note}>
            {mark}
          </span>
        ))}
      </p>
    </div>
  );
});
