/** While a place is looked through: how far it is, and the way to stop it. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventPayload } from "../../../shared/contract.ts";
import { onEvent } from "../../api/onEvent.ts";
import { Panel } from "../../ui/Panel.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { stopLooking } from "./lookThrough.ts";

export function LookMeter() {
  const { t } = useTranslation();
  const [told, setTold] = useState<EventPayload<"device.progress"> | null>(null);
  useEffect(() => onEvent("device.progress", setTold), []);
  return (
    <Panel>
      <div role="status">
        <ProgressLine
          label={
            told?.phase === "comparing"
              ? t("bringIn.look.comparing")
              : t("bringIn.look.looking", { count: told?.files ?? 0 })
          }
          share={told?.phase === "comparing" ? told.doneBytes / told.totalBytes : null}
          action={
            <Button size="xs" onClick={stopLooking}>
              {t("common.cancel")}
            </Button>
          }
        />
      </div>
    </Panel>
  );
}
