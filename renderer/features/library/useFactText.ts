/** Puts the facts and chips of a row into words. */
import { useTranslation } from "react-i18next";
import { lastDayBefore } from "../../../shared/domain/localMidnight.ts";
import { type Format, useFormat } from "../../ui/useFormat.ts";
import type { Fact, RowChip } from "./conversationFacts.ts";

const minuteMs = 60_000;

/** Gives the words for one fact of the line under the title. @param zone - in which the conversation's days end */
export function useFactText(zone: string): (fact: Fact) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (fact) => {
    switch (fact.about) {
      case "length":
        return format.duration(fact.durationMs);
      case "importing":
        return t("library.fact.importing");
      case "recording":
        return t("library.fact.recording");
      case "cut-off":
        return t("library.fact.cutOff");
      case "preparing":
        return t("library.fact.preparing");
      case "transcribed":
        return t("library.fact.transcribed");
      case "only-transcript":
        return t("library.fact.onlyTranscript");
      case "earlier-text":
        return t("library.fact.earlierText");
      case "nothing-yet":
        return t("library.fact.nothingYet");
      case "transcribed-part":
        return t("library.fact.transcribedPart", partOf(format, fact));
      case "notes":
        return t("library.fact.notes", { count: fact.count });
      case "codings":
        return t("library.fact.codings", { count: fact.count });
      case "left": {
        const what = format.list(fact.left.map((kept) => t(`library.fact.kept.${kept}`)));
        if (fact.dueAt === null) return t("library.fact.left", { what });
        const date = format.date(lastDayBefore(fact.dueAt, zone), "day");
        return t("library.fact.leftUntil", { what, date });
      }
    }
  };
}

/** Gives the words for one chip. @param zone - in which the conversation's days end */
export function useChipText(zone: string): (chip: RowChip) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (chip) => {
    switch (chip.about) {
      case "consent-until":
        return t("library.chip.consentUntil", { date: format.date(chip.lastOn, "day") });
      case "consent-withdrawn":
        return t("library.chip.consentWithdrawn", { date: format.date(chip.at, "day") });
      case "example":
        return t("library.chip.example");
      case "kind":
        return t(`library.kind.${chip.kind}`);
      case "deidentified":
        return t(`library.chip.deidentified.${chip.state}`);
      case "machine-text":
        return t("machineText.chip", { count: chip.rows });
      case "hold":
        return t("library.chip.hold", { date: format.date(chip.until, "day") });
      case "erasing":
        return t("library.chip.erasing");
      case "erasure":
        return t(`library.chip.erasure.${chip.category}`, {
          when: format.relativeDays(lastDayBefore(chip.dueAt, zone)),
        });
      case "erased":
        return t(`library.chip.erased.${chip.category}`, { date: format.date(chip.at, "day") });
    }
  };
}

/** "12 of 41 min"; in minutes and seconds, or in hours, where whole minutes would mislead. */
function partOf(
  format: Format,
  { doneMs, totalMs }: { readonly doneMs: number; readonly totalMs: number },
): { readonly done: string | number; readonly total: string } {
  if (totalMs < 10 * minuteMs) return { done: format.position(doneMs), total: format.position(totalMs) };
  const isLong = totalMs >= 60 * minuteMs || doneMs < minuteMs;
  return {
    done: isLong ? format.duration(doneMs) : Math.round(doneMs / minuteMs),
    total: format.duration(totalMs),
  };
}
