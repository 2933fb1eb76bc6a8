/** Puts the facts and chips of a row into words. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/useFormat.ts";
import type { Fact, RowChip } from "./conversationFacts.ts";

/** Gives the words for one fact of the line under the title. */
export function useFactText(): (fact: Fact) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (fact) => {
    switch (fact.about) {
      case "length":
        return format.duration(fact.durationMs);
      case "importing":
        return t("library.fact.importing");
      case "preparing":
        return t("library.fact.preparing");
      case "transcribed":
        return t("library.fact.transcribed");
      case "only-transcript":
        return t("library.fact.onlyTranscript");
      case "nothing-yet":
        return t("library.fact.nothingYet");
      case "transcribed-part":
        return t("library.fact.transcribedPart", {
          done: minutes(fact.doneMs),
          total: format.duration(fact.totalMs),
        });
      case "notes":
        return t("library.fact.notes", { count: fact.count });
      case "left":
        return fact.dueAt === null
          ? t(`library.fact.left.${fact.left}`)
          : t(`library.fact.leftUntil.${fact.left}`, { date: format.date(fact.dueAt - 1, "day") });
    }
  };
}

/** Gives the words for one chip. */
export function useChipText(): (chip: RowChip) => string {
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
      case "hold":
        return t("library.chip.hold", { date: format.date(chip.until, "day") });
      case "erasure":
        return t(`library.chip.erasure.${chip.category}`, { when: format.relativeDays(chip.dueAt - 1) });
      case "erased":
        return t(`library.chip.erased.${chip.category}`, { date: format.date(chip.at, "day") });
    }
  };
}

/** Whole minutes; what has begun counts. */
function minutes(durationMs: number): number {
  return Math.max(1, Math.round(durationMs / 60_000));
}
