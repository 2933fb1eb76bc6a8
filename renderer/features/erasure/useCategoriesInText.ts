/** Kinds of content as they stand in a sentence. */
import { useTranslation } from "react-i18next";
import type { ContentCategory } from "../../../shared/domain/conversation.ts";

/** Gives "the sound and the transcript". */
export function useCategoriesInText(): (categories: readonly ContentCategory[]) => string {
  const { t } = useTranslation();
  return (categories) =>
    categories.map((category) => t(`erasure.categoryInText.${category}`)).join(t("erasure.and"));
}
