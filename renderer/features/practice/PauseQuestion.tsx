/** After a long pause in the log, once: what happened, and what does it teach you? It asks, and reproaches nobody. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type LogEntry, pauseInLog } from "../../../shared/domain/practice.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { localToday } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./practice.module.css";

/** @param props.onWrite - brings to where an entry is written */
export function PauseQuestion(props: {
  readonly entries: readonly LogEntry[];
  readonly onWrite: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useRequest("settings.read", {}).data;
  const update = useChange("settings.update");
  const since = pauseInLog(props.entries, localToday());
  if (since === null || settings === undefined || settings.practicePauseAfter === since) return null;
  const close = () => update.mutate({ practicePauseAfter: since });
  return (
    <div className={classes.pause}>
      <p>{t("practice.log.pause", { date: format.date(since, "dayLong") })}</p>
      <Group gap={8} mt={8}>
        <Button
          size="xs"
          onClick={() => {
            close();
            props.onWrite();
          }}
        >
          {t("practice.log.pauseWrite")}
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          {t("practice.log.pauseClose")}
        </Button>
      </Group>
      <ErrorNotice error={update.error} />
    </div>
  );
}
