/** The second question: what one would like to see. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SummedUnits } from "../../../shared/domain/codingSummary.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Labels, Scheme } from "../../../shared/domain/scheme.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Pills } from "../../ui/Pills.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { type Choice, choiceKey, choicesOf } from "./choice.ts";
import classes from "./summary.module.css";

export function WhatToSee(props: {
  readonly scheme: Scheme;
  readonly units: SummedUnits;
  readonly chosen: readonly Choice[];
  readonly onToggle: (choice: Choice) => void;
}) {
  const { scheme, units, chosen, onToggle } = props;
  const { t } = useTranslation();
  const nameOf = useChoiceName(scheme);
  const keys = chosen.map(choiceKey);
  return (
    <Panel title={t("summary.see.title")}>
      <div className={classes.asking}>
        <Text>{t("summary.see.text")}</Text>
        {choicesOf(scheme).map(({ heading, choices }) => (
          <div key={heading}>
            <p className={classes.heading} aria-hidden="true">
              {t(`summary.see.${heading}`)}
            </p>
            <Pills
              legend={t(`summary.see.${heading}`)}
              pills={choices.map((choice) => ({
                key: choiceKey(choice),
                label: nameOf(choice),
                isPressed: keys.includes(choiceKey(choice)),
                onPress: () => onToggle(choice),
              }))}
            />
          </div>
        ))}
        {units.total === 0 ? null : (
          <p className={classes.quiet}>
            {t("summary.see.units", { count: units.total, coded: units.coded, notCoded: units.notCoded })}{" "}
            {units.notYet === 0 ? "" : t("summary.see.notYet", { count: units.notYet })}
          </p>
        )}
      </div>
    </Panel>
  );
}

function useChoiceName(scheme: Scheme): (choice: Choice) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = (parts: readonly { readonly id: string; readonly labels: Labels }[], id: string) => {
    const part = parts.find((one) => one.id === id);
    return part === undefined ? id : labelIn(part.labels, language);
  };
  return (choice) => {
    switch (choice.kind) {
      case "code":
        return named(scheme.codes, choice.id);
      case "group":
        return t("summary.see.group", { group: named(scheme.groups, choice.id) });
      case "figure":
        return named(scheme.figures, choice.id);
      case "items":
      case "uncertain":
        return t(`summary.see.${choice.kind}`);
    }
  };
}
