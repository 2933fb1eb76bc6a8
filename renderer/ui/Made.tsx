/** The end of a dialog that has made something: what it is, what to mind, and the way out. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Notice } from "./Notice.tsx";

export function Made(props: {
  readonly title: string;
  readonly text?: string;
  readonly onClose: () => void;
}) {
  const { title, text, onClose } = props;
  const { t } = useTranslation();
  return (
    <Stack gap={16}>
      <Notice tone="good" icon={IconCircleCheck} role="status">
        <Text fw={600}>{title}</Text>
        {text === undefined ? null : <Text>{text}</Text>}
      </Notice>
      <Group justify="flex-end">
        <Button variant="filled" onClick={onClose} autoFocus>
          {t("common.close")}
        </Button>
      </Group>
    </Stack>
  );
}
