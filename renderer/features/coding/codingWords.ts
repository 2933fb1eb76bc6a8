/** What codings are called: by which scheme, whose, and of which part. */
import { useTranslation } from "react-i18next";
import type { Coder, CodingHead, Sample } from "../../../shared/domain/coding.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { useRequest } from "../../api/useRequest.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";

/** "MITI 4.2.1"; the id of a scheme that is gone. */
export function useSchemeTitle(): (coding: Pick<CodingHead, "schemeId">) => string {
  const language = useLanguage();
  const schemes = useRequest("scheme.list", {}).data;
  return ({ schemeId }) => {
    const found = schemes?.find(({ scheme }) => scheme.id === schemeId);
    return found === undefined ? schemeId : labelIn(found.scheme.title, language);
  };
}

/** "Min egen", a colleague's name, or that it is shared. */
export function useCoderWord(): (coder: Coder) => string {
  const { t } = useTranslation();
  return (coder) => {
    switch (coder.kind) {
      case "owner":
        return t("coding.list.mine");
      case "colleague":
        return coder.name;
      case "consensus":
        return t("coding.list.consensus");
    }
  };
}

/** How a sample was said to begin and to end, where there is no text to read it in. */
export function useSentenceWords(): (sample: Pick<Sample, "startSentence" | "endSentence">) => string[] {
  const { t } = useTranslation();
  return ({ startSentence, endSentence }) => [
    ...(startSentence === undefined ? [] : [t("coding.sample.starts", { sentence: startSentence })]),
    ...(endSentence === undefined ? [] : [t("coding.sample.ends", { sentence: endSentence })]),
  ];
}

/** "08:10–28:10 (20 min)". */
export function useRangeText(): (sample: Pick<Sample, "startMs" | "endMs">) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ startMs, endMs }) =>
    t("coding.sample.range", {
      from: format.position(startMs),
      to: format.position(endMs),
      length: format.duration(endMs - startMs),
    });
}
