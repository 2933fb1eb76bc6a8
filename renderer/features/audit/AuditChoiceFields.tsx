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
  const isWhole = Object.entries(wholeLog).every(([field, value]) => Reflect.get(choice, field) === value);
  return (
    <div className={classes.choice}>
      <SegmentedControl
        aria-label={t("audit.filter.kind")}
        value={choice.kind}
        onChange={(kind) => set({ kind })}
        data={(["all", ...auditKinds] as const).map((kind) => ({
          value: kind,
          label: t(`audit.filter.${kind}`),
        }))}
        fullWidth
      />
      <div className={classes.fields}>
        <NumberInput
          label={t("audit.filter.consent")}
          value={choice.consentNumber}
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
            value={choice.from}
            max={localToday()}
            onChange={(from) => set({ from })}
          />
        </div>
        <div className={classes.date}>
          <DateField
            label={t("audit.filter.until")}
            value={choice.until}
            max={localToday()}
            onChange={(until) => set({ until })}
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
