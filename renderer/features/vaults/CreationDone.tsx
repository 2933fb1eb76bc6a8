/** The last step: the vault is ready, and what is due will be erased without anyone – unless that is refused. */
import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { LoginStartState } from "../settings/LoginStartSettings.tsx";
import { StepForm } from "./StepForm.tsx";

export function CreationDone({ onStart }: { readonly onStart: () => void }) {
  const { t } = useTranslation();
  const loginStart = useRequest("shell.loginStart", {});
  const set = useChange("shell.setLoginStart");
  const [isWanted, setWanted] = useState(true);
  // Whoever has said yes or no once, with an earlier vault, is not asked again.
  const told = loginStart.data?.hasChosen === false ? loginStart.data.state : undefined;
  const canChoose = told !== undefined && told.phase !== "unavailable";

  function begin() {
    // What could not be set is shown once, and stays to be seen in the settings.
    if (canChoose && !set.isError) set.mutate({ isWanted }, { onSuccess: onStart });
    else onStart();
  }

  return (
    <StepForm
      title={t("vaults.done.title")}
      text={t("vaults.done.text")}
      nextLabel={t("vaults.done.start")}
      isBusy={set.isPending}
      onNext={begin}
    >
      {told === undefined ? null : (
        <Panel title={t("settings.loginStart.title")}>
          <p style={{ color: "var(--color-muted)", marginBottom: 14 }}>{t("settings.loginStart.text")}</p>
          {canChoose ? (
            <Switch
              label={t("settings.loginStart.label")}
              checked={isWanted}
              onChange={(event) => setWanted(event.currentTarget.checked)}
            />
          ) : (
            <LoginStartState state={told} />
          )}
          <ErrorNotice error={set.error} />
        </Panel>
      )}
    </StepForm>
  );
}
