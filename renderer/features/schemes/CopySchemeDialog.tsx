/** A scheme of one's own that begins as another: asks what it is called, and opens it. */
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scheme, SchemeId } from "../../../shared/domain/scheme.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { editOriginal } from "./editOriginal.ts";
import { useWord } from "./useWord.ts";

/** Open for as long as it is mounted. */
export function CopySchemeDialog(props: { readonly scheme: Scheme; readonly onClose: () => void }) {
  const { scheme, onClose } = props;
  const { t } = useTranslation();
  const word = useWord();
  const of = word(scheme.title);
  const [title, setTitle] = useState(() => t("schemes.copy.suggestion", { title: of }));
  const [problem, setProblem] = useState<unknown>(null);
  const copy = useChange("scheme.copy");
  return (
    <Modal opened onClose={onClose} title={t("schemes.copy.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() === "") return;
          setProblem(null);
          const edit = (schemeId: SchemeId) => void editOriginal(schemeId).catch(setProblem);
          // A copy that could not be opened is there all the same.
          if (copy.data !== undefined) edit(copy.data.schemeId);
          else copy.mutate({ schemeId: scheme.id, title }, { onSuccess: ({ schemeId }) => edit(schemeId) });
        }}
      >
        <Stack gap={16}>
          <Text>{t("schemes.copy.text", { title: of })}</Text>
          <TextInput
            label={t("schemes.copy.name")}
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <ErrorNotice error={copy.error ?? problem} />
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            <Button type="submit" variant="filled" disabled={title.trim() === ""} loading={copy.isPending}>
              {t("schemes.copy.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
