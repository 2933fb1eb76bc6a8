/** A scheme out of a file: choose, look, keep. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { DropNotice } from "../import/DropNotice.tsx";
import { useFileDrop } from "../import/useFileDrop.ts";
import { SchemePreviewed } from "./SchemePreviewed.tsx";
import classes from "./schemes.module.css";
import { lookAtScheme } from "./schemesStore.ts";

/** Open for as long as it is mounted. */
export function SchemeImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choose = useChange("shell.chooseFiles");
  const preview = useChange("scheme.preview");
  const keep = useChange("scheme.import");
  const [source, setSource] = useState<OfferedSource | null>(null);
  const look = (offered: OfferedSource) => {
    setSource(offered);
    keep.reset();
    preview.mutate({ sourceId: offered.sourceId });
  };
  const drop = useFileDrop(look);
  const canKeep = source !== null && preview.data?.phase === "whole";
  return (
    <Modal opened onClose={onClose} title={t("schemes.import.title")} size="lg">
      <Stack gap={16}>
        <Text c="dimmed">{t("schemes.import.text")}</Text>
        <div className={classes.file} data-over={drop.isOver || undefined}>
          <IconFileText size={20} stroke={1.6} aria-hidden="true" />
          {source === null ? (
            <Text>{t("schemes.import.drop")}</Text>
          ) : (
            <Text>{t("import.file", { name: source.name, size: format.size(source.sizeBytes) })}</Text>
          )}
          <Button
            data-autofocus
            onClick={() =>
              choose.mutate(
                { purpose: "scheme" },
                { onSuccess: ([offered]) => (offered === undefined ? undefined : look(offered)) },
              )
            }
          >
            {t(source === null ? "schemes.import.choose" : "schemes.import.chooseAnother")}
          </Button>
        </div>
        <DropNotice problem={drop.problem} />
        <ErrorNotice error={keep.error ?? preview.error ?? choose.error} />
        {preview.data === undefined ? null : <SchemePreviewed preview={preview.data} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="filled"
            disabled={!canKeep}
            loading={keep.isPending}
            onClick={() => {
              if (source === null) return;
              const { sourceId } = source;
              keep.mutate(
                { sourceId },
                {
                  onSuccess: ({ schemeId, version }) => {
                    onClose();
                    lookAtScheme(schemeId, version);
                  },
                },
              );
            }}
          >
            {t("schemes.import.keep")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
