/** Erases now what a person chooses; the whole conversation only once its title is typed. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContentCategory, ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { WhereaboutsWarning } from "../source/WhereaboutsWarning.tsx";
import { ConversationModal, FromFirstField } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import { categoriesToErase, isWholeChosen } from "./eraseChoice.ts";
import { HoldFields } from "./HoldDialog.tsx";
import { isTypedAs } from "./typedName.ts";
import { useCategoriesInText } from "./useCategoriesInText.ts";

/** Under a hold, it leads to that. */
export function EraseDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  const [isAtHold, setAtHold] = useState(false);
  const onClose = () => {
    setAtHold(false);
    props.onClose();
  };
  return (
    <ConversationModal {...props} onClose={onClose} title={t(isAtHold ? "hold.title" : "erasure.now.title")}>
      {(conversation) =>
        isAtHold ? (
          <FromFirstField>
            <HoldFields conversation={conversation} onClose={onClose} />
          </FromFirstField>
        ) : (
          <EraseFields conversation={conversation} onHold={() => setAtHold(true)} onClose={onClose} />
        )
      }
    </ConversationModal>
  );
}

interface EraseFieldsProps {
  readonly conversation: ConversationDetail;
  readonly onHold: () => void;
  readonly onClose: () => void;
}

function EraseFields({ conversation, onHold, onClose }: EraseFieldsProps) {
  const { t } = useTranslation();
  const inText = useCategoriesInText();
  const erase = useChange("erasure.now");
  const { present } = conversation;
  const [chosen, setChosen] = useState<readonly ContentCategory[]>(present.slice(0, 1));
  const [typed, setTyped] = useState("");
  // What was begun with goes, and cannot be kept any more.
  if (erase.error?.error.code === "erasure.incomplete") {
    return (
      <Stack gap={16}>
        <ErrorNotice error={erase.error} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t("common.close")}</Button>
        </Group>
      </Stack>
    );
  }
  if (present.length === 0) return <Text>{t("erasure.now.nothing")}</Text>;
  if (conversation.hold !== null) {
    return <Held until={conversation.hold.until} onHold={onHold} onClose={onClose} />;
  }

  const isWhole = isWholeChosen(present, chosen);
  const mayErase = chosen.length > 0 && (!isWhole || isTypedAs(typed, conversation.title));
  const act = () =>
    erase.mutate(
      {
        conversationId: conversation.id,
        categories: [...categoriesToErase(present, chosen)],
        typedTitle: typed.trim(),
      },
      { onSuccess: onClose },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayErase) act();
      }}
    >
      <Stack gap={16}>
        <Checkbox.Group
          label={t("erasure.now.what", { title: conversation.title })}
          value={[...chosen]}
          onChange={(values) => setChosen(present.filter((category) => values.includes(category)))}
        >
          <Stack gap={8} my={6}>
            {present.map((category) => (
              <Checkbox
                key={category}
                value={category}
                label={t(`erasure.category.${category}`)}
                description={
                  category === "transcript" && conversation.segmentCount === 0
                    ? t("erasure.now.earlierText")
                    : undefined
                }
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Text>{t(isWhole ? "erasure.now.whole" : "erasure.now.part")}</Text>
        {chosen.includes("sound") && <WhereaboutsWarning conversationIds={[conversation.id]} />}
        {isWhole && (
          <TextInput
            label={t("erasure.now.type", { title: conversation.title })}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <ErrorNotice error={erase.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("erasure.now.keep")}</Button>
          <Button
            type="submit"
            variant="filled"
            color="danger"
            disabled={!mayErase}
            loading={erase.isPending}
          >
            {isWhole
              ? t("erasure.now.eraseWhole")
              : t("erasure.now.erase", {
                  what: inText(chosen),
                })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Held(props: { readonly until: number; readonly onHold: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap={16}>
      <Text>{t("erasure.now.held", { date: format.date(props.until, "dayLong") })}</Text>
      <Group justify="flex-end" gap={8}>
        <Button onClick={props.onClose}>{t("common.close")}</Button>
        <Button onClick={props.onHold}>{t("erasure.now.toHold")}</Button>
      </Group>
    </Stack>
  );
}
