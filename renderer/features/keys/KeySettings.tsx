/** What opens the vault, and how to change it: passphrase, recovery code, the vault's key, this computer. */
import { Button } from "@mantine/core";
import { useFocusReturn } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { KeyDialog, type KeysDeed } from "./KeyDialog.tsx";
import classes from "./KeySettings.module.css";

export function KeySettings() {
  const { t } = useTranslation();
  const session = useRequest("vault.session", {});
  const keys = useRequest("keys.read", {});
  // The vault may be gone before its dialog is: then what was last known of it is enough.
  const [open, setOpen] = useState<{ readonly deed: KeysDeed; readonly session: Session } | null>(null);
  // The dialog is unmounted when it closes, so it cannot lead back by itself.
  useFocusReturn({ opened: open !== null });
  const begin = (deed: KeysDeed) => {
    if (session.data) setOpen({ deed, session: session.data });
  };
  return (
    <Panel title={t("vaultKeys.title")}>
      <div className={classes.rows}>
        <Row
          label={t("vaultKeys.passphrase.label")}
          help={t("vaultKeys.passphrase.help")}
          button={t("vaultKeys.passphrase.change")}
          onBegin={() => begin("change")}
        />
        <Row
          label={t("vaultKeys.code.label")}
          help={t("vaultKeys.code.help")}
          button={t("vaultKeys.code.renew")}
          onBegin={() => begin("renew")}
        />
        <Row
          label={t("vaultKeys.rotation.label")}
          help={t("vaultKeys.rotation.help")}
          button={t("vaultKeys.rotation.rotate")}
          onBegin={() => begin("rotate")}
        />
        {keys.data === undefined ? null : <DeviceRow device={keys.data.device} onBegin={begin} />}
      </div>
      <ErrorNotice error={open === null ? keys.error : null} />
      {open === null ? null : <KeyDialog {...open} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

interface DeviceRowProps {
  readonly device: RequestOutput<"keys.read">["device"];
  readonly onBegin: (deed: "bind" | "unbind") => void;
}

function DeviceRow({ device, onBegin }: DeviceRowProps) {
  const { t } = useTranslation();
  const label = t("vaultKeys.device.label");
  switch (device.phase) {
    case "bound":
      return (
        <Row
          label={label}
          help={t("vaultKeys.device.on")}
          button={t("vaultKeys.device.unbind")}
          onBegin={() => onBegin("unbind")}
        />
      );
    case "unbound":
      return (
        <Row
          label={label}
          help={t("vaultKeys.device.off")}
          button={t("vaultKeys.device.bind")}
          onBegin={() => onBegin("bind")}
        />
      );
    case "unavailable":
      return (
        <Row
          label={label}
          help={device.reason === "basic-text" ? t("vaultKeys.device.basicText") : t("vaultKeys.device.none")}
        />
      );
  }
}

interface RowProps {
  readonly label: string;
  readonly help: string;
  /** Absent where there is nothing to do. */
  readonly button?: string;
  readonly onBegin?: () => void;
}

function Row({ label, help, button, onBegin }: RowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <p className={classes.label}>{label}</p>
        <p className={classes.help}>{help}</p>
      </div>
      {button === undefined ? null : <Button onClick={onBegin}>{button}</Button>}
    </div>
  );
}
