/** Which part is coded: drawn, chosen or whole; with its times, how it begins and ends, and what it is too short for. */
import { Radio, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { shortness } from "../../../shared/domain/codedLength.ts";
import { sampleSchema } from "../../../shared/domain/coding.ts";
import type { SampleRule } from "../../../shared/domain/scheme.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Begin.module.css";
import { type BeginForm, type SampleGround, sampleOf, sentencesIn } from "./beginForm.ts";
import { useRangeText } from "./codingWords.ts";

/** @param props.hasItems - something is rated, for which a sample may be too short */
export function SampleFields(props: {
  readonly form: BeginForm;
  readonly rule: SampleRule;
  readonly ground: SampleGround;
  readonly isTried: boolean;
  readonly hasItems: boolean;
  /** The sentences it begins and ends with are typed: there is no text to read them in. */
  readonly asksSentences: boolean;
  readonly onChange: (part: Partial<BeginForm>) => void;
}) {
  const { form, rule, ground, isTried, hasItems, asksSentences, onChange } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const rangeText = useRangeText();
  const { sample, reading } = sampleOf(form, rule, ground);
  const said = sample === undefined ? undefined : sentencesIn(ground.lines, sample);
  const length = format.duration(rule.lengthMs);
  const isTooShort = sample?.drawn === "whole" && form.drawn === "random";
  const short = sample === undefined || !hasItems ? null : shortness({ sample: rule }, { sample, spans: [] });
  const errorOf = (field: "from" | "to") => {
    const problem = isTried && reading?.phase === "problem" ? reading[field] : null;
    return problem === null ? null : t(`spoken.mark.problem.${problem}`);
  };
  return (
    <div className={classes.group}>
      <Radio.Group
        label={t("coding.begin.sample.label")}
        value={form.drawn}
        onChange={(value) => onChange({ drawn: sampleSchema.shape.drawn.parse(value) })}
      >
        <div className={classes.inRow}>
          <Radio value="random" label={t("coding.begin.sample.random", { length })} />
          <Radio value="chosen" label={t("coding.begin.sample.chosen")} />
          <Radio value="whole" label={t("coding.begin.sample.whole")} />
        </div>
      </Radio.Group>
      {form.drawn === "chosen" ? (
        <div className={classes.times}>
          <TextInput
            label={t("spoken.mark.from")}
            value={form.range.from}
            error={errorOf("from")}
            onChange={(event) => onChange({ range: { ...form.range, from: event.currentTarget.value } })}
          />
          <TextInput
            label={t("spoken.mark.to")}
            value={form.range.to}
            error={errorOf("to")}
            onChange={(event) => onChange({ range: { ...form.range, to: event.currentTarget.value } })}
          />
        </div>
      ) : null}
      {sample === undefined ? (
        ground.ranges.length === 0 ? (
          <p className={classes.small}>{t("coding.begin.sample.nothing")}</p>
        ) : null
      ) : (
        <div className={classes.sample} role="status">
          <p className={classes.range}>{rangeText(sample)}</p>
          {isTooShort ? <p>{t("coding.begin.sample.isWhole", { length })}</p> : null}
          {said === undefined ? null : (
            <dl className={classes.sentences}>
              <dt>{t("coding.begin.sample.starts")}</dt>
              <dd>{said.startSentence}</dd>
              <dt>{t("coding.begin.sample.ends")}</dt>
              <dd>{said.endSentence}</dd>
            </dl>
          )}
        </div>
      )}
      {sample !== undefined && asksSentences ? (
        <div className={classes.times}>
          <TextInput
            label={t("coding.begin.sample.startSentence")}
            value={form.startSentence}
            maxLength={500}
            onChange={(event) => onChange({ startSentence: event.currentTarget.value })}
          />
          <TextInput
            label={t("coding.begin.sample.endSentence")}
            value={form.endSentence}
            maxLength={500}
            onChange={(event) => onChange({ endSentence: event.currentTarget.value })}
          />
        </div>
      ) : null}
      {form.drawn === "chosen" ? (
        <Notice tone="warm" icon={IconInfoCircle}>
          {t("coding.sample.chosen")}
        </Notice>
      ) : null}
      {short === null ? null : (
        <Notice tone="warm" icon={IconInfoCircle}>
          {t(`coding.begin.short.${short}`, {
            length: format.duration(short === "rated" ? rule.ratedFromMs : rule.countedBelowMs),
          })}
        </Notice>
      )}
    </div>
  );
}
