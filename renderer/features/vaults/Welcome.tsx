/** The very first screen: a welcome, the choice of language, one thing to do. */
import { Anchor, Button, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DoorLayout } from "./DoorLayout.tsx";
import { LanguageChoice } from "./LanguageChoice.tsx";

export interface WelcomeProps {
  readonly onCreate: () => void;
  readonly onRestore: () => void;
}

export function Welcome({ onCreate, onRestore }: WelcomeProps) {
  const { t } = useTranslation();
  return (
    <DoorLayout>
      <Stack gap="lg">
        <Title order={1}>{t("vaults.welcome.title")}</Title>
        <p>{t("vaults.welcome.text")}</p>
        <LanguageChoice />
        <div>
          <Button variant="filled" size="md" onClick={onCreate}>
            {t("vaults.welcome.create")}
          </Button>
          <p style={{ marginTop: 10, color: "var(--color-muted)", fontSize: "0.90625rem" }}>
            {t("vaults.welcome.about")}
          </p>
        </div>
        <Anchor component="button" type="button" size="sm" onClick={onRestore} style={{ alignSelf: "start" }}>
          {t("backup.restore.open")}
        </Anchor>
      </Stack>
    </DoorLayout>
  );
}
