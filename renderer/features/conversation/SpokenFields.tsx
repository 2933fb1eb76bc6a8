/** Spoken permission: what is explained before recording, who asked, and what the client answered. */
import { Radio, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { shownWording, type Wording } from "../../../shared/domain/spokenPermission.ts";
import { Panel } from "../../ui/Panel.tsx";
import { WordingText } from "../spoken/WordingText.tsx";
import type { ConsentForm } from "./consentForm.ts";
import { FreeTextField } from "./FreeTextField.tsx";

/**
 * The text is filled in as the form is: what is still empty stands as "…".
 *
 * @param props.wording - the one that is shown; `undefined` until the texts are there
 */
export function SpokenFields(props: {
  readonly form: ConsentForm;
  readonly wordings: readonly Wording[];
  readonly wording: Wording | undefined;
  readonly onChange: (part: Partial<ConsentForm>) => void;
  readonly errorOf: (field: keyof ConsentForm) => string | null;
}) {
  const { form, wordings, wording, onChange, errorOf } = props;
  const { t } = useTranslation();
  return (
    <Panel title={t("spoken.fields.title")}>
      <Stack gap={20}>
        <Select
          label={t("spoken.fields.wording")}
          description={t("spoken.fields.wordingText")}
          data={wordings.map(({ version, language }) => ({
            value: version,
            label: t("spoken.fields.version", { language: t(`settings.languages.${language}`), version }),
          }))}
          value={wording?.version ?? null}
          onChange={(version) => onChange({ spokenVersion: version ?? "" })}
          allowDeselect={false}
          maw={340}
        />
        {wording && <WordingText wording={shownWording(wording, form)} />}
        <FreeTextField
          field="askedBy"
          label={t("spoken.fields.askedBy")}
          description={t("spoken.fields.askedByText")}
          value={form.askedBy ?? ""}
          onChange={(askedBy) => onChange({ askedBy })}
          error={errorOf("askedBy")}
          maxLength={80}
        />
        <Radio.Group
          label={t("spoken.fields.answer")}
          value={form.answer}
          onChange={(answer) => onChange({ answer: answer === "yes" ? "yes" : "no" })}
          error={form.answer === "no" ? null : errorOf("answer")}
          {...(errorOf("answer") ? { "data-problem": true } : {})}
        >
          <Stack gap={8} my={6}>
            <Radio value="yes" label={t("spoken.fields.yes")} />
            <Radio value="no" label={t("spoken.fields.no")} />
          </Stack>
        </Radio.Group>
      </Stack>
    </Panel>
  );
}
