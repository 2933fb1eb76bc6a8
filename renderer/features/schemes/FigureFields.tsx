/** What is worked out: chosen from what can be counted, so that nobody has to type a formula. */
import { Button, MultiSelect, NumberInput, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { SchemeFigure, SchemeFormula } from "../../../shared/domain/scheme.ts";
import { movedUp, withFormulaKind, withNewFigure, withoutPart } from "../../../shared/domain/schemeDraft.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { type Editing, withWord } from "./editing.ts";
import { PartDeeds } from "./PartDeeds.tsx";
import classes from "./schemes.module.css";
import { WordField } from "./WordField.tsx";

const kinds = ["sum", "mean", "quotient", "percent"] as const;

export function FigureFields({ editing }: { readonly editing: Editing }) {
  const { draft, change } = editing;
  const { t } = useTranslation();
  return (
    <Panel title={t("schemes.part.figures")}>
      <div className={classes.fields}>
        {draft.figures.map((figure, index) => (
          <FigureField key={figure.id} editing={editing} figure={figure} index={index} />
        ))}
        <div>
          <Button
            leftSection={<IconPlus size={18} stroke={1.6} aria-hidden="true" />}
            onClick={() => change(withNewFigure(draft))}
          >
            {t("schemes.edit.addFigure")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function FigureField(props: {
  readonly editing: Editing;
  readonly figure: SchemeFigure;
  readonly index: number;
}) {
  const { editing, figure, index } = props;
  const { draft, language, change, fault } = editing;
  const { t } = useTranslation();
  const { formula } = figure;
  const name = labelIn(figure.labels, language) || t("schemes.edit.unnamed");
  const put = (changed: SchemeFigure) => change({ ...draft, figures: draft.figures.with(index, changed) });
  const putFormula = (changed: SchemeFormula) => put({ ...figure, formula: changed });
  return (
    <fieldset className={classes.set}>
      <legend className="visually-hidden">{name}</legend>
      <div className={classes.fields}>
        <div className={classes.itemHead}>
          <WordField
            label={t("schemes.edit.label")}
            labels={figure.labels}
            language={language}
            fault={fault("figures", index, "labels")}
            onChange={(text) => put({ ...figure, labels: withWord(figure.labels, language, text) })}
          />
          <Select
            label={t("schemes.edit.formula")}
            value={formula.kind}
            data={kinds.map((value) => ({ value, label: t(`schemes.edit.formulas.${value}`) }))}
            withScrollArea={false}
            onChange={(value) =>
              putFormula(withFormulaKind(formula, kinds.find((kind) => kind === value) ?? formula.kind))
            }
          />
          <PartDeeds
            part={name}
            isLabelled
            onUp={
              index === 0 ? undefined : () => change({ ...draft, figures: movedUp(draft.figures, figure.id) })
            }
            onRemove={() => change(withoutPart(draft, figure.id))}
          />
        </div>
        <div className={classes.side}>
          <Counted
            editing={editing}
            label={t("schemes.edit.of")}
            ids={formula.of}
            fault={fault("figures", index, "formula", "of")}
            onChange={(of) => putFormula({ ...formula, of })}
          />
          {"by" in formula ? (
            <Counted
              editing={editing}
              label={t("schemes.edit.by")}
              ids={formula.by}
              fault={fault("figures", index, "formula", "by")}
              onChange={(by) => putFormula({ ...formula, by })}
            />
          ) : null}
        </div>
        <Thresholds figure={figure} put={put} fault={fault("figures", index, "thresholds")} />
      </div>
    </fieldset>
  );
}

function Counted(props: {
  readonly editing: Editing;
  readonly label: string;
  readonly ids: readonly string[];
  readonly fault: string | null;
  readonly onChange: (ids: string[]) => void;
}) {
  const { label, ids, fault, onChange } = props;
  const { draft, language } = props.editing;
  return (
    <MultiSelect
      label={label}
      value={[...ids]}
      data={[
        ...draft.codes.map(({ id, sign, labels }) => ({
          value: id,
          label: `${sign} ${labelIn(labels, language)}`,
        })),
        ...draft.items.map(({ id, labels }) => ({ value: id, label: labelIn(labels, language) || id })),
      ]}
      withScrollArea={false}
      classNames={{ options: classes.options ?? "" }}
      error={fault}
      onChange={onChange}
    />
  );
}

/** Both or none: one alone says nothing. */
function Thresholds(props: {
  readonly figure: SchemeFigure;
  readonly put: (figure: SchemeFigure) => void;
  readonly fault: string | null;
}) {
  const { figure, put, fault } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { thresholds, ...plain } = figure;
  // As typed: one alone is not kept yet.
  const [typed, setTyped] = useState<Readonly<Record<"fair" | "good", number | "">>>({
    fair: thresholds?.fair ?? "",
    good: thresholds?.good ?? "",
  });
  const type = (which: "fair" | "good", value: number | "") => {
    const fair = which === "fair" ? value : typed.fair;
    const good = which === "good" ? value : typed.good;
    setTyped({ fair, good });
    put(fair === "" || good === "" ? plain : { ...plain, thresholds: { fair, good } });
  };
  const field = (which: "fair" | "good") => (
    <NumberInput
      label={t(`schemes.edit.${which}`)}
      value={typed[which]}
      decimalScale={2}
      decimalSeparator={language === "en" ? "." : ","}
      allowedDecimalSeparators={[",", "."]}
      error={fault}
      onChange={(value) => {
        if (typeof value === "number" || value === "") type(which, value);
      }}
    />
  );
  return (
    <div className={classes.side}>
      {field("fair")}
      {field("good")}
    </div>
  );
}
