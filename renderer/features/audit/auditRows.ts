/** The log as rows on the screen: a heading for each day, and the day's entries below it. */
import type { AuditFilter, AuditKind, AuditLine } from "../../../shared/domain/auditEvent.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { calendarDay } from "../../ui/formatDate.ts";

/** One row. */
export type AuditRow =
  | { readonly row: "day"; readonly key: string; readonly at: number }
  | { readonly row: "entry"; readonly key: string; readonly line: AuditLine };

/**
 * Puts a heading before the first entry of each local day.
 *
 * @param lines - newest first; where the clock was set back a day may come twice
 */
export function auditRows(lines: readonly AuditLine[]): AuditRow[] {
  return lines.flatMap((line, index): AuditRow[] => {
    const above = lines[index - 1];
    const entry: AuditRow = { row: "entry", key: `entry ${line.sequence}`, line };
    const isSameDay = above !== undefined && calendarDay(above.at) === calendarDay(line.at);
    return isSameDay ? [entry] : [{ row: "day", key: `day ${line.sequence}`, at: line.at }, entry];
  });
}

/** What a person has chosen to see. */
export interface AuditChoice {
  readonly kind: AuditKind | "all";
  /** Empty for any. */
  readonly consentNumber: number | "";
  /** Both included; empty for no limit. */
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** Everything. */
export const wholeLog: AuditChoice = { kind: "all", consentNumber: "", from: "", until: "" };

/** The choice as it is asked for; days begin and end at the computer's midnights. */
export function filterOf({ kind, consentNumber, from, until }: AuditChoice): AuditFilter {
  return {
    ...(kind === "all" ? {} : { kinds: [kind] }),
    ...(consentNumber === "" ? {} : { consentNumber }),
    ...(from === "" ? {} : { from: midnightBefore(from, 0) }),
    ...(until === "" ? {} : { until: midnightBefore(until, 1) }),
  };
}

function midnightBefore(date: IsoDate, plusDays: number): number {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + plusDays).getTime();
}
