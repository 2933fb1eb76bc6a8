/** A date: typed in any usual way, or chosen in a calendar. */
import { DateInput } from "@mantine/dates";
import "dayjs/locale/da";
import "dayjs/locale/en-gb";
import "dayjs/locale/nb";
import "dayjs/locale/sv";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import classes from "./DateField.module.css";
import { localToday } from "./localToday.ts";
import { parseTypedDate } from "./typedDate.ts";
import { useFormat } from "./useFormat.ts";
import { useLanguage } from "./useLanguage.ts";

/** @param props.value - empty for no date; `min` and `max` are both included */
export function DateField(props: {
  readonly label: string;
  readonly value: IsoDate;
  readonly onChange: (date: IsoDate) => void;
  readonly min?: IsoDate | undefined;
  readonly max?: IsoDate | undefined;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  return (
    <DateInput
      label={props.label}
      description={props.description}
      error={props.error}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      value={props.value || null}
      onChange={(date) => props.onChange(date ?? "")}
      {...(props.min ? { minDate: props.min } : {})}
      {...(props.max ? { maxDate: props.max } : {})}
      locale={language === "en" ? "en-gb" : language}
      valueFormat={(date) => format.date(date, "dayLong")}
      dateParser={(typed) => parseTypedDate(typed, language, localToday())}
      firstDayOfWeek={1}
      hideOutsideDates
      withAsterisk={false}
      ariaLabels={{
        previousMonth: t("calendar.previousMonth"),
        nextMonth: t("calendar.nextMonth"),
        previousYear: t("calendar.previousYear"),
        nextYear: t("calendar.nextYear"),
        previousDecade: t("calendar.previousDecade"),
        nextDecade: t("calendar.nextDecade"),
      }}
      classNames={{ day: classes.day ?? "" }}
      popoverProps={{ withinPortal: true, trapFocus: false }}
    />
  );
}
