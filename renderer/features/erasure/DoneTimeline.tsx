/** What has been erased, newest first, each with its certificate. */
import { Button } from "@mantine/core";
import { IconCertificate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ErasureSummary } from "../../../shared/domain/erasureRecord.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./erasure.module.css";

/** @param props.onOpen - given the certificate's number */
export function DoneTimeline(props: {
  readonly done: readonly ErasureSummary[];
  readonly onOpen: (certificateNumber: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("erasure.done.title")} className={classes.second}>
      {props.done.length === 0 ? (
        <p className={classes.quiet}>{t("erasure.done.nothing")}</p>
      ) : (
        <ol className={classes.timeline}>
          {props.done.map((erasure) => (
            <li key={erasure.certificateNumber} className={classes.event} data-done="true">
              <span className={classes.when}>{format.instant(erasure.finishedAt)}</span>
              <span className={classes.what}>
                <strong>
                  {erasure.title ??
                    (erasure.consentNumber === null
                      ? t("erasure.done.nameless")
                      : t("erasure.done.consent", { number: erasure.consentNumber }))}
                </strong>
                <span>
                  {t(`erasure.category.${erasure.category}`)} · {t(`erasure.rule.${erasure.rule}`)}
                  {erasure.executedWhileLocked && ` · ${t("erasure.done.whileLocked")}`}
                </span>
              </span>
              <Button
                size="xs"
                leftSection={<IconCertificate size={16} stroke={1.6} />}
                onClick={() => props.onOpen(erasure.certificateNumber)}
              >
                {t("erasure.done.certificate", { number: erasure.certificateNumber })}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
