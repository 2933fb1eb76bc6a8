/** The way to the coding schemes. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { openScreen } from "../frame/route.ts";
import classes from "./Settings.module.css";

export function SchemeSettings() {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.schemes.title")}>
      <div className={classes.fields}>
        <p className={classes.quiet}>{t("settings.schemes.text")}</p>
        <div>
          <Button onClick={() => openScreen({ screen: "schemes" })}>{t("settings.schemes.open")}</Button>
        </div>
      </div>
    </Panel>
  );
}
