/** Which Lyhörd this is, and where everything is kept. */
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { Panel } from "../../ui/Panel.tsx";
import { openScreen } from "../frame/route.ts";
import classes from "./Settings.module.css";

export function About() {
  const { t } = useTranslation();
  const info = useRequest("shell.info", {});
  return (
    <Panel title={t("settings.about.title")}>
      <div className={classes.fields}>
        {info.data === undefined ? null : (
          <div>
            <p>{t("settings.about.version", { version: info.data.version })}</p>
            {info.data.host === "stand-in" ? (
              <p className={classes.quiet}>{t("settings.about.standIn")}</p>
            ) : null}
          </div>
        )}
        <div>
          <p className={classes.label}>{t("settings.about.whereTitle")}</p>
          <p>{t("settings.about.where")}</p>
          <p className={classes.quiet}>{t("settings.about.limits")}</p>
        </div>
        <Anchor component="button" type="button" size="sm" onClick={() => openScreen({ screen: "help" })}>
          {t("settings.about.help")}
        </Anchor>
      </div>
    </Panel>
  );
}
