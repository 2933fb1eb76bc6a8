/** The entries of the log under their days, as many as are in sight; a log has tens of thousands. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { AuditLine } from "../../../shared/domain/auditEvent.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import classes from "./audit.module.css";
import { auditRows } from "./auditRows.ts";
import { auditSentence } from "./auditSentence.ts";

/** Height of an entry of one line, in px; others are measured. */
const oneLinePx = 40;
/** So many rows before the end the next page is read. */
const readAheadRows = 60;

/** @param props.onNearEnd - called when the end of what was read comes near; may be called often */
export function AuditList(props: {
  readonly lines: readonly AuditLine[];
  readonly pruned: RequestOutput<"audit.list">["pruned"];
  readonly onNearEnd: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lines, pruned, onNearEnd } = props;
  const rows = useMemo(() => auditRows(lines), [lines]);
  const page = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => page.current,
    estimateSize: () => oneLinePx,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
  });
  const lastInSight = list.range?.endIndex ?? 0;
  const isNearEnd = lastInSight >= rows.length - readAheadRows;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must be able to scroll it.
    <section ref={page} className={classes.page} aria-label={t("audit.tab.log")} tabIndex={0}>
      <VirtualRows
        list={list}
        row={(index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return row.row === "day" ? (
            <h2 className={classes.day}>{format.date(row.at, "long")}</h2>
          ) : (
            <div className={classes.entry}>
              <span className={classes.time}>{format.time(row.line.at)}</span>
              <span className={classes.sentence}>
                {auditSentence({ t, format }, row.line)}
                {row.line.detail.whileLocked === true && (
                  <span className={classes.quiet}> ({t("audit.whileLocked")})</span>
                )}
              </span>
              <span className={classes.number}>{format.number(row.line.sequence)}</span>
            </div>
          );
        }}
      />
      {pruned === null ? null : (
        <p className={classes.pruned}>
          {t("audit.pruned", {
            sequence: format.number(pruned.sequence),
            date: format.date(pruned.at, "paper"),
          })}
        </p>
      )}
    </section>
  );
}
