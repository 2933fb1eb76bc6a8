/** The four languages, each in its own name; the page changes at once. */
import { Radio, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languages } from "../../../shared/domain/settings.ts";
import { changeLanguage } from "../../ui/i18n.ts";
import { useLanguage } from "../../ui/useLanguage.ts";

export function LanguageChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Radio.Group
      label={t("vaults.language")}
      value={language}
      onChange={(value) => {
        const chosen = languages.find((known) => known === value);
        if (chosen !== undefined) void changeLanguage(chosen);
      }}
    >
      <SimpleGrid cols={2} spacing="xs" mt={4}>
        {languages.map((known) => (
          <Radio key={known} value={known} label={t(`settings.languages.${known}`)} lang={known} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
