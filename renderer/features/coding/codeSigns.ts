/** The short signs of codes as they stand on the text, on the timeline and on the pad. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CodedUnit } from "../../../shared/domain/coding.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";
import { useLanguage } from "../../ui/useLanguage.ts";

export interface Sign {
  readonly id: string;
  readonly sign: string;
  readonly name: string;
}

/** Gives the signs of what a unit is coded with, in its order; empty while it is not coded. */
export function useSigns(scheme: Pick<Scheme, "codes">): (unit: Pick<CodedUnit, "codes">) => readonly Sign[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const known = new Map<string, Sign>(
      scheme.codes.map(({ id, sign, labels }) => [id, { id, sign, name: labelIn(labels, language) }]),
    );
    known.set(notCoded, { id: notCoded, sign: t("coding.pad.notCodedSign"), name: t("coding.pad.notCoded") });
    return ({ codes }) => codes.map((id) => known.get(id) ?? { id, sign: id, name: id });
  }, [scheme.codes, language, t]);
}
