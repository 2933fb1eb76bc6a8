/** A scheme in one line: how much it has, and what it is for. */
import { useTranslation } from "react-i18next";
import type { Scheme } from "../../../shared/domain/scheme.ts";

export function useSchemeFacts(): (scheme: Scheme) => string {
  const { t } = useTranslation();
  return ({ codes, items, sample, usesTarget, version }) =>
    [
      codes.length === 0 ? null : t("schemes.facts.codes", { count: codes.length }),
      items.length === 0 ? null : t("schemes.facts.items", { count: items.length }),
      sample.drawn === "whole"
        ? t("schemes.facts.whole")
        : t("schemes.facts.random", { minutes: Math.round(sample.lengthMs / 60_000) }),
      usesTarget ? t("schemes.facts.target") : null,
      version === 1 ? null : t("schemes.facts.version", { version }),
    ]
      .filter((fact) => fact !== null)
      .join(" · ");
}
