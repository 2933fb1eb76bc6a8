/** A number of days, saved when one leaves the field or presses Enter. */
import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface DaysFieldProps {
  readonly label: string;
  /** `min` … `max`. */
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  /** Instead of days. */
  readonly unit?: string;
  readonly description?: string;
  readonly onChange: (days: number) => void;
}

/** What is out of range or no number goes back to what was kept. */
export function DaysField(props: DaysFieldProps) {
  const { t } = useTranslation();
  const { label, value, min = 1, max, unit, description, onChange } = props;
  const [typed, setTyped] = useState<number | string | null>(null);
  function keep() {
    if (
      typeof typed === "number" &&
      Number.isInteger(typed) &&
      typed >= min &&
      typed <= max &&
      typed !== value
    ) {
      onChange(typed);
    }
    setTyped(null);
  }
  return (
    <NumberInput
      label={label}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
      }}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      suffix={` ${unit ?? t("settings.retention.days")}`}
      {...(description === undefined ? { w: 150 } : { description, styles: { wrapper: { width: 150 } } })}
    />
  );
}
