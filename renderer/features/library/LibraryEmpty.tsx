/** The library before there is anything in it: one sentence, and two ways to begin. */
import { Button } from "@mantine/core";
import { IconEar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { openScreen } from "../frame/route.ts";

export function LibraryEmpty() {
  const { t } = useTranslation();
  const language = useLanguage();
  const addExample = useChange("example.add");
  // The promise, not a callback of mutate: the library may already show the new row instead of this.
  const listen = () =>
    addExample.mutateAsync({ language }).then(
      ({ conversationId }) => openScreen({ screen: "review", conversationId }),
      () => undefined,
    );
  return (
    <EmptyState
      icon={<IconEar size={32} stroke={1.5} />}
      title={t("library.empty.title")}
      actions={
        <>
          <Button loading={addExample.isPending} onClick={() => void listen()}>
            {t("library.empty.example")}
          </Button>
          <Button onClick={() => openScreen({ screen: "new-conversation", kind: "role-play" })}>
            {t("library.empty.rolePlay")}
          </Button>
        </>
      }
    >
      {t("library.empty.text")}
      <ErrorNotice error={addExample.error} />
    </EmptyState>
  );
}
