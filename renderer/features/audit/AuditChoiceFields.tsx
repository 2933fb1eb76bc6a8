/** Choosing among events: by kind, by permission and by date. */
import { Button, NumberInput, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { auditKinds } from "../../../shared/domain/auditEvent.ts";
import { DateField } from "../../ui/DateField.tsx";
import { localToday } from "../../ui/localToday.ts";
import classes from "./audit.module.css";
import { type AuditChoice, wholeLog } from "./auditRows.ts";

export function AuditChoiceFields(props: {
  readonly choice: AuditChoice;
  readonly onChange: (choice: AuditChoice) => void;
}) {
  const { t } = useTranslation();
  const { choice, onChange } = props;
  const set = (change: Partial<AuditChoice>) => onChange({ ...choice, ...change });
  const { kind, consentNumber, from, until } = choice;
  const isWhole = kind === "all" && consentNumber === "" && from === "" && until === "";
  return (
    <div className={classes.choice}>
      <SegmentedControl
        aria-label={t("audit.filter.kind")}
        value={kind}
        onChange={(chosen) => set({ kind: chosen })}
        data={(["all", ...auditKinds] as const).map((value) => ({
          value,
          label: t(`audit.filter.${value}`),
        }))}
        fullWidth
      />
      <div className={classes.fields}>
        <NumberInput
          label={t("audit.filter.consent")}
          value={consentNumber}
          onChange={(typed) =>
            set({ consentNumber: typeof typed === "number" && typed >= 1 ? Math.trunc(typed) : "" })
          }
          allowDecimal={false}
          allowNegative={false}
          hideControls
          w={130}
        />
        <div className={classes.date}>
          <DateField
            label={t("audit.filter.from")}
            value={from}
            max={localToday()}
            onChange={(date) => set({ from: date })}
          />
        </div>
        <div className={classes.date}>
          <DateField
            label={t("audit.filter.until")}
            value={until}
            max={localToday()}
            onChange={(date) => set({ until: date })}
          />
        </div>
        {isWhole ? null : (
          <Button variant="subtle" onClick={() => onChange(wholeLog)}>
            {t("audit.clear")}
          </Button>
        )}
      </div>
    </div>
  );
}
