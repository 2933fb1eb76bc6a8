/** The start at login that erases on time: what it does, and whether the computer will do it. */
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LoginStart } from "../../../shared/domain/loginStart.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./Settings.module.css";

export function LoginStartSettings() {
  const { t } = useTranslation();
  const loginStart = useRequest("shell.loginStart", {});
  const set = useChange("shell.setLoginStart");
  const state = loginStart.data?.state;
  return (
    <Panel title={t("settings.loginStart.title")}>
      <p className={classes.quiet}>{t("settings.loginStart.text")}</p>
      <div className={classes.fields}>
        {state === undefined || state.phase === "unavailable" ? null : (
          <Switch
            label={t("settings.loginStart.label")}
            checked={state.phase === "on"}
            disabled={set.isPending}
            onChange={(event) => set.mutate({ isWanted: event.currentTarget.checked })}
          />
        )}
        {state === undefined ? null : <LoginStartState state={state} />}
        <ErrorNotice error={loginStart.error ?? set.error} />
      </div>
    </Panel>
  );
}

/** What the computer says of it now, in a sentence. */
export function LoginStartState({ state }: { readonly state: LoginStart }) {
  const { t } = useTranslation();
  return (
    <p role="status" className={state.phase === "on" ? classes.quiet : classes.warm}>
      {state.phase === "unavailable"
        ? t(`settings.loginStart.obstacle.${state.obstacle}`)
        : t(`settings.loginStart.state.${state.phase}`)}
    </p>
  );
}
