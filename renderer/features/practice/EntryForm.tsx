/** Writing an entry of the log: what one did and noticed, which day, how long. */
import { Button, Group, NumberInput, Textarea } from "@mantine/core";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogEntryDraft } from "../../../shared/domain/practice.ts";
import { DateField } from "../../ui/DateField.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { growing } from "../../ui/growing.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { localToday } from "../../ui/localToday.ts";
import { isMac, useKeyNames } from "../../ui/useKeyNames.ts";
import { usePasteLimit } from "../../ui/usePasteLimit.ts";
import classes from "./practice.module.css";
import type { EntryInProgress } from "./practiceStore.ts";
import { longestText } from "./stepParts.ts";

/** @param props.isMain - saving it is what the screen is for now */
export function EntryForm(props: {
  readonly entry: EntryInProgress;
  readonly field?: Ref<HTMLTextAreaElement>;
  readonly saveLabel: string;
  readonly isMain: boolean;
  readonly onChange: (entry: EntryInProgress) => void;
  readonly onSave: (entry: LogEntryDraft) => Promise<unknown>;
  readonly onCancel?: () => void;
}) {
  const { entry, field, onCancel } = props;
  const { t } = useTranslation();
  const keys = useKeyNames();
  const limit = usePasteLimit(longestText);
  const [problem, setProblem] = useState<unknown>(null);
  const isReady = entry.text.trim() !== "" && entry.onDate !== "";

  const [isSaving, setSaving] = useState(false);

  function save() {
    if (!isReady || isSaving) return;
    const { onDate, text } = entry;
    const minutes = typeof entry.minutes === "number" ? entry.minutes : null;
    setProblem(null);
    setSaving(true);
    void props
      .onSave({ onDate, text, minutes })
      .catch(setProblem)
      .finally(() => setSaving(false));
  }

  return (
    <form
      className={`${classes.form} ${classes.logForm}`}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.repeat && (isMac() ? event.metaKey : event.ctrlKey)) save();
      }}
    >
      <Textarea
        {...(field === undefined ? {} : { ref: field })}
        label={t("practice.log.text")}
        description={t("practice.log.hint")}
        styles={growing(2, 12)}
        maxLength={longestText}
        value={entry.text}
        autoFocus={onCancel !== undefined}
        error={limit.isRefused ? t("practice.log.tooLong") : null}
        onPaste={limit.onPaste}
        onChange={(event) => {
          limit.forget();
          props.onChange({ ...entry, text: event.currentTarget.value });
        }}
      />
      <Group gap={12} align="flex-end">
        <div className={classes.date}>
          <DateField
            label={t("practice.log.date")}
            value={entry.onDate}
            max={localToday()}
            error={entry.onDate === "" ? t("practice.log.noDate") : null}
            onChange={(onDate) => props.onChange({ ...entry, onDate })}
          />
        </div>
        <NumberInput
          label={t("practice.log.minutes")}
          placeholder={t("practice.log.minutesHint")}
          className={classes.minutes ?? ""}
          min={1}
          max={1_440}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          hideControls
          value={entry.minutes}
          onChange={(minutes) => props.onChange({ ...entry, minutes })}
        />
        <Button
          type="submit"
          variant={props.isMain ? "filled" : "default"}
          disabled={!isReady}
          loading={isSaving}
        >
          {props.saveLabel}
          <span className={classes.saveKey} aria-hidden="true">
            <Kbd>
              {keys.mod} {keys.enter}
            </Kbd>
          </span>
        </Button>
        {onCancel !== undefined && (
          <Button variant="subtle" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
        )}
      </Group>
      <ErrorNotice error={problem} />
    </form>
  );
}
