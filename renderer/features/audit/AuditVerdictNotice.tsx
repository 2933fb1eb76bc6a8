/** What checking the log has found, in words; calm also where something is wrong. */
import { Text } from "@mantine/core";
import { IconAlertTriangle, IconRosetteDiscountCheck } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { AuditFinding } from "../../../shared/domain/auditEvent.ts";
import { Notice } from "../../ui/Notice.tsx";
import { type Format, useFormat } from "../../ui/useFormat.ts";
import classes from "./audit.module.css";

export function AuditVerdictNotice({ outcome }: { readonly outcome: RequestOutput<"audit.verify"> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { verdict, entries, fingerprint, lastNotedAt } = outcome;
  const isWhole = verdict.verdict === "whole";
  const isCalm = isWhole && lastNotedAt === null;
  return (
    <Notice tone={isCalm ? "good" : "warm"} icon={isCalm ? IconRosetteDiscountCheck : IconAlertTriangle}>
      <Text fw={600}>{t(isWhole ? "audit.check.whole" : "audit.check.broken")}</Text>
      {isWhole ? (
        <Text>{t("audit.check.wholeText", { count: entries, number: format.number(entries) })}</Text>
      ) : (
        <>
          <ul className={classes.findings}>
            {verdict.findings.map((finding) => (
              <li key={JSON.stringify(finding)}>{findingText(t, format, finding)}</li>
            ))}
          </ul>
          <Text>{t("audit.check.nextStep")}</Text>
        </>
      )}
      {isWhole && lastNotedAt !== null && (
        <Text>{t("audit.check.noted", { date: format.date(lastNotedAt, "paper") })}</Text>
      )}
      <Text size="sm" className={classes.fingerprint}>
        {t("audit.check.fingerprint", { fingerprint })}
      </Text>
    </Notice>
  );
}

function findingText(t: TFunction, format: Pick<Format, "number">, found: AuditFinding): string {
  switch (found.finding) {
    case "entries-changed": {
      const [first, last] = [format.number(found.first), format.number(found.last)];
      return found.first === found.last
        ? t("audit.finding.entry-changed", { first })
        : t("audit.finding.entries-changed", { first, last });
    }
    case "end-missing":
      return t("audit.finding.end-missing", {
        after: format.number(found.after),
        last: format.number(found.last),
      });
    case "checkpoint-missing":
    case "checkpoint-forged":
      return t(`audit.finding.${found.finding}`, { number: format.number(found.number) });
    case "copy-missing":
    case "copy-forged":
      return t(`audit.finding.${found.finding}`, { file: found.file });
  }
}
