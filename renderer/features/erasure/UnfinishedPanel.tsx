/** Erasures that have stopped: what is being tried, when next, and trying it now. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { UnfinishedErasure } from "../../../shared/domain/erasureRecord.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./erasure.module.css";

/** Shows nothing when all is well. */
export function UnfinishedPanel({ unfinished }: { readonly unfinished: readonly UnfinishedErasure[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const retry = useChange("erasure.retry");
  if (unfinished.length === 0) return null;
  return (
    <Panel
      title={t("erasure.unfinished.title", { count: unfinished.length })}
      tone="warm"
      className={classes.first}
    >
      <ul className={classes.unfinished}>
        {unfinished.map(({ conversationId, category, title, occasion, startedAt, tries, held }) => (
          <li key={`${conversationId}-${category}`}>
            <strong>{[title, occasion].filter(Boolean).join(" · ")}</strong>
            <p>
              {t(`erasure.category.${category}`)} ·{" "}
              {t("erasure.unfinished.since", { at: format.instant(startedAt) })}
            </p>
            <p>{t(`erasure.unfinished.${tries === "file" || tries === "key" ? tries : "rest"}`)}</p>
            {held && <p>{t("erasure.unfinished.held")}</p>}
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>{t("erasure.unfinished.next")}</p>
      <div className={classes.unfinishedDeed}>
        <Button loading={retry.isPending} onClick={() => retry.mutate({})}>
          {t("erasure.unfinished.retry")}
        </Button>
        <span role="status">
          {retry.data !== undefined && retry.data.incomplete > 0 ? t("erasure.unfinished.still") : null}
        </span>
      </div>
      <ErrorNotice error={retry.error} />
    </Panel>
  );
}
