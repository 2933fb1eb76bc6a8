/** Who else is heard: each is told, and each says yes, or nothing is recorded (DOMAIN.md §2.1). */
import { ActionIcon, Button, Checkbox, SegmentedControl, Select, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { otherPersonSchema } from "../../../shared/domain/consent.ts";
import type { OtherHeard } from "./consentForm.ts";
import classes from "./conversation.module.css";

const roles = otherPersonSchema.shape.role.options;
const mostOthers = 10;

/** A row for each; starts empty. */
export function OthersHeard(props: {
  readonly others: readonly OtherHeard[];
  readonly onChange: (others: readonly OtherHeard[]) => void;
  readonly error: string | null;
}) {
  const { t } = useTranslation();
  const { others, onChange } = props;
  const edit = (at: number, part: Partial<OtherHeard>) =>
    onChange(others.map((other, index) => (index === at ? { ...other, ...part } : other)));
  return (
    <fieldset className={classes.fieldset} {...(props.error ? { "data-problem": true } : {})}>
      <legend className={classes.legend}>{t("consent.others.label")}</legend>
      <Text size="xs" c="dimmed">
        {t("consent.others.text")}
      </Text>
      {others.map((other, index) => {
        const who = t(`consent.role.${other.role}`);
        return (
          // Rows have no identity beyond their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className={classes.otherRow}>
            <Select
              aria-label={t("consent.others.role")}
              data={roles.map((role) => ({ value: role, label: t(`consent.role.${role}`) }))}
              value={other.role}
              onChange={(role) => edit(index, { role: roles.find((known) => known === role) ?? other.role })}
            />
            <Checkbox
              label={t("consent.others.informed")}
              checked={other.informed}
              onChange={(event) => edit(index, { informed: event.currentTarget.checked })}
            />
            <SegmentedControl
              aria-label={t("consent.others.saidYes", { who })}
              data={[
                { value: "open", label: t("consent.others.open") },
                { value: "yes", label: t("consent.others.yes") },
                { value: "no", label: t("consent.others.no") },
              ]}
              value={other.saidYes === null ? "open" : other.saidYes ? "yes" : "no"}
              onChange={(answer) => edit(index, { saidYes: answer === "open" ? null : answer === "yes" })}
            />
            <ActionIcon
              aria-label={t("consent.others.remove", { who })}
              onClick={() => onChange(others.filter((_, at) => at !== index))}
            >
              <IconX size={18} stroke={1.6} />
            </ActionIcon>
          </div>
        );
      })}
      {props.error && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {props.error}
        </Text>
      )}
      {others.length < mostOthers && (
        <Button
          size="xs"
          mt={8}
          leftSection={<IconPlus size={16} stroke={1.6} />}
          onClick={() => onChange([...others, { role: "companion", informed: false, saidYes: null }])}
        >
          {t("consent.others.add")}
        </Button>
      )}
    </fieldset>
  );
}
