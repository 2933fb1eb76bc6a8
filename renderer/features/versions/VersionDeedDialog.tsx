/** A question before something is done with a version: bring it back, call it something else, take it away. */
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { longestVersionName, type TranscriptVersion } from "../../../shared/domain/transcriptVersion.ts";
import { call } from "../../api/call.ts";
import { useChange } from "../../api/useChange.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { requireSavedText } from "./savedText.ts";
import { useVersionName } from "./versionName.ts";

export interface VersionDeed {
  readonly kind: "restore" | "rename" | "remove";
  readonly version: TranscriptVersion;
}

export function VersionDeedDialog(props: {
  readonly conversationId: ConversationId;
  readonly deed: VersionDeed;
  readonly onClose: () => void;
  readonly onRestored: () => void;
}) {
  const { conversationId, deed, onClose, onRestored } = props;
  const { kind, version } = deed;
  const { t } = useTranslation();
  const name = useVersionName()(version);
  const versionId = version.id;
  switch (kind) {
    case "restore":
      return (
        <ConfirmDialog
          opened
          title={t("versions.restoreTitle", { name })}
          confirmLabel={t("versions.restoreConfirm")}
          onConfirm={async () => {
            await requireSavedText(conversationId);
            await call("version.restore", { versionId });
            onRestored();
          }}
          onClose={onClose}
        >
          {t("versions.restoreText")}
        </ConfirmDialog>
      );
    case "remove":
      return (
        <ConfirmDialog
          opened
          tone="danger"
          title={t("versions.removeTitle", { name })}
          confirmLabel={t("versions.removeConfirm")}
          onConfirm={() => call("version.remove", { versionId })}
          onClose={onClose}
        >
          {t("versions.removeText")}
        </ConfirmDialog>
      );
    case "rename":
      return (
        <Modal opened onClose={onClose} title={t("versions.renameTitle")}>
          <NewName version={version} onDone={onClose} />
        </Modal>
      );
  }
}

function NewName({ version, onDone }: { readonly version: TranscriptVersion; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(version.name ?? "");
  const rename = useChange("version.rename");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") rename.mutate({ versionId: version.id, name }, { onSuccess: onDone });
      }}
    >
      <Stack gap={16}>
        <TextInput
          label={t("versions.name")}
          value={name}
          maxLength={longestVersionName}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorNotice error={rename.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onDone}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={rename.isPending}>
            {t("versions.renameConfirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
