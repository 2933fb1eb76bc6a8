/** What has been erased, month by month, newest first, each with its certificate. */
import { Button, Select } from "@mantine/core";
import { IconCertificate } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contentCategories } from "../../../shared/domain/conversation.ts";
import type { ErasureSummary } from "../../../shared/domain/erasureRecord.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { byMonth, chosenFrom, consentNumbersIn, type DoneChoice } from "./doneTimeline.ts";
import classes from "./erasure.module.css";
import { SeveralCertificates } from "./SeveralCertificates.tsx";

/** Shown at first, and how many more each time one asks. */
const pageSize = 40;

/** @param props.onOpen - given the certificate's number */
export function DoneTimeline(props: {
  readonly done: readonly ErasureSummary[];
  readonly onOpen: (certificateNumber: number) => void;
}) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<DoneChoice>({ category: null, consentNumber: null });
  const [shown, setShown] = useState(pageSize);
  const chosen = chosenFrom(props.done, choice);
  const choose = (change: Partial<DoneChoice>) => {
    setChoice({ ...choice, ...change });
    setShown(pageSize);
  };
  if (props.done.length === 0) {
    return (
      <Panel title={t("erasure.done.title")} className={classes.second}>
        <p className={classes.quiet}>{t("erasure.done.nothing")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("erasure.done.title")} className={classes.second}>
      <DoneTools done={props.done} choice={choice} onChoose={choose} />
      <div className={classes.doneHead}>
        <p role="status" className={classes.quiet}>
          {chosen.length === 0
            ? t("erasure.done.nothingChosen")
            : t("erasure.done.count", { count: chosen.length })}
        </p>
        {chosen.length > 0 && (
          <SeveralCertificates
            numbers={chosen.map(({ certificateNumber }) => certificateNumber)}
            consentNumber={choice.consentNumber}
          />
        )}
      </div>
      {byMonth(chosen.slice(0, shown)).map((month) => (
        <Month key={month.at} at={month.at} erasures={month.erasures} onOpen={props.onOpen} />
      ))}
      {chosen.length > shown && (
        <Button onClick={() => setShown(shown + pageSize)}>
          {t("erasure.done.earlier", { count: chosen.length - shown })}
        </Button>
      )}
    </Panel>
  );
}

function DoneTools(props: {
  readonly done: readonly ErasureSummary[];
  readonly choice: DoneChoice;
  readonly onChoose: (change: Partial<DoneChoice>) => void;
}) {
  const { t } = useTranslation();
  const { category, consentNumber } = props.choice;
  const numbers = consentNumbersIn(props.done);
  const all = "all";
  return (
    <div className={classes.doneTools}>
      <Select
        aria-label={t("erasure.done.category")}
        data={[
          { value: all, label: t("erasure.done.allCategories") },
          ...contentCategories.map((value) => ({ value, label: t(`erasure.category.${value}`) })),
        ]}
        value={category ?? all}
        allowDeselect={false}
        onChange={(value) =>
          props.onChoose({ category: contentCategories.find((known) => known === value) ?? null })
        }
      />
      {numbers.length > 0 && (
        <Select
          aria-label={t("erasure.done.permission")}
          data={[
            { value: all, label: t("erasure.done.allPermissions") },
            ...numbers.map((number) => ({
              value: String(number),
              label: t("erasure.done.consent", { number }),
            })),
          ]}
          value={consentNumber === null ? all : String(consentNumber)}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t("erasure.done.nothingChosen")}
          onChange={(value) =>
            props.onChoose({ consentNumber: value === null || value === all ? null : Number(value) })
          }
        />
      )}
    </div>
  );
}

function Month(props: {
  readonly at: number;
  readonly erasures: readonly ErasureSummary[];
  readonly onOpen: (certificateNumber: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={classes.month}>
      <h3 className={classes.monthName}>{format.date(props.at, "month")}</h3>
      <ol className={classes.timeline}>
        {props.erasures.map((erasure) => (
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
    </section>
  );
}
