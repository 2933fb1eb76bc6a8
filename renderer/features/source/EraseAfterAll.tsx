/** Erases the file later than at the import: it is chosen anew, or looked for in a folder; the vault knows it by its bytes. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { SoundOrigin, Whereabouts } from "../../../shared/domain/whereabouts.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { EraseOffer } from "./EraseOffer.tsx";
import type { TakenFile } from "./takenFile.ts";

/** Shows nothing once the file is gone, nor where the vault could not vouch for its sound. */
export function EraseAfterAll(props: {
  readonly conversation: ConversationDetail;
  readonly whereabouts: Whereabouts;
  readonly origin: SoundOrigin;
}) {
  const { conversation, whereabouts, origin } = props;
  const { t } = useTranslation();
  const [files, setFiles] = useState<readonly TakenFile[]>([]);
  const find = useMutation({
    mutationFn: (from: "file" | "folder") =>
      from === "file" ? chosenFile(conversation.id) : filesInFolder(conversation.id),
    onSuccess: (found) => setFiles(found ?? []),
  });
  const { phase } = conversation.sound;
  const isOpen = whereabouts.places.some(({ place, settled }) => place === "file" && settled === null);
  const isSafe = (phase === "ready" || phase === "preparing") && conversation.hold === null;
  if (files.length > 0) {
    const key = files.map(({ sourceId }) => sourceId).join();
    return <EraseOffer key={key} files={files} origin={origin} />;
  }
  if (!isOpen || !isSafe) return null;
  return (
    <Stack gap={8}>
      <Group gap={8}>
        <Button
          loading={find.isPending && find.variables === "file"}
          disabled={find.isPending}
          onClick={() => find.mutate("file")}
        >
          {t("source.chooseAgain")}
        </Button>
        <Button
          loading={find.isPending && find.variables === "folder"}
          disabled={find.isPending}
          onClick={() => find.mutate("folder")}
        >
          {t("source.lookInFolder")}
        </Button>
      </Group>
      <Text role="status" size="sm" c="dimmed">
        {find.isPending && find.variables === "folder" ? t("source.looking") : null}
        {find.data?.length === 0 ? t("source.notInFolder") : null}
      </Text>
      <ErrorNotice error={find.error} />
    </Stack>
  );
}

/** @returns `null` if the person cancelled */
async function chosenFile(conversationId: ConversationId): Promise<readonly TakenFile[] | null> {
  const [source] = await call("shell.chooseFiles", { purpose: "audio" });
  return source === undefined ? null : [{ conversationId, sourceId: source.sourceId, name: source.name }];
}

/** Those files of a folder that hold what the conversation's sound was taken in from. @returns `null` if the person cancelled */
async function filesInFolder(conversationId: ConversationId): Promise<readonly TakenFile[] | null> {
  const folder = await call("shell.chooseFolder", { purpose: "audio" });
  if (folder === null) return null;
  const { files } = await call("device.list", { folderId: folder.folderId });
  return files
    .filter(({ known }) => known?.conversationId === conversationId)
    .map(({ sourceId, name }) => ({ conversationId, sourceId, name }));
}
