/** What a change of keys ends with: one sentence, and the way out. */
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function KeysDone({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <p role="status">{text}</p>
      <Group justify="flex-end">
        <Button variant="filled" onClick={onClose} autoFocus>
          {t("common.close")}
        </Button>
      </Group>
    </Stack>
  );
}
