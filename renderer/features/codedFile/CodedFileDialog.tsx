/** Brings in a coding from a file: choose, look, say what is what, keep. */
import { Button, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodedFilePreview, CodedFileReading } from "../../../shared/domain/codedFilePreview.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { ColumnMeaning } from "../../../shared/formats/codedColumns.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { DialogEnd } from "../../ui/DialogEnd.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import { DropNotice } from "../import/DropNotice.tsx";
import { FileField } from "../import/FileField.tsx";
import { useFileDrop } from "../import/useFileDrop.ts";
import { CodedFileFields } from "./CodedFileFields.tsx";
import { CodedFileLook } from "./CodedFileLook.tsx";
import { type CodedFileForm, startingForm, startingReading, wishOf } from "./codedFileForm.ts";

type Look =
  | { readonly phase: "choosing" }
  | {
      readonly phase: "looking";
      readonly source: OfferedSource;
      readonly preview: CodedFilePreview;
      /** What the columns hold, once the person has said so. */
      readonly columns: readonly ColumnMeaning[] | null;
      readonly reading: CodedFileReading;
      readonly form: CodedFileForm;
    };

function isOf(look: Look, source: OfferedSource): boolean {
  return look.phase === "looking" && look.source.sourceId === source.sourceId;
}

/** Open for as long as it is mounted. */
export function CodedFileDialog(props: {
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
}) {
  const { conversationId, onClose } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const [look, setLook] = useState<Look>({ phase: "choosing" });
  const [schemeId, setSchemeId] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const schemes = useRequest("scheme.list", {});
  const coded = (schemes.data ?? []).map(({ scheme }) => scheme).filter(({ codes }) => codes.length > 0);
  const scheme = coded.find(({ id }) => id === schemeId) ?? coded[0];
  const preview = useChange("coding.preview");
  const take = useChange("coding.import");

  const read = (
    source: OfferedSource,
    { id, version: schemeVersion }: Scheme,
    columns: readonly ColumnMeaning[] | null,
    reading: CodedFileReading | null,
    settled: (seen: CodedFilePreview, now: Look) => Look,
  ) => {
    take.reset();
    preview.mutate(
      {
        conversationId,
        sourceId: source.sourceId,
        schemeId: id,
        schemeVersion,
        columns: columns === null ? null : [...columns],
        reading,
      },
      {
        onSuccess: (seen) => setLook((now) => settled(seen, now)),
        // What was said of the file stays, if only its new reading failed.
        onError: () => setLook((now) => (isOf(now, source) ? now : { phase: "choosing" })),
      },
    );
  };
  const open = (
    source: OfferedSource,
    by: Scheme | undefined = scheme,
    columns: readonly ColumnMeaning[] | null = null,
  ) => {
    if (by === undefined) return;
    read(source, by, columns, null, (seen, now) => ({
      phase: "looking",
      source,
      preview: seen,
      columns,
      reading: startingReading(seen),
      form: now.phase === "looking" ? now.form : startingForm(seen),
    }));
  };
  const readAs = (reading: CodedFileReading) => {
    if (look.phase !== "looking" || scheme === undefined) return;
    setLook({ ...look, reading });
    read(look.source, scheme, look.columns, reading, (seen, now) =>
      now.phase === "looking" ? { ...now, preview: seen } : now,
    );
  };
  const drop = useFileDrop((source) => open(source));
  const keep = () => {
    setTried(true);
    if (look.phase !== "looking" || scheme === undefined) return;
    const wish = wishOf(look.form, scheme, look.preview);
    if (wish === undefined) return;
    const { source, columns, reading } = look;
    take.mutate(
      {
        conversationId,
        sourceId: source.sourceId,
        columns: columns === null ? null : [...columns],
        reading,
        ...wish,
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("codedFile.title")}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={!take.isPending}
    >
      <Stack gap={16}>
        {look.phase === "choosing" ? <Text c="dimmed">{t("codedFile.forms")}</Text> : null}
        {scheme === undefined ? null : (
          <Select
            label={t("codedFile.scheme")}
            description={t("codedFile.schemeAbout")}
            data={coded.map(({ id, title }) => ({ value: id, label: labelIn(title, language) }))}
            value={scheme.id}
            allowDeselect={false}
            onChange={(value) => {
              const next = coded.find(({ id }) => id === value);
              if (next === undefined) return;
              setSchemeId(next.id);
              if (look.phase === "looking") open(look.source, next, look.columns);
            }}
          />
        )}
        <FileField
          purpose="coding"
          source={look.phase === "looking" ? look.source : null}
          isOver={drop.isOver}
          onChoose={(source) => open(source)}
        />
        <DropNotice problem={drop.problem} />
        <ErrorNotice error={take.error ?? preview.error ?? schemes.error} />
        {look.phase === "looking" && scheme !== undefined ? (
          <>
            <CodedFileLook
              key={look.source.sourceId}
              preview={look.preview}
              reading={look.reading}
              scheme={scheme}
              onRead={readAs}
              onColumns={(columns) => open(look.source, scheme, columns)}
            />
            <CodedFileFields
              form={look.form}
              preview={look.preview}
              scheme={scheme}
              isTried={isTried}
              onChange={(part) => setLook({ ...look, form: { ...look.form, ...part } })}
            />
          </>
        ) : null}
        <DialogEnd>
          <Button onClick={onClose}>{t("codedFile.cancel")}</Button>
          <Button
            variant="filled"
            disabled={look.phase !== "looking" || !look.preview.hasCodes}
            loading={take.isPending || preview.isPending}
            onClick={keep}
          >
            {t("codedFile.keep")}
          </Button>
        </DialogEnd>
      </Stack>
    </Modal>
  );
}
