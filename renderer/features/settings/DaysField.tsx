/** A number of days, saved when one leaves the field or presses Enter. */
import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface DaysFieldProps {
  readonly label: string;
  /** 1 … `max`. */
  readonly value: number;
  readonly max: number;
  readonly onChange: (days: number) => void;
}

/** What is out of range or no number goes back to what was kept. */
export function DaysField({ label, value, max, onChange }: DaysFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number | string | null>(null);
  function keep() {
    if (
      typeof typed === "number" &&
      Number.isInteger(typed) &&
      typed >= 1 &&
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
      min={1}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      suffix={` ${t("settings.retention.days")}`}
      w={150}
    />
  );
}
