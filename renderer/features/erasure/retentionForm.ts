/** Days of keeping and the dates they mean, for one conversation. */
import type { ContentCategory } from "../../../shared/domain/conversation.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import type { RetentionDays } from "../../../shared/domain/settings.ts";
import { addDays, daysBetween } from "../conversation/calendar.ts";

/** From when days count, and what no clock may pass. */
export interface RetentionFrame {
  /** The local day on which import or recording ended. */
  readonly startedOn: IsoDate;
  /** Last date of the client's permission; `null` where there is none. */
  readonly consentLastOn: IsoDate | null;
}

/** The most days the contract allows (shared/domain/settings.ts). */
const mostDays: Readonly<Record<ContentCategory, number>> = { sound: 365, transcript: 730, notes: 730 };

/** The last day something kept for `days` is there: it goes at the midnight that ends it. */
export function lastDayAfter(frame: RetentionFrame, days: number): IsoDate {
  return addDays(frame.startedOn, days);
}

/** Days that end on `date`; 0 or less if that is the day of the import or earlier. */
export function daysUntil(frame: RetentionFrame, date: IsoDate): number {
  return daysBetween(frame.startedOn, date);
}

/** The most days that may be chosen; 0 if the permission leaves no choice. */
export function longestDays(frame: RetentionFrame, category: ContentCategory): number {
  const { consentLastOn } = frame;
  const allowed = consentLastOn === null ? mostDays[category] : daysUntil(frame, consentLastOn);
  return Math.max(0, Math.min(mostDays[category], allowed));
}

/** Days within what may be chosen: where the permission ends earlier, the permission's days. */
export function withinLimits(frame: RetentionFrame, days: RetentionDays): RetentionDays {
  const limited = (category: ContentCategory, wanted: number) =>
    Math.max(1, Math.min(wanted, longestDays(frame, category)));
  return {
    soundDays: limited("sound", days.soundDays),
    transcriptDays: limited("transcript", days.transcriptDays),
    notesDays: days.notesDays === null ? null : limited("notes", days.notesDays),
  };
}

/** The categories whose days cannot be kept as they are. */
export function retentionProblems(frame: RetentionFrame, days: RetentionDays): ContentCategory[] {
  const isAllowed = (category: ContentCategory, chosen: number) =>
    Number.isInteger(chosen) && chosen >= 1 && chosen <= longestDays(frame, category);
  const problems: ContentCategory[] = [];
  if (!isAllowed("sound", days.soundDays)) problems.push("sound");
  if (!isAllowed("transcript", days.transcriptDays)) problems.push("transcript");
  if (days.notesDays !== null && !isAllowed("notes", days.notesDays)) problems.push("notes");
  return problems;
}
