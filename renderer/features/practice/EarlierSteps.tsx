/** Earlier steps, folded: what they were, and what they taught. */
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PracticeStep } from "../../../shared/domain/practice.ts";
import { call } from "../../api/call.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./practice.module.css";
import { stepParts } from "./stepParts.ts";

export function EarlierSteps({ steps }: { readonly steps: readonly PracticeStep[] }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<PracticeStep | null>(null);
  return (
    <details className={classes.earlier}>
      <summary>{t("practice.step.earlier", { count: steps.length })}</summary>
      <ul>
        {steps.map((step) => (
          <EarlierStep key={step.id} step={step} onRemove={() => setLeaving(step)} />
        ))}
      </ul>
      <ConfirmDialog
        opened={leaving !== null}
        title={t("practice.step.removeTitle")}
        confirmLabel={t("practice.step.remove")}
        tone="danger"
        onConfirm={() => (leaving === null ? undefined : call("practice.removeStep", { stepId: leaving.id }))}
        onClose={() => setLeaving(null)}
      >
        <p>{t("practice.step.removeText")}</p>
      </ConfirmDialog>
    </details>
  );
}

function EarlierStep({ step, onRemove }: { readonly step: PracticeStep; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { begunAt, endedAt, learned } = step;
  return (
    <li className={classes.earlierStep}>
      <div className={classes.head}>
        <span className={classes.small}>
          {t("practice.step.span", {
            from: format.date(begunAt, "day"),
            to: format.date(endedAt ?? begunAt, "day"),
          })}
        </span>
        <ActionIcon
          size={28}
          aria-label={t("practice.step.removeNamed", { skill: step.skill })}
          onClick={onRemove}
        >
          <IconTrash size={17} stroke={1.6} />
        </ActionIcon>
      </div>
      <p>{stepParts.map((part) => step[part]).join(" → ")}</p>
      {learned === null ? (
        <p className={classes.quiet}>{t("practice.step.taughtNothing")}</p>
      ) : (
        <p className={classes.written}>
          <span className={classes.quiet}>{t("practice.step.taught")}</span> {learned}
        </p>
      )}
    </li>
  );
}
