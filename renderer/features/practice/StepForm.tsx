/** Writing a step, or its words anew. */
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepWords } from "../../../shared/domain/practice.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import classes from "./practice.module.css";
import { StepFields } from "./StepFields.tsx";
import { isWhole } from "./stepParts.ts";

/** @param props.isMain - it is what the screen is for now */
export function StepForm(props: {
  readonly words: StepWords;
  readonly onChange: (words: StepWords) => void;
  readonly saveLabel: string;
  readonly isMain: boolean;
  readonly onSave: (words: StepWords) => Promise<unknown>;
  readonly onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const { words } = props;
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole(words) || isSaving) return;
        setSaving(true);
        void props
          .onSave(words)
          .catch(setProblem)
          .finally(() => setSaving(false));
      }}
    >
      <StepFields words={words} onChange={props.onChange} />
      <ErrorNotice error={problem} />
      <Group gap={12}>
        <Button
          type="submit"
          variant={props.isMain ? "filled" : "default"}
          disabled={!isWhole(words)}
          loading={isSaving}
        >
          {props.saveLabel}
        </Button>
        {props.onCancel !== undefined && (
          <Button variant="subtle" onClick={props.onCancel}>
            {t("common.cancel")}
          </Button>
        )}
      </Group>
    </form>
  );
}
