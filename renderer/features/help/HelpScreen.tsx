/** The help as a screen of an open vault. */
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { HelpText } from "./HelpText.tsx";

export function HelpScreen() {
  const { t } = useTranslation();
  return (
    <Page narrow>
      <PageHeader title={t("help.title")} subtitle={t("help.subtitle")} />
      <HelpText />
    </Page>
  );
}
