/** Whether the date a device gives a file can be believed: recorders lose their clocks with their batteries. */
import type { SourceId } from "../../../shared/domain/ids.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { localDateOf } from "../../../shared/domain/localMidnight.ts";

/** Why a date is not believed. */
export type ClockDoubt = "too-old" | "in-the-future" | "never-set" | "same-on-many";

/** What is looked at. */
export interface DatedFile {
  readonly sourceId: SourceId;
  /** Epoch ms, by the device's clock. */
  readonly modifiedAt: number;
}

/** Nobody brings in what was recorded before this year; clocks that were reset stand before it. */
const firstYear = 2015;
/** So many files with one and the same time were not recorded then. */
const many = 3;

/**
 * The doubts there are about the dates of files that lie together.
 *
 * @param now - epoch ms
 * @param zone - IANA, in which the device's clock is read
 * @returns only those that are in doubt
 */
export function clockDoubts(
  files: readonly DatedFile[],
  now: number,
  zone: string,
): ReadonlyMap<SourceId, ClockDoubt> {
  const today = localDateOf(now, zone);
  const counts = new Map<number, number>();
  for (const { modifiedAt } of files)
    counts.set(secondOf(modifiedAt), (counts.get(secondOf(modifiedAt)) ?? 0) + 1);
  const doubts = new Map<SourceId, ClockDoubt>();
  const hourOf = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone });
  const isMidnight = (at: number) => Number(hourOf.format(at)) === 0;
  for (const { sourceId, modifiedAt } of files) {
    const sharedBy = counts.get(secondOf(modifiedAt)) ?? 1;
    const doubt = doubtOf(localDateOf(modifiedAt, zone), today, isMidnight(modifiedAt), sharedBy);
    if (doubt !== undefined) doubts.set(sourceId, doubt);
  }
  return doubts;
}

function doubtOf(
  date: IsoDate,
  today: IsoDate,
  isMidnight: boolean,
  sharedBy: number,
): ClockDoubt | undefined {
  if (date.endsWith("-01-01") && isMidnight) return "never-set";
  if (Number(date.slice(0, 4)) < firstYear) return "too-old";
  if (date > today) return "in-the-future";
  return sharedBy >= many ? "same-on-many" : undefined;
}

function secondOf(at: number): number {
  return Math.floor(at / 1_000);
}
