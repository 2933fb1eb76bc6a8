/** The record of a spoken permission as facts: the text's version, who asked, the answer and its day. */
import { useTranslation } from "react-i18next";
import type { SpokenPermission } from "../../../shared/domain/spokenPermission.ts";
import { useFormat } from "../../ui/useFormat.ts";
import type { Fact } from "../erasure/FactList.tsx";

/** @returns nothing for a written permission, and for a spoken one from before there were records */
export function useSpokenFacts(spoken: SpokenPermission | null | undefined): readonly Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  if (spoken == null) return [];
  const { askedBy, askedOn, wording } = spoken;
  return [
    { name: t("spoken.record.version"), value: wording.version },
    { name: t("spoken.record.askedBy"), value: askedBy },
    {
      name: t("spoken.record.answer"),
      value: t("spoken.record.yes", { date: format.date(askedOn, "paper") }),
    },
  ];
}
