/** After the sound has been taken in: it is safe here, and still there where it came from (DOMAIN.md §2.6). */
import { Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./conversation.module.css";

/**
 * @param props.name - of the file that was taken in, as the person knows it
 * @param props.kind - what is published need not be removed from where it came
 */
export function TakenIn(props: {
  readonly name: string;
  readonly kind: ConversationKind | null;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Panel>
      <Stack gap={12}>
        <p className={classes.taken} role="status">
          <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
          {t("import.taken.title")}
        </p>
        {props.kind !== "published" && (
          <>
            <Text>{t("import.taken.original", { name: props.name })}</Text>
            <Text c="dimmed">{t("import.taken.beyond")}</Text>
          </>
        )}
        <div>
          <Button variant="filled" onClick={props.onOpen} autoFocus>
            {t("import.taken.open")}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}
