/** What stands in the dialog of a coded file: choose, look, say what is what, keep. */
import { Button, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodedFilePreview, CodedFileReading } from "../../../shared/domain/codedFilePreview.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { ColumnMeaning } from "../../../shared/formats/codedColumns.ts";
import { useChange } from "../../api/useChange.ts";
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

/** @param props.schemes - those that have codes */
export function CodedFileBody(props: {
  readonly conversationId: ConversationId;
  readonly schemes: readonly [Scheme, ...Scheme[]];
  readonly take: ReturnType<typeof useChange<"coding.import">>;
  readonly onClose: () => void;
}) {
  const { conversationId, schemes, take, onClose } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const [look, setLook] = useState<Look>({ phase: "choosing" });
  const [schemeId, setSchemeId] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const scheme = schemes.find(({ id }) => id === schemeId) ?? schemes[0];
  const preview = useChange("coding.preview");

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
    by: Scheme = scheme,
    columns: readonly ColumnMeaning[] | null = null,
  ) => {
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
    if (look.phase !== "looking") return;
    setLook({ ...look, reading });
    read(look.source, scheme, look.columns, reading, (seen, now) =>
      now.phase === "looking" ? { ...now, preview: seen } : now,
    );
  };
  const drop = useFileDrop((source) => open(source));
  const keep = () => {
    setTried(true);
    if (look.phase !== "looking") return;
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
    <Stack gap={16}>
      {look.phase === "choosing" ? <Text c="dimmed">{t("codedFile.forms")}</Text> : null}
      <Select
        label={t("codedFile.scheme")}
        description={t("codedFile.schemeAbout")}
        data={schemes.map(({ id, title }) => ({ value: id, label: labelIn(title, language) }))}
        value={scheme.id}
        allowDeselect={false}
        onChange={(value) => {
          const next = schemes.find(({ id }) => id === value);
          if (next === undefined) return;
          setSchemeId(next.id);
          if (look.phase === "looking") open(look.source, next, look.columns);
        }}
      />
      <FileField
        purpose="coding"
        source={look.phase === "looking" ? look.source : null}
        isOver={drop.isOver}
        onChoose={(source) => open(source)}
      />
      <DropNotice problem={drop.problem} />
      <ErrorNotice error={take.error ?? preview.error} />
      {look.phase === "looking" ? (
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
  );
}
