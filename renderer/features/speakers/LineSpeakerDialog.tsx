/** Who speaks one line: a role, someone known by name in this text, or someone new. */
import { Button, Group, Modal, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { spokenBy } from "../../../shared/domain/renamedLines.ts";
import { type Segment, type Speaker, speakers } from "../../../shared/domain/segment.ts";
import { ownNames, typedName } from "../../../shared/domain/speakerCalled.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf } from "../../ui/useSpeakerWords.ts";
import { editTranscript, look, useReview } from "../review/reviewStore.ts";
import { NameField } from "./NameField.tsx";
import classes from "./speakers.module.css";
import { useCalled } from "./useCalled.ts";

/** Open while the store says which line is meant. */
export function LineSpeakerDialog({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const namingId = useReview((state) => state.looking.namingId);
  const segments = useReview((state) => state.transcripts[conversationId]?.segments);
  const segment = namingId === undefined ? undefined : segments?.find(({ id }) => id === namingId);
  const close = () => look({ namingId: undefined });
  return (
    <Modal opened={segment !== undefined} onClose={close} title={t("speakers.line.title")} size="md">
      {segment === undefined || segments === undefined ? null : (
        <LineSpeaker
          key={segment.id}
          conversationId={conversationId}
          segment={segment}
          segments={segments}
          onClose={close}
        />
      )}
    </Modal>
  );
}

/** Someone who can be chosen; the value of a radio button is the place in the list. */
interface Choice {
  readonly speaker: Speaker;
  readonly name: string | null;
}

const someoneNew = "new";

function LineSpeaker(props: {
  readonly conversationId: ConversationId;
  readonly segment: Segment;
  readonly segments: readonly Segment[];
  readonly onClose: () => void;
}) {
  const { conversationId, segment, segments, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { words, names } = useCalled(conversationId);
  const [choices] = useState(() => choicesOf(segments));
  const [chosen, setChosen] = useState(() =>
    String(
      choices.findIndex(
        ({ speaker, name }) => speaker === segment.speaker && name === (segment.speakerName ?? null),
      ),
    ),
  );
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);

  function keep(): void {
    const name = typedName(typed);
    if (chosen === someoneNew && name === undefined) {
      setMissing(true);
      return;
    }
    const choice =
      chosen === someoneNew ? { speaker: "other" as const, name: name ?? null } : choices[Number(chosen)];
    if (choice !== undefined) editTranscript(conversationId, spokenBy(segment, choice.speaker, choice.name));
    onClose();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Stack gap={16}>
        <Radio.Group
          label={t("speakers.line.who", { time: format.position(segment.startMs) })}
          value={chosen}
          onChange={setChosen}
        >
          <Stack gap={10} mt={8}>
            {choices.map(({ speaker, name }, index) => (
              <Radio
                key={`${speaker} ${name}`}
                value={String(index)}
                label={
                  speakerWordOf({ speaker, ...(name === null ? {} : { speakerName: name }) }, names, words)
                    .name
                }
              />
            ))}
            <Radio value={someoneNew} label={t("speakers.line.new")} />
          </Stack>
        </Radio.Group>
        {chosen === someoneNew ? (
          <NameField
            label={t("speakers.line.newLabel")}
            description={t("speakers.line.newHint")}
            value={typed}
            error={isMissing && typedName(typed) === undefined ? t("speakers.line.missing") : undefined}
            onChange={setTyped}
          />
        ) : null}
        <p className={classes.small}>{t("speakers.line.othersSilent")}</p>
        <Group gap={8} justify="flex-end">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="filled">
            {t("speakers.line.keep")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The roles, then whoever has a name of their own; someone who was called so in two roles stands there twice. */
function choicesOf(segments: readonly Segment[]): Choice[] {
  const named = ownNames(segments).flatMap((name) =>
    speakers
      .filter((speaker) => segments.some((row) => row.speaker === speaker && row.speakerName === name))
      .map((speaker) => ({ speaker, name })),
  );
  return [...speakers.map((speaker) => ({ speaker, name: null })), ...named];
}
