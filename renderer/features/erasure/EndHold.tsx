/** Ends a hold that keeps something past its time: what is erased with it, and only once the name is typed. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContentCategory } from "../../../shared/domain/conversation.ts";
import { isTypedAs } from "./typedName.ts";
import { useCategoriesInText } from "./useCategoriesInText.ts";

/** @param props.title - the pseudonym or title that has to be typed */
export function EndHold(props: {
  readonly title: string;
  readonly isWithdrawn: boolean;
  readonly goes: readonly ContentCategory[];
  readonly isEnding: boolean;
  readonly onEnd: () => void;
}) {
  const { title, isWithdrawn, goes, isEnding, onEnd } = props;
  const { t } = useTranslation();
  const inText = useCategoriesInText();
  const [typed, setTyped] = useState("");
  const mayEnd = isTypedAs(typed, title);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayEnd) onEnd();
      }}
    >
      <Stack gap={16}>
        <Text c="var(--color-warm)">
          {isWithdrawn ? t("hold.endsInErasure") : t("hold.timeIsUp", { what: inText(goes) })}
        </Text>
        <TextInput
          label={t("erasure.now.type", { title })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="filled" color="danger" disabled={!mayEnd} loading={isEnding}>
            {isWithdrawn ? t("hold.endErasingAll") : t("hold.endErasing", { what: inText(goes) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
