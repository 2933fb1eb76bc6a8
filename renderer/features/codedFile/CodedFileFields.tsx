/** What a file does not say of its coding: whose it is, of which part, and whether it is finished. */
import { Checkbox, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CodedFilePreview } from "../../../shared/domain/codedFilePreview.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import classes from "./CodedFile.module.css";
import { type CodedFileForm, coderOf } from "./codedFileForm.ts";

const drawnKinds = ["random", "whole", "chosen"] as const;

export function CodedFileFields(props: {
  readonly form: CodedFileForm;
  readonly preview: CodedFilePreview;
  readonly scheme: Scheme;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<CodedFileForm>) => void;
}) {
  const { form, preview, scheme, isTried, onChange } = props;
  const { t } = useTranslation();
  return (
    <Stack gap={14}>
      <Radio.Group
        label={t("codedFile.whose")}
        value={form.coder}
        onChange={(value) => onChange({ coder: value === "colleague" ? "colleague" : "owner" })}
      >
        <div className={classes.inRow}>
          <Radio value="owner" label={t("codedFile.mine")} />
          <Radio value="colleague" label={t("codedFile.colleague")} />
        </div>
      </Radio.Group>
      {form.coder === "colleague" ? (
        <TextInput
          label={t("codedFile.name")}
          value={form.colleague}
          maxLength={60}
          error={isTried && coderOf(form) === undefined ? t("codedFile.nameMissing") : null}
          onChange={(event) => onChange({ colleague: event.currentTarget.value })}
        />
      ) : null}
      <Select
        label={t("codedFile.drawn")}
        data={drawnKinds.map((kind) => ({ value: kind, label: t(`codedFile.drawnOf.${kind}`) }))}
        value={form.drawn}
        allowDeselect={false}
        onChange={(value) => onChange({ drawn: drawnKinds.find((kind) => kind === value) ?? "chosen" })}
      />
      {scheme.usesTarget ? (
        <TextInput
          label={t("codedFile.target")}
          value={form.target}
          maxLength={300}
          onChange={(event) => onChange({ target: event.currentTarget.value })}
        />
      ) : null}
      <Checkbox
        label={t("codedFile.fromSound")}
        checked={form.isFromSound}
        onChange={(event) => onChange({ isFromSound: event.currentTarget.checked })}
      />
      {preview.mayBecomeTranscript ? (
        <Checkbox
          label={t("codedFile.asTranscript")}
          description={t("codedFile.asTranscriptAbout")}
          checked={form.asTranscript}
          onChange={(event) => onChange({ asTranscript: event.currentTarget.checked })}
        />
      ) : null}
      {preview.noteCount > 0 ? (
        <Checkbox
          label={t("codedFile.withNotes", { count: preview.noteCount })}
          description={t("codedFile.withNotesAbout")}
          checked={form.withNotes}
          onChange={(event) => onChange({ withNotes: event.currentTarget.checked })}
        />
      ) : null}
      <Checkbox
        label={t("codedFile.finished")}
        description={t("codedFile.finishedAbout")}
        checked={form.isFinished}
        onChange={(event) => onChange({ isFinished: event.currentTarget.checked })}
      />
    </Stack>
  );
}
