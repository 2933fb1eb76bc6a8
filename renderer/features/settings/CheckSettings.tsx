/** The way to the vault check. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { openScreen } from "../frame/route.ts";
import classes from "./Settings.module.css";

export function CheckSettings() {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.check.title")}>
      <div className={classes.fields}>
        <p className={classes.quiet}>{t("settings.check.text")}</p>
        <div>
          <Button onClick={() => openScreen({ screen: "check" })}>{t("settings.check.open")}</Button>
        </div>
      </div>
    </Panel>
  );
}
