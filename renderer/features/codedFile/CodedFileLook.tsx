/** What was understood of a coded file: its rows, who is who, and what codes mean that the scheme does not have. */
import { SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CodedFilePreview, CodedFileReading } from "../../../shared/domain/codedFilePreview.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";
import { speakers } from "../../../shared/domain/segment.ts";
import type { ColumnMeaning } from "../../../shared/formats/codedColumns.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./CodedFile.module.css";
import { withCode, withSpeaker } from "./codedFileForm.ts";
import { FileColumns } from "./FileColumns.tsx";

interface LookProps {
  readonly preview: CodedFilePreview;
  readonly reading: CodedFileReading;
  readonly scheme: Scheme;
  readonly onRead: (reading: CodedFileReading) => void;
  /** What the columns hold, in their order. */
  readonly onColumns: (columns: readonly ColumnMeaning[]) => void;
}

/** So many rows are named before "and n more". */
const namedRows = 5;

export function CodedFileLook(props: LookProps) {
  return (
    <>
      <Numbers preview={props.preview} />
      <FirstRows {...props} />
      <FileColumns preview={props.preview} onColumns={props.onColumns} />
      <WhoIsWho {...props} />
      <UnknownCodes {...props} />
      <Ratings preview={props.preview} />
    </>
  );
}

function Numbers({ preview }: Pick<LookProps, "preview">) {
  const { t } = useTranslation();
  const rowsIn = useRows();
  const { rowCount, utteranceCount, codedCount, leftOut, found, otherSideCount, warnings } = preview;
  const parts = leftOut.map(({ reason, count }) => t(`codedFile.leftOut.${reason}`, { count }));
  return (
    <section className={classes.panel} aria-label={t("codedFile.understood")} aria-live="polite">
      <p className={classes.strong}>
        {t("codedFile.rows", { rows: rowCount, utterances: utteranceCount, coded: codedCount })}
      </p>
      {preview.hasCodes ? null : <p className={classes.warm}>{t("codedFile.noCodes")}</p>}
      {parts.length === 0 ? null : <p>{t("codedFile.leftOutTitle", { parts: parts.join(", ") })}</p>}
      {(["text", "time", "nothing"] as const).map((by) =>
        found[by] === 0 ? null : <p key={by}>{t(`codedFile.found.${by}`, { count: found[by] })}</p>,
      )}
      {otherSideCount === 0 ? null : (
        <p className={classes.warm}>{t("codedFile.otherSide", { count: otherSideCount })}</p>
      )}
      {warnings.map(({ code, rows }) => (
        <p key={code} className={classes.quiet}>
          {t(`codedFile.warning.${code}`)} ({rowsIn(rows)})
        </p>
      ))}
    </section>
  );
}

function FirstRows({ preview, reading, scheme }: LookProps) {
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const signOf = (id: string) => scheme.codes.find((code) => code.id === id)?.sign ?? id;
  const speakerOf = (label: string) =>
    reading.speakers.find((entry) => entry.label === label)?.speaker ?? "other";
  return (
    <ul className={classes.sample} aria-label={t("codedFile.sample")}>
      {preview.sample.map(({ row, label, text, codes }) => (
        <li key={row}>
          <span className={classes.number}>{row}</span>
          <SpeakerBadge speaker={speakerOf(label)} word={words[speakerOf(label)]} />
          <span className={classes.text}>{text}</span>
          <span className={classes.codes}>{codes.map(signOf).join(" ")}</span>
        </li>
      ))}
    </ul>
  );
}

function WhoIsWho({ preview, reading, onRead }: LookProps) {
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const data = speakers.map((speaker) => ({ value: speaker, label: words[speaker].name }));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t("codedFile.who")}</legend>
      {preview.speakers.map(({ label, rowCount }) => {
        const name = label === "" ? t("codedFile.noLabel") : label;
        const value = reading.speakers.find((entry) => entry.label === label)?.speaker ?? "other";
        return (
          <div key={label} className={classes.row}>
            <span className={classes.name}>
              {name} <span className={classes.quiet}>{t("codedFile.labelRows", { count: rowCount })}</span>
            </span>
            <SegmentedControl
              aria-label={t("codedFile.whoIs", { name })}
              data={data}
              value={value}
              onChange={(speaker) => onRead(withSpeaker(reading, label, speaker))}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

/** Each with its rows; a slip is only suggested. */
function UnknownCodes({ preview, reading, scheme, onRead }: LookProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rowsIn = useRows();
  if (preview.unknownCodes.length === 0) return null;
  const leave = "";
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t("codedFile.unknown")}</legend>
      <p className={classes.quiet}>{t("codedFile.unknownAbout")}</p>
      {preview.unknownCodes.map(({ text, suggestion, rows }) => {
        const nameOf = ({ id, sign, labels }: Scheme["codes"][number]) => {
          const code = `${sign} · ${labelIn(labels, language)}`;
          return id === suggestion ? t("codedFile.perhaps", { code }) : code;
        };
        const codes = scheme.codes.toSorted(
          (a, b) => Number(b.id === suggestion) - Number(a.id === suggestion),
        );
        return (
          <div key={text} className={classes.row}>
            <span className={classes.name}>
              <b>{text}</b> <span className={classes.quiet}>{rowsIn(rows)}</span>
            </span>
            <Select
              aria-label={t("codedFile.meaning", { text })}
              data={[
                { value: leave, label: t("codedFile.uncoded") },
                ...codes.map((code) => ({ value: code.id as string, label: nameOf(code) })),
                { value: notCoded, label: t("codedFile.notCoded") },
              ]}
              value={reading.codes.find((entry) => entry.text === text)?.codeId ?? leave}
              allowDeselect={false}
              onChange={(value) => onRead(withCode(reading, text, value === leave ? null : value))}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

function Ratings({ preview }: Pick<LookProps, "preview">) {
  const { t } = useTranslation();
  if (preview.ratings.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t("codedFile.ratings")}>
      <p className={classes.strong}>{t("codedFile.ratings")}</p>
      {preview.ratings.map(({ name, value, itemId }) => (
        <p key={name}>{t(itemId === null ? "codedFile.ratingLeft" : "codedFile.rating", { name, value })}</p>
      ))}
      <p className={classes.quiet}>{t("codedFile.preset")}</p>
    </section>
  );
}

function useRows(): (rows: readonly number[]) => string {
  const { t } = useTranslation();
  return (rows) => {
    const named = rows.slice(0, namedRows).join(", ");
    const count = rows.length - namedRows;
    return count > 0
      ? t("codedFile.andMore", { rows: named, count })
      : t("codedFile.inRows", { rows: named });
  };
}
