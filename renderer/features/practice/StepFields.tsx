/** Three questions, each answered in a short line. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StepWords } from "../../../shared/domain/practice.ts";
import classes from "./practice.module.css";
import { longestPart, stepParts } from "./stepParts.ts";

export function StepFields(props: {
  readonly words: StepWords;
  readonly onChange: (words: StepWords) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.stepFields}>
      {stepParts.map((part) => (
        <TextInput
          key={part}
          label={t(`practice.step.${part}.question`)}
          description={t(`practice.step.${part}.example`)}
          inputWrapperOrder={["label", "input", "description"]}
          maxLength={longestPart}
          value={props.words[part]}
          onChange={(event) => props.onChange({ ...props.words, [part]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
