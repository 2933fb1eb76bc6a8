/** What a scheme is called and for, and how it counts. */
import { Checkbox, NumberInput, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SampleRule } from "../../../shared/domain/scheme.ts";
import { Panel } from "../../ui/Panel.tsx";
import { type Editing, withWord } from "./editing.ts";
import classes from "./schemes.module.css";
import { WordField } from "./WordField.tsx";

export function AboutFields({ editing }: { readonly editing: Editing }) {
  const { draft, language, change, fault } = editing;
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t("schemes.edit.about")}>
        <div className={classes.fields}>
          <WordField
            label={t("schemes.edit.name")}
            labels={draft.title}
            language={language}
            fault={fault("title")}
            isFirst
            onChange={(text) => change({ ...draft, title: withWord(draft.title, language, text) })}
          />
          <WordField
            label={t("schemes.edit.aboutText")}
            labels={draft.about}
            language={language}
            fault={fault("about")}
            isLong
            onChange={(text) => change({ ...draft, about: withWord(draft.about, language, text) })}
          />
        </div>
      </Panel>
      <Panel title={t("schemes.edit.counting")}>
        <Counting editing={editing} />
      </Panel>
    </>
  );
}

function Counting({ editing }: { readonly editing: Editing }) {
  const { draft, change, fault } = editing;
  const { t } = useTranslation();
  const { sample } = draft;
  const changeSample = (part: Partial<SampleRule>) => change({ ...draft, sample: { ...sample, ...part } });
  return (
    <div className={classes.fields}>
      <Choice
        label={t("schemes.edit.unit")}
        value={draft.unit}
        choices={(["utterance", "volley"] as const).map((value) => ({
          value,
          label: t(`schemes.edit.units.${value}`),
        }))}
        onChange={(unit) => change({ ...draft, unit })}
      />
      <Choice
        label={t("schemes.edit.drawn")}
        value={sample.drawn}
        choices={(["whole", "random"] as const).map((value) => ({
          value,
          label: t(`schemes.edit.drawnAs.${value}`),
        }))}
        onChange={(drawn) => changeSample({ drawn })}
      />
      <div className={classes.side}>
        {sample.drawn === "random" ? (
          <Minutes
            label={t("schemes.edit.length")}
            min={1}
            ms={sample.lengthMs}
            fault={fault("sample")}
            onChange={(lengthMs) => changeSample({ lengthMs })}
          />
        ) : null}
        {draft.items.length === 0 ? null : (
          <>
            <Minutes
              label={t("schemes.edit.ratedFrom")}
              min={0}
              ms={sample.ratedFromMs}
              fault={fault("sample")}
              onChange={(ratedFromMs) => changeSample({ ratedFromMs })}
            />
            <Minutes
              label={t("schemes.edit.countedBelow")}
              min={0}
              ms={sample.countedBelowMs}
              fault={fault("sample")}
              onChange={(countedBelowMs) => changeSample({ countedBelowMs })}
            />
          </>
        )}
      </div>
      <Checkbox
        label={t("schemes.edit.usesTarget")}
        checked={draft.usesTarget}
        onChange={(event) => change({ ...draft, usesTarget: event.currentTarget.checked })}
      />
    </div>
  );
}

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const { label, value, choices, onChange } = props;
  return (
    <div>
      <p className={classes.label} aria-hidden="true">
        {label}
      </p>
      <SegmentedControl
        aria-label={label}
        value={value}
        data={[...choices]}
        onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value ?? value)}
      />
    </div>
  );
}

function Minutes(props: {
  readonly label: string;
  readonly min: number;
  readonly ms: number;
  readonly fault: string | null;
  readonly onChange: (ms: number) => void;
}) {
  const { label, min, ms, fault, onChange } = props;
  return (
    <NumberInput
      label={label}
      value={ms / 60_000}
      min={min}
      max={600}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      error={fault}
      onChange={(minutes) => {
        if (typeof minutes === "number") onChange(minutes * 60_000);
      }}
    />
  );
}
