/** Connecting a foot pedal that is not a keyboard. */
import { Button, Group, SegmentedControl } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { footPedalSchema } from "../../../shared/domain/settings.ts";
import { Panel } from "../../ui/Panel.tsx";
import classes from "../settings/Settings.module.css";
import type { SettingsPartProps } from "../settings/settingsPart.ts";
import { closePedals, connectPedal, openPedals, usePedal } from "./pedals.ts";
import { webHid } from "./webHid.ts";

export function PedalSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const pedal = usePedal();
  const { footPedal } = settings;
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (footPedal !== "off") void openPedals();
  }, [footPedal]);

  async function connect() {
    await connectPedal().catch(() => undefined);
    setAsked(true);
    if (usePedal.getState().phase === "open" && footPedal === "off") onChange({ footPedal: "hold" });
  }

  async function disconnect() {
    await closePedals();
    setAsked(false);
    onChange({ footPedal: "off" });
  }

  const state =
    pedal.phase === "open"
      ? t("pedal.open", { name: pedal.name })
      : pedal.phase === "in-use"
        ? t("pedal.inUse")
        : isAsked || footPedal !== "off"
          ? t("pedal.none")
          : null;
  return (
    <Panel title={t("pedal.title")}>
      <div className={classes.fields}>
        <p className={classes.quiet}>{t("pedal.help")}</p>
        {state === null ? null : <p role="status">{state}</p>}
        {footPedal === "off" ? null : (
          <div>
            <p className={classes.label} id="settings-pedal">
              {t("pedal.manner")}
            </p>
            <SegmentedControl
              aria-labelledby="settings-pedal"
              data={(["hold", "press"] as const).map((manner) => ({
                value: manner,
                label: t(`pedal.${manner}`),
              }))}
              value={footPedal}
              onChange={(manner) => onChange({ footPedal: footPedalSchema.parse(manner) })}
            />
          </div>
        )}
        <Group gap={8}>
          {pedal.phase === "open" && footPedal !== "off" ? null : (
            <Button disabled={webHid() === undefined} onClick={() => void connect()}>
              {t("pedal.connect")}
            </Button>
          )}
          {footPedal === "off" ? null : (
            <Button onClick={() => void disconnect()}>{t("pedal.disconnect")}</Button>
          )}
        </Group>
      </div>
    </Panel>
  );
}
