/** The versions that are kept, and a field to keep another. */
import { ActionIcon, Button, Group, Menu, Stack, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { longestVersionName, type TranscriptVersion } from "../../../shared/domain/transcriptVersion.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { requireSavedText } from "./savedText.ts";
import { type VersionDeed, VersionDeedDialog } from "./VersionDeedDialog.tsx";
import { useVersionName } from "./versionName.ts";
import classes from "./versions.module.css";

export function VersionList(props: {
  readonly conversation: ConversationDetail;
  readonly onCompare: (version: TranscriptVersion) => void;
  /** A version was brought back: one looks at the text. */
  readonly onDone: () => void;
}) {
  const { conversation, onCompare, onDone } = props;
  const { t } = useTranslation();
  const { id: conversationId } = conversation;
  const isHeld = conversation.hold !== null;
  const versions = useRequest("version.list", { conversationId });
  const [name, setName] = useState("");
  const [deed, setDeed] = useState<VersionDeed | null>(null);
  const save = useMutation({
    mutationFn: async () => {
      await requireSavedText(conversationId);
      await call("version.save", { conversationId, name });
    },
    onSuccess: () => setName(""),
  });

  return (
    <Stack gap={16}>
      <p>{isHeld ? t("versions.held") : t("versions.intro")}</p>
      {isHeld ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== "") save.mutate();
          }}
        >
          <Group gap={8} align="end" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              label={t("versions.name")}
              placeholder={t("versions.namePlaceholder")}
              value={name}
              maxLength={longestVersionName}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={save.isPending}>
              {t("versions.save")}
            </Button>
          </Group>
        </form>
      )}
      <ErrorNotice error={save.error ?? versions.error} />
      {versions.data === undefined ? null : versions.data.length === 0 ? (
        <p className={classes.empty}>{t("versions.empty")}</p>
      ) : (
        <ul className={classes.list} aria-label={t("versions.list")}>
          {versions.data.map((version) => (
            <VersionRow
              key={version.id}
              version={version}
              mayChange={!isHeld}
              onCompare={() => onCompare(version)}
              onDeed={(kind) => setDeed({ kind, version })}
            />
          ))}
        </ul>
      )}
      {deed === null ? null : (
        <VersionDeedDialog
          conversationId={conversationId}
          deed={deed}
          onClose={() => setDeed(null)}
          onRestored={onDone}
        />
      )}
    </Stack>
  );
}

function VersionRow(props: {
  readonly version: TranscriptVersion;
  readonly mayChange: boolean;
  readonly onCompare: () => void;
  readonly onDeed: (kind: VersionDeed["kind"]) => void;
}) {
  const { version, mayChange, onCompare, onDeed } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const name = useVersionName()(version);
  return (
    <li className={classes.version}>
      <div className={classes.words}>
        <span data-automatic={version.name === null || undefined} className={classes.name}>
          {name}
        </span>
        <span className={classes.facts}>
          {t("versions.facts", {
            date: format.instant(version.savedAt),
            lines: t("versions.lines", { count: version.lineCount }),
          })}
        </span>
      </div>
      <Button size="xs" onClick={onCompare}>
        {t("versions.compare")}
      </Button>
      {mayChange ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={30} aria-label={t("versions.more", { name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowBackUp size={17} />} onClick={() => onDeed("restore")}>
              {t("versions.restore")}
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => onDeed("rename")}>
              {t("versions.rename")}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => onDeed("remove")}>
              {t("versions.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </li>
  );
}
