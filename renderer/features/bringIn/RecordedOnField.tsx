/** When was it recorded? The device's clock may help a person to remember; it is never taken at its word. */
import { Checkbox, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DeviceFile } from "../../../shared/domain/device.ts";
import { DateField } from "../../ui/DateField.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./bringIn.module.css";
import { dateOf, type ItemForm, type ItemProblem, withDate } from "./itemForm.ts";

/** A date that is typed or chosen counts as said; the one that stood there needs a tick. */
export function RecordedOnField(props: {
  readonly file: DeviceFile;
  readonly form: ItemForm;
  readonly problems: readonly ItemProblem[];
  readonly isAsked: boolean;
  readonly onChange: (form: ItemForm) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { file, form, problems, isAsked, onChange } = props;
  const { recordedOn } = form;
  const dateProblem = (["missing", "in-the-future", "before-permission"] as const).find((problem) =>
    problems.includes(problem),
  );
  const isUnconfirmed = isAsked && problems.includes("unconfirmed");
  const said = format.instant(file.modifiedAt);
  return (
    <div>
      <DateField
        label={t("bringIn.date.label")}
        description={t(recordedOn.by === "device" ? "bringIn.date.text" : "bringIn.date.doubted", { said })}
        value={dateOf(form)}
        max={localToday()}
        onChange={(date) => onChange(withDate(form, date))}
        error={isAsked && dateProblem ? t(`conversation.heldOn.${dateProblem}`) : null}
      />
      {recordedOn.by === "device" && (
        <div className={classes.confirm} {...(isUnconfirmed ? { "data-problem": true } : {})}>
          <Checkbox
            label={t("bringIn.date.confirm", { date: format.date(recordedOn.date, "dayLong") })}
            checked={recordedOn.isConfirmed}
            onChange={(event) =>
              onChange({
                ...form,
                recordedOn: { ...recordedOn, isConfirmed: event.currentTarget.checked },
              })
            }
          />
          {isUnconfirmed && (
            <Text size="xs" c="var(--mantine-color-error)" mt={4}>
              {t("bringIn.date.unconfirmed")}
            </Text>
          )}
        </div>
      )}
    </div>
  );
}
