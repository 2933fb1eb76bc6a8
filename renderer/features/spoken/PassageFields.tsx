/** From and to, as times in the recording. */
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { type PassageForm, readPassage } from "./passageForm.ts";
import classes from "./spoken.module.css";

/** @param props.first - what stands in the fields at first, in tenths of a second; an empty passage leaves its end open */
export function PassageFields(props: {
  readonly first: Passage;
  readonly durationMs: number;
  readonly keepLabel: string;
  readonly isBusy: boolean;
  readonly onKeep: (passage: Passage) => void;
  readonly onCancel: () => void;
}) {
  const { first, durationMs } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [form, setForm] = useState<PassageForm>(() => ({
    from: format.position(first.startMs, true),
    to: first.endMs > first.startMs ? format.position(first.endMs, true) : "",
  }));
  const [isTried, setTried] = useState(false);
  const reading = readPassage(form, durationMs);
  const errorOf = (field: "from" | "to") => {
    const problem = isTried && reading.phase === "problem" ? reading[field] : null;
    return problem === null ? null : t(`spoken.mark.problem.${problem}`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reading.phase === "read") props.onKeep(reading.passage);
        else setTried(true);
      }}
    >
      <Stack gap={16}>
        <div className={classes.times}>
          <TextInput
            label={t("spoken.mark.from")}
            value={form.from}
            error={errorOf("from")}
            onChange={(event) => setForm({ ...form, from: event.currentTarget.value })}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={t("spoken.mark.to")}
            value={form.to}
            error={errorOf("to")}
            onChange={(event) => setForm({ ...form, to: event.currentTarget.value })}
            autoComplete="off"
          />
        </div>
        <p className={classes.how}>{t("spoken.mark.how")}</p>
        <Group gap={8} justify="flex-end">
          <Button onClick={props.onCancel}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled" loading={props.isBusy}>
            {props.keepLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
