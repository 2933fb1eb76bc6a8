/** One file on its way into the vault, and how it ended. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { EventPayload } from "../../../shared/contract.ts";
import type { AppError } from "../../../shared/errors.ts";
import { adviceFor } from "../../ui/adviceFor.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import { importShare } from "../import/importShare.ts";
import classes from "./bringIn.module.css";
import type { Import } from "./bringInStore.ts";
import { cancelOne } from "./importQueue.ts";

/** @param props.progress - of the import that is running, whichever it is */
export function ImportRow(props: {
  readonly one: Import;
  readonly progress: EventPayload<"import.progress"> | null;
}) {
  const { t } = useTranslation();
  const { file, outcome } = props.one;
  const cancel = (
    <Button
      size="xs"
      aria-label={t("bringIn.import.cancelOne", { name: file.name })}
      onClick={() => cancelOne(file.sourceId)}
    >
      {t("import.cancel")}
    </Button>
  );
  const isOwn = outcome.phase === "importing" && props.progress?.conversationId === outcome.conversationId;
  return (
    <li className={`${classes.item} ${classes.importRow}`}>
      <div className={classes.importHead}>
        <span className={classes.fileName}>{file.name}</span>
        <span className={classes.importDeed}>
          {outcome.phase === "waiting" && (
            <>
              <span className={classes.quiet}>{t("bringIn.import.waiting")}</span>
              {cancel}
            </>
          )}
          {outcome.phase === "done" && (
            <>
              <span className={classes.itemReady}>
                <IconCircleCheck size={18} stroke={1.6} aria-hidden="true" />
                {t("bringIn.import.isHere")}
              </span>
              <Button
                size="xs"
                aria-label={t("bringIn.import.openNamed", { name: file.name })}
                onClick={() => openScreen({ screen: "review", conversationId: outcome.conversationId })}
              >
                {t("bringIn.import.open")}
              </Button>
            </>
          )}
        </span>
      </div>
      {(outcome.phase === "looking" || outcome.phase === "importing") && (
        <ProgressLine
          label={
            outcome.phase === "looking"
              ? t("import.looking")
              : t(`import.phase.${isOwn ? (props.progress?.phase ?? "encrypting") : "encrypting"}`)
          }
          share={isOwn && props.progress !== null ? importShare(props.progress) : null}
          action={cancel}
        />
      )}
      {outcome.phase === "cancelled" && <p className={classes.problem}>{t("conversation.cancelled")}</p>}
      {outcome.phase === "refused" && <Refusal error={outcome.failure.error} />}
    </li>
  );
}

/** What happened and what to do; that the same sound is here already is no fault of the conversation. */
function Refusal({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { code, detail, incidentId } = error;
  const date = detail?.date;
  if (code === "media.already-there" && typeof date === "string") {
    return (
      <p className={classes.problem}>
        {t("bringIn.import.duplicate", { date: format.date(date, "dayLong") })}
      </p>
    );
  }
  return (
    <p className={classes.problem}>
      <span className={classes.doubt}>{t(`error.${code}.title`, { ...detail })}</span>{" "}
      {t(adviceFor(error), { ...detail })}
      {incidentId === undefined ? null : (
        <span className={classes.quiet}> {t("common.incident", { incidentId })}</span>
      )}
    </p>
  );
}
