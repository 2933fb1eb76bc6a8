/** Where in a recording the spoken permission is repeated: marked, moved and taken away by hand. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { type MarkedPassage, passagesOfKind } from "../../../shared/domain/markedPassage.ts";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { PassageFields } from "./PassageFields.tsx";
import classes from "./spoken.module.css";

interface PassagesProps {
  readonly conversationId: ConversationId;
  readonly durationMs: number;
  /** What a new passage begins as: what is chosen on the waveform, else all up to where it plays; may be empty. */
  readonly suggest: () => Passage;
  readonly onClose: () => void;
}

export function PassagesDialog({ opened, ...props }: PassagesProps & { readonly opened: boolean }) {
  const { t } = useTranslation();
  const passages = useRequest("passage.list", { conversationId: props.conversationId }, { enabled: opened });
  return (
    <Modal opened={opened} onClose={props.onClose} title={t("spoken.mark.title")} size="lg">
      {passages.data === undefined ? (
        <ErrorNotice error={passages.error} />
      ) : (
        <Passages {...props} passages={passagesOfKind(passages.data, "spoken-permission")} />
      )}
    </Modal>
  );
}

/** What is being set: a new passage, or one that is there. */
type Setting = { readonly passage: MarkedPassage | null };

/** Mounted anew each time the dialog opens; where nothing is marked yet, the fields stand there at once. */
function Passages(props: PassagesProps & { readonly passages: readonly MarkedPassage[] }) {
  const { conversationId, durationMs, suggest, onClose, passages } = props;
  const { t } = useTranslation();
  const [setting, setSetting] = useState<Setting | null>(passages.length === 0 ? { passage: null } : null);
  const mark = useChange("passage.mark");
  const move = useChange("passage.move");
  const remove = useChange("passage.remove");
  const keep = (range: Passage) => {
    const passage = setting?.passage ?? null;
    if (passage === null) mark.mutate({ conversationId, ...range }, { onSuccess: onClose });
    else move.mutate({ passageId: passage.id, ...range }, { onSuccess: onClose });
  };
  return (
    <Stack gap={16}>
      <p>{t("spoken.mark.text")}</p>
      {setting === null ? (
        <>
          <PassageList
            passages={passages}
            onMove={(passage) => setSetting({ passage })}
            onRemove={({ id }) => remove.mutate({ passageId: id })}
          />
          <ErrorNotice error={remove.error} />
          <Group gap={8} justify="flex-end">
            <Button onClick={() => setSetting({ passage: null })}>{t("spoken.mark.another")}</Button>
            <Button onClick={onClose}>{t("common.close")}</Button>
          </Group>
        </>
      ) : (
        <>
          <PassageFields
            key={setting.passage?.id ?? "new"}
            first={setting.passage ?? suggest()}
            durationMs={durationMs}
            keepLabel={t(setting.passage === null ? "spoken.mark.keep" : "spoken.mark.move")}
            isBusy={mark.isPending || move.isPending}
            onKeep={keep}
            onCancel={passages.length === 0 ? onClose : () => setSetting(null)}
          />
          <ErrorNotice error={mark.error ?? move.error} />
        </>
      )}
    </Stack>
  );
}

function PassageList(props: {
  readonly passages: readonly MarkedPassage[];
  readonly onMove: (passage: MarkedPassage) => void;
  readonly onRemove: (passage: MarkedPassage) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.passages.length === 0) return <p>{t("spoken.mark.none")}</p>;
  return (
    <ul className={classes.passages}>
      {props.passages.map((passage) => {
        const range = {
          from: format.position(passage.startMs, true),
          to: format.position(passage.endMs, true),
        };
        return (
          <li key={passage.id}>
            <span>{t("spoken.mark.range", range)}</span>
            <Button
              size="xs"
              aria-label={t("spoken.mark.changeNamed", range)}
              onClick={() => props.onMove(passage)}
            >
              {t("spoken.mark.change")}
            </Button>
            <Button
              size="xs"
              aria-label={t("spoken.mark.removeNamed", range)}
              onClick={() => props.onRemove(passage)}
            >
              {t("spoken.mark.remove")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
