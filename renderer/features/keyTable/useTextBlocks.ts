/** The text blocks of a person: their own, or those of the language. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Settings, textBlockCount } from "../../../shared/domain/settings.ts";

/** Nine texts, empty where there is none. */
export function useTextBlocks(settings: Pick<Settings, "textBlocks"> | undefined): readonly string[] {
  const { t } = useTranslation();
  const own = settings?.textBlocks ?? null;
  return useMemo(() => {
    const blocks = own ?? [
      t("textBlocks.pause"),
      t("textBlocks.unintelligible"),
      t("textBlocks.overlap"),
      t("textBlocks.laughs"),
      t("textBlocks.listening"),
    ];
    return Array.from({ length: textBlockCount }, (_, index) => blocks[index] ?? "");
  }, [own, t]);
}
