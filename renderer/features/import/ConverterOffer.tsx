/** Asks whether a program of the computer may read a file that Lyhörd does not. */
import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AppFailure } from "../../api/appFailure.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import classes from "./import.module.css";

/**
 * @param props.failure - `media.needs-converter`
 * @param props.onAccepted - the person has said yes, and the settings have it
 */
export function ConverterOffer(props: { readonly failure: AppFailure; readonly onAccepted: () => void }) {
  const { t } = useTranslation();
  const update = useChange("settings.update");
  const { format = "", converter = "" } = props.failure.error.detail ?? {};
  const words = { format: String(format), converter: String(converter) };
  return (
    <div className={classes.offer} role="alert">
      <Text fw={600}>{t("import.converter.title", words)}</Text>
      <Text>{t("import.converter.text", words)}</Text>
      <Text size="sm" c="dimmed">
        {t("import.converter.later")}
      </Text>
      <div>
        <Button
          loading={update.isPending}
          onClick={() => update.mutate({ useConverter: true }, { onSuccess: props.onAccepted })}
        >
          {t("import.converter.use", words)}
        </Button>
      </div>
      <ErrorNotice error={update.error} />
    </div>
  );
}
