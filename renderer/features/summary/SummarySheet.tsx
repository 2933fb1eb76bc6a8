/** The summary on paper: figures in words with what they rest on, own words, utterances with their codes. */
import { useTranslation } from "react-i18next";
import type { PrintedMoments } from "../../../shared/domain/codingExport.ts";
import type { CodingSummary } from "../../../shared/domain/codingSummary.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { useSentenceWords } from "../coding/codingWords.ts";
import type { Choice } from "./choice.ts";
import type { SummaryProps } from "./OpenSummary.tsx";
import { SchemeNotices, sampleNotices } from "./SampleNotices.tsx";
import { uniqueRows } from "./ShownPanel.tsx";
import { shownRows } from "./shownRows.ts";
import classes from "./summary.module.css";
import { useRowText } from "./useRowText.ts";

type SheetProps = SummaryProps & {
  readonly summary: CodingSummary;
  readonly chosen: readonly Choice[];
  readonly withOwnWords: boolean;
  /** What the people said. */
  readonly withText: boolean;
  readonly moments: PrintedMoments;
};

export function SummarySheet(props: SheetProps) {
  const { coding, scheme, conversation, withOwnWords, withText, moments } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const sentenceWords = useSentenceWords();
  const { startMs, endMs, drawn } = coding.sample;
  const title = t("summary.title", { scheme: labelIn(scheme.title, language) });
  const facts = [
    conversation.title,
    conversation.occasion,
    format.date(conversation.heldOn, "paper"),
    t("summary.sample.line", {
      from: format.position(startMs),
      to: format.position(endMs),
      drawn: t(`summary.sample.drawn.${drawn}`),
    }),
    coding.target ?? "",
    ...(withText ? sentenceWords(coding.sample) : []),
  ].filter((fact) => fact !== "");
  const { before = "", after = "" } = coding.reflection ?? {};
  return (
    <PrintSheet label={title}>
      <div lang={language}>
        <h1>{title}</h1>
        <p>{facts.join(" · ")}</p>
        {sampleNotices(t, scheme, coding).map((notice) => (
          <p key={notice} className={classes.sheetNotice}>
            {notice}
          </p>
        ))}
        {withOwnWords && before !== "" ? (
          <>
            <h2>{t("summary.before.title")}</h2>
            <p className={classes.sheetOwn}>{before}</p>
          </>
        ) : null}
        <Figures {...props} />
        {withOwnWords && after !== "" ? (
          <>
            <h2>{t("summary.after.title")}</h2>
            <p className={classes.sheetOwn}>{after}</p>
          </>
        ) : null}
        {moments.lines.length === 0 ? null : <PrintedUtterances moments={moments} />}
        <SchemeNotices scheme={scheme} />
      </div>
    </PrintSheet>
  );
}

function Figures({ coding, scheme, summary, chosen }: SheetProps) {
  const { t } = useTranslation();
  const textOf = useRowText();
  const rows = uniqueRows(chosen.flatMap((choice) => shownRows(choice, scheme, coding, summary)));
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{t("summary.table.figures")}</h2>
      {coding.units.some(({ speaker, codes }) => speaker === "client" && codes.length > 0) ? (
        <p>
          <small>{t("summary.notices.clientCodes")}</small>
        </p>
      ) : null}
      <dl>
        {rows.map((row) => {
          const { name, value, rest, remark } = textOf(row);
          return (
            <div key={row.key}>
              <dt>{name}</dt>
              <dd>
                <strong>{value}</strong>
                {rest === "" ? "" : ` (${rest})`}
                {remark === "" ? "" : `\n${remark}`}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function PrintedUtterances({ moments }: { readonly moments: PrintedMoments }) {
  const { t } = useTranslation();
  const { notice, lines } = moments;
  const hasText = lines.some(({ text }) => text !== null);
  return (
    <>
      <h2>{t("summary.table.utterances")}</h2>
      {notice === null ? null : <p className={classes.sheetNotice}>{notice}</p>}
      <table>
        <thead>
          <tr>
            <th className={classes.sheetNumber}>{t("summary.table.number")}</th>
            <th className={classes.sheetTime}>{t("summary.table.time")}</th>
            <th className={classes.sheetSpeaker}>{t("summary.table.speaker")}</th>
            {hasText ? <th>{t("summary.table.text")}</th> : null}
            <th>{t("summary.table.codes")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ number, time, speaker, text, codes, isUncertain }) => (
            <tr key={number}>
              <td className={classes.sheetNumber}>{number}</td>
              <td className={classes.sheetTime}>{time}</td>
              <td className={classes.sheetSpeaker}>{speaker}</td>
              {hasText ? <td>{text}</td> : null}
              <td>
                {codes.join(" ")}
                {isUncertain ? " ?" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
