/** What goes out beside the words: who speaks, and when. */
import { Checkbox, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What is wanted beside the text. */
export interface WantedParts {
  readonly withSpeakers: boolean;
  readonly withTimes: boolean;
}

/** @param props.hasTimeChoice - `false` where the format always has times, or never */
export function PartsChoice(props: {
  readonly parts: WantedParts;
  readonly hasTimeChoice: boolean;
  readonly disabled: boolean;
  readonly isFirst: boolean;
  readonly onChange: (parts: WantedParts) => void;
}) {
  const { parts, hasTimeChoice, disabled, isFirst, onChange } = props;
  const { t } = useTranslation();
  return (
    <Stack gap={10}>
      <Checkbox
        label={t("exportText.withSpeakers")}
        checked={parts.withSpeakers}
        disabled={disabled}
        onChange={(event) => onChange({ ...parts, withSpeakers: event.currentTarget.checked })}
        data-autofocus={isFirst || undefined}
      />
      {hasTimeChoice ? (
        <Checkbox
          label={t("exportText.withTimes")}
          checked={parts.withTimes}
          disabled={disabled}
          onChange={(event) => onChange({ ...parts, withTimes: event.currentTarget.checked })}
        />
      ) : null}
    </Stack>
  );
}
