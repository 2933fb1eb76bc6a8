/** The text of a conversation as a file for other programs: which kind, what goes in, and where to. */
import { Button, Checkbox, Group, Modal, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import {
  type ExportFormat,
  exportEndings,
  exportFormats,
  exportGroups,
  hasTimeChoice,
} from "../../../shared/domain/transcriptExport.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Made } from "../../ui/Made.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { flushAll } from "../frame/flush.ts";
import classes from "./exchange.module.css";
import { OutsideWarning } from "./OutsideWarning.tsx";
import { PartsChoice, type WantedParts } from "./PartsChoice.tsx";

type Making =
  | { readonly phase: "choosing"; readonly problem: unknown }
  | { readonly phase: "saving" }
  | { readonly phase: "saved"; readonly sizeBytes: number };

/** Open for as long as it is mounted. */
export function ExportDialog(props: {
  readonly conversation: ConversationDetail;
  readonly onClose: () => void;
}) {
  const { conversation, onClose } = props;
  const { t } = useTranslation();
  const fileSize = useFormat();
  const [making, setMaking] = useState<Making>({ phase: "choosing", problem: null });
  const isSaving = making.phase === "saving";

  async function save(format: ExportFormat, parts: WantedParts, withCodings: boolean) {
    const suggestedName = t("exportText.fileName", {
      date: conversation.heldOn,
      ending: exportEndings[format],
    });
    try {
      const target = await call("shell.chooseTarget", { purpose: "transcript", suggestedName });
      if (target === null) return;
      setMaking({ phase: "saving" });
      await flushAll();
      const { sizeBytes } = await call("transcript.export", {
        conversationId: conversation.id,
        targetId: target.targetId,
        format,
        ...parts,
        withCodings,
      });
      setMaking({ phase: "saved", sizeBytes });
    } catch (problem) {
      setMaking({ phase: "choosing", problem });
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("exportText.title")}
      size="lg"
      closeOnEscape={!isSaving}
      closeOnClickOutside={false}
      withCloseButton={!isSaving}
    >
      {making.phase === "saved" ? (
        <Made
          title={t("exportText.saved")}
          text={t("exportText.savedText", { size: fileSize.size(making.sizeBytes) })}
          onClose={onClose}
        />
      ) : (
        <Fields
          conversation={conversation}
          isSaving={isSaving}
          problem={making.phase === "choosing" ? making.problem : null}
          onSave={save}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

function Fields(props: {
  readonly conversation: ConversationDetail;
  readonly isSaving: boolean;
  readonly problem: unknown;
  readonly onSave: (format: ExportFormat, parts: WantedParts, withCodings: boolean) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { conversation, isSaving, problem, onSave, onClose } = props;
  const { t } = useTranslation();
  const [format, setFormat] = useState<ExportFormat>("docx");
  const [parts, setParts] = useState<WantedParts>({ withSpeakers: true, withTimes: true });
  const [withCodings, setWithCodings] = useState(true);
  const { id: conversationId } = conversation;
  const mayHaveCodings = format === "refi-qda";
  const codings = useRequest("coding.list", { conversationId }, { enabled: mayHaveCodings });
  const isAsked = mayHaveCodings && (codings.data ?? []).some(({ finishedAt }) => finishedAt !== null);
  const data = exportGroups.map(({ group, formats }) => ({
    group: t(`exportText.group.${group}`),
    items: formats.map((value) => ({ value, label: t(`exportText.formats.${value}.name`) })),
  }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void onSave(format, parts, isAsked && withCodings);
      }}
    >
      <Stack gap={20}>
        <Select
          label={t("exportText.format")}
          description={t(`exportText.formats.${format}.text`)}
          inputWrapperOrder={["label", "input", "description"]}
          data={data}
          value={format}
          allowDeselect={false}
          // The list scrolls itself, so that it is one with the field for whoever listens to the screen.
          withScrollArea={false}
          classNames={{ options: classes.formats ?? "" }}
          disabled={isSaving}
          onChange={(value) => setFormat(exportFormats.find((known) => known === value) ?? format)}
          renderOption={({ option }) => (
            <span>
              <span className={classes.formatName}>{option.label}</span>
              <span className={classes.formatText}>
                {t(`exportText.formats.${option.value as ExportFormat}.text`)}
              </span>
            </span>
          )}
          data-autofocus
        />
        <PartsChoice
          parts={parts}
          hasTimeChoice={hasTimeChoice(format)}
          disabled={isSaving}
          isFirst={false}
          onChange={setParts}
        />
        {isAsked ? (
          <Checkbox
            label={t("exportText.withCodings")}
            description={t("exportText.withCodingsText")}
            checked={withCodings}
            disabled={isSaving}
            onChange={(event) => setWithCodings(event.currentTarget.checked)}
          />
        ) : null}
        <OutsideWarning conversation={conversation} form="file" />
        <ErrorNotice error={problem} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose} disabled={isSaving}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" variant="filled" loading={isSaving}>
            {t("exportText.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
