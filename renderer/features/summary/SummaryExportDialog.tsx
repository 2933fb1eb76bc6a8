/** A coding as a file for spreadsheets: which kind, what goes in, and where to. */
import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CodingFormat, codingEndings, codingFormats } from "../../../shared/domain/codingExport.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Made } from "../../ui/Made.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { flushAll } from "../frame/flush.ts";
import { hasWords } from "./hasWords.ts";
import type { SummaryProps } from "./OpenSummary.tsx";

type Making =
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "saving" }
  | { readonly phase: "saved"; readonly sizeBytes: number };

/** Open for as long as it is mounted. */
export function SummaryExportDialog(props: SummaryProps & { readonly onClose: () => void }) {
  const { coding, conversation, onClose } = props;
  const { t } = useTranslation();
  const fileSize = useFormat();
  const [format, setFormat] = useState<CodingFormat>("xlsx");
  const [table, setTable] = useState<"figures" | "utterances">("figures");
  const [withText, setWithText] = useState(false);
  const [making, setMaking] = useState<Making>({ phase: "choosing", problem: null });
  const isSaving = making.phase === "saving";
  const hasUtterances = format === "xlsx" || table === "utterances";

  async function save() {
    const suggestedName = t("summary.export.fileName", {
      date: conversation.heldOn,
      ending: codingEndings[format],
    });
    try {
      const target = await call("shell.chooseTarget", { purpose: "coding", suggestedName });
      if (target === null) return;
      setMaking({ phase: "saving" });
      await flushAll();
      const { sizeBytes } = await call("coding.export", {
        codingId: coding.id,
        format,
        table,
        withText: withText && hasUtterances,
        targetId: target.targetId,
      });
      setMaking({ phase: "saved", sizeBytes });
    } catch (problem) {
      setMaking({ phase: "choosing", problem });
    }
  }

  if (making.phase === "saved") {
    return (
      <Modal opened onClose={onClose} title={t("summary.export.title")} size="lg">
        <Made
          title={t("summary.export.saved")}
          text={t("summary.export.savedText", { size: fileSize.size(making.sizeBytes) })}
          onClose={onClose}
        />
      </Modal>
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("summary.export.title")}
      size="lg"
      closeOnEscape={!isSaving}
      closeOnClickOutside={false}
      withCloseButton={!isSaving}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSaving) void save();
        }}
      >
        <Stack gap={20}>
          <Select
            label={t("summary.export.format")}
            description={t(`summary.export.formats.${format}.text`)}
            inputWrapperOrder={["label", "input", "description"]}
            data={codingFormats.map((value) => ({ value, label: t(`summary.export.formats.${value}.name`) }))}
            value={format}
            allowDeselect={false}
            withScrollArea={false}
            disabled={isSaving}
            onChange={(value) => setFormat(codingFormats.find((known) => known === value) ?? format)}
            data-autofocus
          />
          {format === "xlsx" ? null : (
            <Radio.Group
              label={t("summary.export.table")}
              value={table}
              onChange={(value) => setTable(value === "utterances" ? "utterances" : "figures")}
            >
              <Stack gap={8} mt={6}>
                <Radio value="figures" label={t("summary.export.figures")} disabled={isSaving} />
                <Radio value="utterances" label={t("summary.export.utterances")} disabled={isSaving} />
              </Stack>
            </Radio.Group>
          )}
          {hasUtterances && hasWords(props) ? (
            <Checkbox
              label={t("summary.export.withText")}
              checked={withText}
              disabled={isSaving}
              onChange={(event) => setWithText(event.currentTarget.checked)}
            />
          ) : null}
          <Notice tone="warm" icon={IconAlertTriangle}>
            <Text>{t("summary.export.outside")}</Text>
            {withText && hasUtterances && conversation.deidentified !== "done" ? (
              <Text mt={6}>{t("summary.export.notDeidentified")}</Text>
            ) : null}
            <Text mt={6}>{t("summary.notices.never")}</Text>
          </Notice>
          <ErrorNotice error={making.phase === "choosing" ? making.problem : null} />
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose} disabled={isSaving}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" variant="filled" loading={isSaving}>
              {t("summary.export.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
