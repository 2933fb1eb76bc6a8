/** What a check came to: all in order, or one sheet for each thing found; and what was looked at. */
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CheckDeed, Checked, CheckOutcome } from "../../../shared/domain/vaultCheck.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Check.module.css";
import { FindingPanel } from "./FindingPanel.tsx";

export interface CheckResultProps {
  readonly outcome: Extract<CheckOutcome, { phase: "done" }>;
  readonly mended: readonly CheckDeed[];
}

export function CheckResult({ outcome, mended }: CheckResultProps) {
  const { t } = useTranslation();
  const { at, findings, checked } = outcome;
  return (
    <>
      {findings.length === 0 ? (
        <Panel>
          <p className={classes.whole}>
            <IconCircleCheck size={24} stroke={1.6} aria-hidden="true" />
            {t("check.whole")}
          </p>
        </Panel>
      ) : (
        <>
          <h2 className={classes.count}>{t("check.foundTitle", { count: findings.length })}</h2>
          {findings.map((finding) => (
            <FindingPanel
              key={`${finding.found} ${"conversationId" in finding ? finding.conversationId : ""}`}
              finding={finding}
              mended={mended}
            />
          ))}
          <p className={classes.quiet}>{t("check.neverDeletes")}</p>
        </>
      )}
      <Looked at={at} checked={checked} />
    </>
  );
}

function Looked({ at, checked }: { readonly at: number; readonly checked: Checked }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("check.looked.title")}>
      <p className={classes.quiet}>{t("check.looked.when", { when: format.instant(at) })}</p>
      <ul className={classes.looked}>
        <li>
          {t("check.looked.conversations", {
            count: checked.conversations,
            number: format.number(checked.conversations),
          })}
        </li>
        <li>
          {t("check.looked.recordings", {
            count: checked.recordings,
            number: format.number(checked.recordings),
            size: format.size(checked.soundBytes),
          })}
        </li>
        <li>{t("check.looked.rows", { count: checked.rows, number: format.number(checked.rows) })}</li>
        <li>
          {t("check.looked.logEntries", {
            count: checked.logEntries,
            number: format.number(checked.logEntries),
          })}
        </li>
      </ul>
    </Panel>
  );
}
