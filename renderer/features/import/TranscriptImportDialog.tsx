/** Takes a transcript from a file: choose, look, say who is who, take in. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { TranscriptPreview as Preview } from "../../../shared/domain/transcriptPreview.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { DropNotice } from "./DropNotice.tsx";
import { FileField } from "./FileField.tsx";
import { TranscriptPreview } from "./TranscriptPreview.tsx";
import { guessedMapping, type SpeakerMapping } from "./transcriptMapping.ts";
import { useFileDrop } from "./useFileDrop.ts";

type Look =
  | { readonly phase: "choosing" }
  | {
      readonly phase: "looking";
      readonly source: OfferedSource;
      readonly preview: Preview;
      readonly mapping: SpeakerMapping;
      readonly isMachineMade: boolean;
    };

/**
 * Open for as long as it is mounted.
 *
 * @param props.onDone - called once, when the transcript has been taken in or the person has cancelled
 */
export function TranscriptImportDialog(props: {
  readonly conversationId: ConversationId;
  readonly onDone: (outcome: "imported" | "cancelled") => void;
}) {
  const { conversationId, onDone } = props;
  const { t } = useTranslation();
  const [look, setLook] = useState<Look>({ phase: "choosing" });
  const conversation = useRequest("conversation.read", { conversationId });
  const preview = useChange("transcript.preview");
  const take = useChange("transcript.import");
  const replaces = (conversation.data?.segmentCount ?? 0) > 0;

  const open = (source: OfferedSource) => {
    take.reset();
    preview.mutate(
      { sourceId: source.sourceId },
      {
        onSuccess: (seen) => {
          const { isMachineMade } = seen;
          setLook({ phase: "looking", source, preview: seen, mapping: guessedMapping(seen), isMachineMade });
        },
        onError: () => setLook({ phase: "choosing" }),
      },
    );
  };
  const drop = useFileDrop(open);
  const takeIn = () => {
    if (look.phase !== "looking") return;
    const { source, mapping, isMachineMade } = look;
    const { sourceId } = source;
    take.mutate(
      { conversationId, sourceId, speakers: [...mapping], isMachineMade, replace: replaces },
      { onSuccess: () => onDone("imported") },
    );
  };

  return (
    <Modal opened onClose={() => onDone("cancelled")} title={t("transcriptImport.title")} size="lg">
      <Stack gap={16}>
        {look.phase === "choosing" && <Text c="dimmed">{t("transcriptImport.forms")}</Text>}
        <FileField
          purpose="transcript"
          source={look.phase === "looking" ? look.source : null}
          isOver={drop.isOver}
          onChoose={open}
        />
        <DropNotice problem={drop.problem} />
        <ErrorNotice error={take.error ?? preview.error} />
        {look.phase === "looking" && (
          <TranscriptPreview
            preview={look.preview}
            mapping={look.mapping}
            onMap={(mapping) => setLook({ ...look, mapping })}
            isMachineMade={look.isMachineMade}
            onMachineMade={(isMachineMade) => setLook({ ...look, isMachineMade })}
          />
        )}
        {look.phase === "looking" && replaces && (
          <Text c="var(--color-warm)">
            {t("transcriptImport.replaces", { count: conversation.data?.segmentCount ?? 0 })}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button onClick={() => onDone("cancelled")}>{t("transcriptImport.cancel")}</Button>
          <Button
            variant="filled"
            disabled={look.phase !== "looking" || conversation.isPending}
            loading={take.isPending || preview.isPending}
            onClick={takeIn}
          >
            {t(replaces ? "transcriptImport.replace" : "transcriptImport.takeIn")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
