/** The words of a finding, with its numbers and names in them. */
import { useTranslation } from "react-i18next";
import type { CheckFinding } from "../../../shared/domain/vaultCheck.ts";
import { useFormat } from "../../ui/useFormat.ts";

/** What it is, what it means, what to do. */
export interface FindingText {
  readonly title: string;
  readonly means: string;
  readonly advice: string;
}

export function useFindingText(finding: CheckFinding): FindingText {
  const { t } = useTranslation();
  const format = useFormat();
  const named = ({ names, count }: { readonly names: readonly string[]; readonly count: number }) =>
    names.length < count ? [...names, t("check.others", { count: count - names.length })] : names;
  switch (finding.found) {
    case "folder-synchronised": {
      const words = { service: t(`place.service.${finding.service}`) };
      return {
        title: t("place.synchronised.title", words),
        means: t("place.synchronised.means"),
        advice: t("place.advice"),
      };
    }
    case "folder-on-network":
      return {
        title: t("place.network.title"),
        means: t("place.network.means"),
        advice: t("place.advice"),
      };
    default: {
      const { found } = finding;
      const words = {
        ...("title" in finding ? { title: finding.title } : {}),
        ...("count" in finding ? { count: finding.count } : {}),
        ...("damagedParts" in finding ? { damagedParts: finding.damagedParts, parts: finding.parts } : {}),
        ...("entry" in finding ? { entry: finding.entry } : {}),
        ...("at" in finding ? { date: format.date(finding.at, "dayLong") } : {}),
        ...("sizeBytes" in finding ? { size: format.size(finding.sizeBytes) } : {}),
        ...("freeBytes" in finding ? { free: format.size(finding.freeBytes) } : {}),
        ...("names" in finding ? { names: format.list(named(finding)) } : {}),
      };
      return {
        title: t(`check.found.${found}.title`, words),
        means: t(`check.found.${found}.means`, words),
        advice: t(`check.found.${found}.advice`, words),
      };
    }
  }
}
